import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { current } from "@rekindle/core/engine/catalogue";
import { change, findDeal } from "@rekindle/core/engine/deals";
import { capture, leadOf } from "@rekindle/core/engine/identity";
import { findMany } from "@rekindle/core/engine/lead-store";
import { draftWorkflow, judge, publishWorkflow } from "@rekindle/core/engine/publish";
import { findWorkflow } from "@rekindle/core/engine/workflow-draft";
import { type Lead, stages } from "@rekindle/core/leads/lead";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import { totalAt } from "@rekindle/core/scoring/score";
import { read } from "@rekindle/core/workflows/read";
import { defaults } from "@rekindle/core/workspace/settings";
import * as Sqlite from "@rekindle/core/world/sqlite";
import { app } from "@rekindle/functions/http/app";
import { people } from "@rekindle/local/people";
import * as Run from "@rekindle/local/run";
import { addresses, cast, MOST_PEOPLE } from "@rekindle/local/sample/cast";
import { TAG } from "@rekindle/local/sample/company";
import { itemsIn } from "@rekindle/local/sample/everything";
import { fateOf, type Letter, natureOf, reactions } from "@rekindle/local/sample/nature";
import { removeSample } from "@rekindle/local/sample/remove";
import { seedSample, workflows } from "@rekindle/local/sample/seed";
import * as State from "@rekindle/local/sample/state";
import { DAY_MS, HISTORY, jst, START } from "@rekindle/local/sample/time";
import { expect, onTestFinished, test } from "vitest";

/** A run with the sample's people, who come in by the real routes. */
const open = async (db: DatabaseSync) => {
  const logged: string[] = [];
  const run = await Run.open({
    db,
    secret: "a secret of the tests, long enough",
    startAt: HISTORY,
    log: (event) => logged.push(event),
    outside: { post: async () => ({ status: 200, body: "{}" }) },
    fate: fateOf,
    people: (parts) => {
      const routes = app({ engine: parts.engine, apiKey: () => false, nowWallMs: () => parts.clock.now() });
      return people(db, parts, (request) => routes.fetch(request));
    },
  });
  return { ...run, db, logged, seed: () => seedSample(run, db, run.loop.advance) };
};
type Company = Awaited<ReturnType<typeof open>>;

const seeded = async (path = ":memory:"): Promise<Company> => {
  const db = Sqlite.open(path);
  const company = await open(db);
  onTestFinished(async () => {
    await company.close();
    db.close();
  });
  await company.seed();
  return company;
};

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "rekindle-sample-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

const leadsIn = async ({ engine }: Company, listing: string): Promise<Lead[]> => {
  const items = await itemsIn(engine.world.table, listing);
  return (
    await findMany(
      engine,
      items.map(({ pk }) => pk),
    )
  ).flatMap((lead) => lead ?? []);
};
const everybody = async (company: Company): Promise<Lead[]> =>
  (await Promise.all(stages.map((stage) => leadsIn(company, `leads#${stage}`)))).flat();
const member = async ({ engine }: Company, email: string): Promise<Lead> => {
  const lead = await leadOf(engine, email);
  if (lead === undefined) throw new Error(`${email} is not there`);
  return lead;
};
test("on its first morning the company is at work: hot leads, one of them overdue, people inside workflows, a quiet source", async () => {
  const company = await seeded();
  const { engine, clock, logged } = company;
  expect(clock.now()).toBe(START);
  expect(logged.filter((event) => /failed|turnedAway/.test(event))).toEqual([]);

  const all = await everybody(company);
  expect(all.length).toBeGreaterThan(110);
  expect(all.length).toBeLessThan(130);
  expect(all.filter(({ tags }) => !tags.includes(TAG)).map(({ email }) => email)).toEqual([]);

  const hot = await leadsIn(company, "handoffs#open");
  expect(hot.length).toBeGreaterThanOrEqual(5);
  expect(hot.filter(({ handoff }) => (handoff?.level ?? 0) > 0).map(({ name }) => name)).toEqual(["加藤 拓也"]);
  const inside = new Set(all.flatMap(({ enrolments }) => enrolments.map(({ workflow }) => workflow)));
  expect([...inside].toSorted()).toEqual(expect.arrayContaining(["after-seminar", "dormant-90", "lost-on-price"]));
  for (const state of ["open", "won", "lost"])
    expect((await itemsIn(engine.world.table, `deals#${state}`)).length).toBeGreaterThan(0);

  const lastOf = async (source: string) =>
    (await itemsIn(engine.world.table, `payloads#${source}`)).at(-1)?.list?.by ?? "";
  expect(Number((await lastOf("whitepaper")).slice(0, 15))).toBeLessThan(START - 14 * DAY_MS);
  expect(Number((await lastOf("newsletter")).slice(0, 15))).toBeGreaterThan(START - 14 * DAY_MS);

  const draft = await findWorkflow(engine, "dormant-90");
  const judged = draft === undefined ? undefined : await judge(engine, "dormant-90", draft.definition);
  expect(judged?.problems).toMatchObject([{ step: "cases", path: "steps.5.template" }]);
});

test("within two minutes inside sales gets 渡辺 真由美: lost on price, warmed up, over the line, with the reasons", async () => {
  const company = await seeded();
  const { email } = cast.watanabe;
  const before = await member(company, email);
  expect(before.enrolments).toMatchObject([{ workflow: "lost-on-price", step: "await-form" }]);
  expect(totalAt(before.score, START)).toBeLessThan(70);

  // A day in ten seconds: two minutes are twelve days.
  await company.loop.advance(START + 12 * DAY_MS);
  const { handoff } = await member(company, email);
  expect(handoff).toMatchObject({ state: "open", openedAt: jst("2026-11-25T09:31"), line: "insideSales" });
  expect(handoff?.score).toBeGreaterThan(70);
  const signals = handoff?.reasons.map(({ signal }) => signal);
  expect(signals).toEqual(
    expect.arrayContaining(["fit", "form-brochure", "page-pricing", "interested", "mail-clicked"]),
  );
});

/** What no chance of ids decides: who is there, what became of the story's people and of its deals. */
const outline = async (company: Company) => {
  const { engine, clock } = company;
  const story = await Promise.all(
    Object.values(cast).map(async ({ email }) => {
      const { score, stage, handoff, mails } = await member(company, email);
      return [email, totalAt(score, clock.now()).toFixed(6), stage, handoff?.state, Object.keys(mails)];
    }),
  );
  const deals = await Promise.all(
    Array.from({ length: 24 }, async (_, n) => (await findDeal(engine, `deal_D${1066 + n}`))?.state),
  );
  return { story, deals, people: (await everybody(company)).map(({ email }) => email).toSorted() };
};

test("the people do the same whatever stops in between: interrupted, they go on where they were", async () => {
  const whole = await outline(await seeded());
  const file = join(folder(), "rekindle.db");
  for (const until of ["2026-06-02T10:19", "2026-08-20T12:00", "2026-11-12T09:30"]) {
    const db = Sqlite.open(file);
    const part = await open(db);
    await seedSample(part, db, () => part.loop.advance(jst(until)));
    expect(State.open(db).get()).toBe("playing");
    await part.close();
    db.close();
  }
  expect(await outline(await seeded(file))).toEqual(whole);
});

test("the same mail has the same effect on the same person, always", () => {
  const letter = (email: string, n: number): Letter => ({
    email,
    mail: `e${n}-hello-1`,
    at: START,
    links: ["/t/c/1", "/t/c/2"],
    pixel: "/t/o/1",
    unsubscribe: "/u/1",
  });
  const all = () => addresses.flatMap((email) => [1, 2, 3].flatMap((n) => reactions(letter(email, n))));
  expect(all()).toEqual(all());
  const kinds = new Set(all().map(({ act }) => act.do));
  expect([...kinds].toSorted()).toEqual(["click", "form", "open", "optOut", "track"]);
  expect(all().filter(({ at }) => at <= START)).toEqual([]);
});

test("each nature exists, keeps to itself, and only addresses of the sample bounce", () => {
  const natures = new Set(addresses.map(natureOf));
  expect([...natures].toSorted()).toEqual(
    ["bouncer", "buyer", "clicker", "ignorer", "optOut", "reader", "seminarGoer"].toSorted(),
  );
  expect(addresses.map(natureOf)).toEqual(addresses.map(natureOf));
  const own = Array.from({ length: 500 }, (_, n) => `person${n}@customer.example`);
  expect(own.map(fateOf).filter((fate) => fate !== "deliver")).toEqual([]);
  expect(addresses.map(fateOf)).toContain("bounce");
});

test("the sample ends by itself: it never has more people than it has names for", async () => {
  const company = await seeded();
  await company.loop.advance(START + 300 * DAY_MS);
  const all = await everybody(company);
  expect(all).toHaveLength(MOST_PEOPLE);
  expect(all.some(({ gate }) => gate.optedOutAt !== undefined)).toBe(true);
  expect(all.some(({ gate }) => gate.suppressed?.reason === "bounce")).toBe(true);
  const mailed = company.ses.outbox().length;
  await company.loop.advance(START + 380 * DAY_MS);
  expect(company.ses.outbox().length - mailed).toBeLessThan(MOST_PEOPLE);
}, 120_000);

test("removed, the sample leaves no address in the file, and the user's own leads, deals and workflows stay", async () => {
  const file = join(folder(), "rekindle.db");
  const company = await seeded(file);
  const { engine, loop, clock, ses, db } = company;
  const own = "hanako@customer.example";
  const at = clock.now();
  await capture(
    engine,
    {
      via: "api",
      email: own,
      name: "山田 花子",
      company: { key: "港物流", name: "港物流株式会社" },
      attributes: {},
      tags: [],
      consent: { basis: "optIn", at },
    },
    { id: "own", at },
  );
  await change(engine, { id: "deal_own", leadEmail: own, stage: "提案" }, { at, cause: "own" });
  const definition = read("name: Own\nsteps: [{ kind: exit, reason: done }]", "yaml");
  if (definition.status !== "ok") throw new Error("The test's workflow is wrong");
  await draftWorkflow(engine, "own", definition.definition);
  await publishWorkflow(engine, "own");
  await loop.drain();
  expect(State.open(db).get()).toBe("living");

  await removeSample(company, db);

  expect(State.open(db).get()).toBeUndefined();
  expect((await everybody(company)).map(({ email }) => email)).toEqual([own]);
  expect(await findDeal(engine, "deal_own")).toMatchObject({ state: "open" });
  const catalogue = await current(engine);
  expect(Object.keys(catalogue.workflows)).toEqual(["own"]);
  expect(catalogue.templates).toEqual({});
  expect(catalogue.settings).toEqual(defaults);
  expect(catalogue.scoring).toEqual(defaultModel);
  for (const listing of [
    "templates",
    "sources",
    "handoffs#open",
    "handoffs#accepted",
    "payloads#brochure",
    "deals#lost",
  ])
    expect(await itemsIn(engine.world.table, listing)).toEqual([]);
  const counted = db.prepare("select pk from item where pk like 'count#%' or pk in ('daily', 'roster')").all();
  expect(counted.filter(({ pk }) => workflows.some((id) => String(pk).includes(id)))).toEqual([]);
  expect(ses.outbox()).toEqual([]);

  // The raw bytes, free pages and log included.
  const raw = [file, `${file}-wal`]
    .map((path) => (existsSync(path) ? readFileSync(path).toString("latin1") : ""))
    .join();
  expect(raw).toContain(own);
  expect(addresses.filter((address) => raw.includes(address) || raw.includes(encodeURIComponent(address)))).toEqual([]);

  // Nobody is left to act.
  await loop.advance(at + 60 * DAY_MS);
  expect((await everybody(company)).map(({ email }) => email)).toEqual([own]);
  expect(ses.outbox()).toEqual([]);
});

test("removed while its half year is still being played, the sample does not come back", async () => {
  const db = Sqlite.open(":memory:");
  const company = await open(db);
  onTestFinished(async () => {
    await company.close();
    db.close();
  });
  let removal: Promise<void> | undefined;
  await seedSample(company, db, async (to) => {
    await company.loop.advance(jst("2026-08-20T12:00"));
    const rest = company.loop.advance(to);
    removal = removeSample(company, db);
    await rest;
  });
  await removal;
  await company.loop.advance(START + 30 * DAY_MS);
  expect(State.open(db).get()).toBeUndefined();
  expect(await everybody(company)).toEqual([]);
  expect(company.ses.outbox()).toEqual([]);
});
