import { kit } from "./kit.ts";
import { play } from "./run.ts";
import { survey, storm } from "./plan.ts";
const k = await kit("sqlite");
const sites = new Map<string, number>();
let t = Date.now();
for (let s = 1; s <= 3; s++) {
  const o = await play(k, s, () => survey(({site}) => { sites.set(site, (sites.get(site) ?? 0) + 1); }));
  console.log(s, Date.now() - t, o.mails, o.errors, JSON.stringify(o.verdict, null, 1)); t = Date.now();
}
console.log(sites);
const n = Number(process.argv[2] ?? 0);
for (let s = 100; s < 100 + n; s++) {
  const o = await play(k, s, storm);
  console.log(s, Date.now() - t, o.mails, o.injections.length, [...new Set(o.errors)], JSON.stringify(o.verdict)); t = Date.now();
}
await k.close();
