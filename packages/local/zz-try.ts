import * as Sqlite from "@rekindle/core/world/sqlite";
import * as Run from "@rekindle/local/run";
import { people } from "@rekindle/local/people";
import { seedSample } from "@rekindle/local/sample/seed";
import { fateOf } from "@rekindle/local/sample/nature";
import { HISTORY, START } from "@rekindle/local/sample/time";
import { totalAt } from "@rekindle/core/scoring/score";
import { leadOf } from "@rekindle/core/engine/identity";
import { findMany } from "@rekindle/core/engine/lead-store";
import { cast } from "@rekindle/local/sample/cast";
import { app } from "@rekindle/functions/http/app";
const file = process.argv[2] ?? ":memory:";
const db = Sqlite.open(file);
const run = await Run.open({ db, secret: "s".repeat(40), startAt: HISTORY, log: (e, f) => { if (/fail|turned|unans/.test(e)) console.log(e, f); }, outside: { post: async () => ({ status: 200, body: "" }) }, fate: fateOf, people: (parts) => people(db, parts, app({ engine: parts.engine, apiKey: () => false, nowWallMs: () => Date.now() }).fetch) });
const t0 = performance.now(); const cpu = process.cpuUsage();
await seedSample(run, db, (to) => run.loop.advance(to));
console.log("seeded ms", Math.round(performance.now() - t0), "cpu", process.cpuUsage(cpu).user / 1000);
const show = async () => {
  const now = run.clock.now();
  console.log(new Date(now + 9 * 3600e3).toISOString());
  for (const st of ["marketing", "insideSales", "sales", "customer"]) { const p = await run.world.table.listed({ in: `leads#${st}`, limit: 1000 }); console.log(st, p.items.length); }
  for (const st of ["open", "accepted", "returned", "deal", "won", "lost"]) {
    const p = await run.world.table.listed({ in: `handoffs#${st}`, limit: 1000 });
    console.log("handoff", st, p.items.length);
    if (st === "open") for (const l of await findMany(run.engine, p.items.map((i) => i.pk))) if (l) console.log("   ", l.name, l.company?.name, totalAt(l.score, now).toFixed(1), l.handoff?.owner, l.handoff?.level, new Date(l.handoff!.openedAt + 9 * 3600e3).toISOString().slice(5, 16), l.handoff!.dueAt && new Date(l.handoff!.dueAt! + 9 * 3600e3).toISOString().slice(5, 16));
  }
  for (const st of ["open", "won", "lost"]) console.log("deals", st, (await run.world.table.listed({ in: `deals#${st}`, limit: 1000 })).items.length);
  for (const w of ["lost-on-price", "dormant-90", "after-seminar", "after-brochure"]) { const rows = db.prepare("select list_in, count(*) n from item where list_in like ? or list_in = ? group by 1").all(`place#${w}#%`, `pending#${w}`); console.log(w, rows.map((r) => `${r.list_in}=${r.n}`).join(" ")); }
  console.log("mails", db.prepare("select count(*) n from ses_mail").get(), "items", db.prepare("select count(*) n from item").get(), "acts", db.prepare("select count(*) n, max(id) m from sample_act").get());
};
await show();
const w = (await leadOf(run.engine, cast.watanabe.email))!;
console.log(w.name, totalAt(w.score, run.clock.now()), w.enrolments, w.handoff?.state);
const days = Number(process.argv[3] ?? 12);
const t1 = performance.now();
await run.loop.advance(START + days * 86400e3);
console.log("ran", days, "days in ms", Math.round(performance.now() - t1));
await show();
const w2 = (await leadOf(run.engine, cast.watanabe.email))!;
console.log(w2.name, totalAt(w2.score, run.clock.now()), w2.handoff);
const { removeSample } = await import("@rekindle/local/sample/remove");
const t2 = performance.now();
await removeSample(run, db);
console.log("removed ms", Math.round(performance.now() - t2));
for (const t of db.prepare("select name from sqlite_master where type='table'").all()) { const n = db.prepare(`select count(*) n from "${t.name}"`).get(); console.log(t.name, n!.n); }
console.log(db.prepare("select pk, sk, substr(body,1,160) b from item limit 30").all());
await run.close();
