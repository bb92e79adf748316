import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const waiting = (days: number, more: object[] = []) => ({
  name: "w",
  triggers: [{ kind: "manual" }],
  steps: [
    { id: "first", kind: "wait", for: `P${days}D` },
    ...more,
    { id: "mail", kind: "email", template: "one" },
    { id: "end", kind: "wait", for: "P30D" },
  ],
});

/** A published workflow with three people at its first step. */
const inside = async () => {
  const local = await startLocal();
  const { put, post, advance } = local;
  await put("/v1/templates/one", { subject: "one", mjml: mjml("<mj-text>本文</mj-text>") });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/w", waiting(3));
  await post("/v1/workflows/w/publish");
  for (const name of ["a", "b", "c"]) {
    const { id } = (await post("/v1/leads", { email: `${name}@example.jp`, consent: { basis: "optIn" } })).json;
    expect((await post(`/v1/leads/${id}/enrolments`, { workflow: "w" })).status).toBe(201);
  }
  await advance("PT1M");
  return local;
};

test("the review before publishing tells what changes, step by step, and that those inside stay where they are", async () => {
  const { put, post, get } = await inside();
  await put("/v1/workflows/w", waiting(5, [{ id: "points", kind: "score", signal: "s", points: 5, family: "mail" }]));
  const review = (await get("/v1/workflows/w/changes")).json;
  expect(review).toMatchObject({
    from: 1,
    to: 2,
    changes: { added: [{ id: "points" }], removed: [], changed: [{ id: "first", fields: ["for"] }] },
    staying: [{ version: 1, people: 3 }],
  });
  await post("/v1/workflows/w/publish");
  expect((await get("/v1/workflows/w/changes")).json.changes).toMatchObject({ added: [], changed: [], frame: [] });
  const { items } = (await get("/v1/workflows/w/versions")).json;
  expect(items.map(({ version, inside: people }: { version: number; inside: number }) => [version, people])).toEqual([
    [2, 0],
    [1, 3],
  ]);
  expect((await get("/v1/workflows/w/versions/1")).json.definition.steps[0]).toMatchObject({ for: "P3D" });
  expect((await get("/v1/workflows/w/versions/9")).status).toBe(404);
});

test("a move says first where everybody lands, then moves them, and what was waited counts", async () => {
  const { put, post, get, advance, outbox } = await inside();
  await put("/v1/workflows/w", {
    ...waiting(5),
    steps: [{ id: "pause", kind: "wait", for: "P5D" }, ...waiting(5).steps.slice(1)],
  });
  await post("/v1/workflows/w/publish");
  const move = { from: 1, to: 2, map: { first: "pause" } };
  const trial = await post("/v1/workflows/w/migrate", { ...move, dryRun: true });
  expect(trial).toMatchObject({
    status: 200,
    json: { total: 3, landings: [{ step: "first", to: "pause", people: 3 }] },
  });
  expect((await get("/v1/workflows/w/steps/first/leads?version=1")).json.items).toHaveLength(3);
  const begun = await post("/v1/workflows/w/migrate", move);
  expect(begun.status).toBe(202);
  await advance("PT1M");
  expect((await get(`/v1/jobs/${begun.json.job}`)).json).toMatchObject({ state: "done", done: 3, total: 3 });
  expect((await get("/v1/workflows/w/steps/pause/leads?version=2")).json.items).toHaveLength(3);
  expect((await get("/v1/workflows/w/steps/first/leads?version=1")).json.items).toHaveLength(0);
  await advance("P4D");
  expect(await outbox()).toHaveLength(0);
  await advance("P1D");
  expect(await outbox()).toHaveLength(3);
});

test("who is mapped to nothing leaves, and a map of unknown steps is refused with its place", async () => {
  const { put, post, get, advance } = await inside();
  await put("/v1/workflows/w", waiting(5));
  await post("/v1/workflows/w/publish");
  const wrong = await post("/v1/workflows/w/migrate", { from: 1, to: 2, map: { first: "nowhere" } });
  expect(wrong).toMatchObject({ status: 422, json: { problems: [{ path: "map.first" }] } });
  expect((await post("/v1/workflows/w/migrate", { from: 1, to: 1 })).status).toBe(422);
  expect((await post("/v1/workflows/w/migrate", { from: 7, to: 2 })).status).toBe(404);
  const trial = await post("/v1/workflows/w/migrate", { from: 1, to: 2, map: { first: null }, dryRun: true });
  expect(trial.json.landings).toEqual([{ step: "first", to: null, people: 3 }]);
  await post("/v1/workflows/w/migrate", { from: 1, to: 2, map: { first: null } });
  await advance("PT1M");
  const [newest, old] = (await get("/v1/workflows/w/report")).json.versions;
  expect(old.left).toEqual({ stepRemoved: 3 });
  expect(newest.entered).toBe(0);
});

test("a draft is not written over one that somebody else has changed meanwhile", async () => {
  const { url, key, put, get } = await startLocal();
  const { tag } = (await put("/v1/workflows/w", waiting(3))).json;
  const over = (seen: string, days: number) =>
    fetch(`${url}/v1/workflows/w`, {
      method: "PUT",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "if-match": seen },
      body: JSON.stringify(waiting(days)),
    });
  const mine = await over(tag, 4);
  expect(mine.status).toBe(200);
  const theirs = await over(tag, 9);
  expect(theirs.status).toBe(409);
  expect(await theirs.json()).toMatchObject({ reason: "edited" });
  expect((await get("/v1/workflows/w")).json.draft.steps[0].for).toBe("P4D");
});

test("launch checks name what the law wants, mails that are missing, holes in mails, and circles", async () => {
  const { put, post, get, advance } = await startLocal();
  await post("/v1/leads", { email: "a@example.jp", name: "a", consent: { basis: "optIn" } });
  await advance("PT1M");
  await put("/v1/templates/hole", {
    subject: "{{ lead.company }}様へ",
    mjml: mjml(
      `<mj-text>{% if lead.name %}{{ lead.name }}{% endif %}{{ lead.attributes.role | default: "" }}</mj-text><mj-button href="https://example.com/x">読む</mj-button>`,
    ),
  });
  await put("/v1/workflows/other", { name: "o", steps: [{ kind: "enrol", workflow: "w" }] });
  await put("/v1/workflows/w", {
    name: "w",
    triggers: [{ kind: "manual" }],
    steps: [
      { kind: "email", template: "hole" },
      { kind: "email", template: "unwritten" },
      { kind: "enrol", workflow: "other" },
    ],
  });
  const checks = (await get("/v1/workflows/w/checks")).json;
  expect(checks.law).toContain("footer.postalAddress");
  expect(checks.loop).toEqual(["w", "other"]);
  expect(checks.population).toMatchObject({ people: 1, mailable: 1 });
  expect(checks.mails).toMatchObject([
    { id: "hole", state: "waiting", bare: [{ variable: "lead.company", lacking: 1 }] },
    { id: "unwritten", state: "missing" },
  ]);
  expect(checks.mails[0].placeholders).toEqual(["https://example.com/x"]);
  expect(checks.problems.map(({ path }: { path: string }) => path)).toEqual(["steps.1.template"]);
  await put("/v1/settings", {
    footer: { company: "アカリ", postalAddress: "東京都", contact: "a@akari.example" },
    sender: { name: "アカリ", address: "news@akari.example" },
  });
  expect((await get("/v1/workflows/w/checks")).json.law).toEqual([]);
});

test("a preview of those whom it would take in now stands against quota, capacity and days off, with named paths", async () => {
  const { put, post, advance } = await startLocal();
  await put("/v1/settings", { reps: [{ id: "mori", name: "森 健太", capacityPerDay: 15 }] });
  for (const name of ["a", "b"])
    await post("/v1/leads", {
      email: `${name}@example.jp`,
      name,
      consent: { basis: "optIn" },
      attributes: { department: "経理部" },
    });
  await put("/v1/workflows/w", {
    name: "w",
    triggers: [{ kind: "manual" }],
    steps: [
      { kind: "email", template: "one" },
      { kind: "handOff", note: "x" },
    ],
  });
  await advance("PT1M");
  const seen = (await post("/v1/simulate", { workflow: "w", days: 7, among: "now", sample: 100, paths: 1 })).json;
  expect(seen).toMatchObject({
    synthetic: 0,
    people: 2,
    totals: { entered: 2, handedOff: 2 },
    groups: { handedOff: 2, silent: 0 },
    departments: { 経理部: 2 },
    frame: { quota: 50_000, capacity: { total: 15, reps: [{ id: "mori", perDay: 15 }] } },
  });
  expect(seen.paths).toHaveLength(1);
  expect(seen.paths[0]).toMatchObject({ group: "handedOff", name: expect.any(String) });
  expect(seen.frame.days.map(({ off }: { off: boolean }) => off)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    false,
  ]);
});

test("at launch those whose deal was lost before come in when asked to, once, and customers do not", async () => {
  const { post, patch, get, advance } = await startLocal();
  for (const name of ["lost", "won", "other"]) {
    const email = `${name}@${name}.example`;
    await post("/v1/leads", { email, company: name, consent: { basis: "businessRelationship" } });
    const { id } = (await post("/v1/deals", { leadEmail: email, stage: "proposal" })).json;
    await patch(
      `/v1/deals/${id}`,
      name === "won" ? { stage: "won" } : { stage: "lost", lostReason: name === "lost" ? "price" : "timing" },
    );
  }
  await advance("PT1M");
  const { id } = (await post("/v1/starters/lost-price", { site: "https://www.akari.example" })).json;
  expect((await get(`/v1/workflows/${id}/checks`)).json.population).toMatchObject({ people: 1, mailable: 1 });
  await post(`/v1/workflows/${id}/publish`, { mails: true });
  await advance("PT1M");
  const entered = async () => (await get(`/v1/workflows/${id}/report`)).json.versions[0].entered;
  expect(await entered()).toBe(0);
  const begun = (await post(`/v1/workflows/${id}/publish`, { people: true })).json;
  expect(begun).toMatchObject({ version: 2, people: 1, job: expect.any(String) });
  await advance("PT1M");
  expect((await get(`/v1/jobs/${begun.job}`)).json).toMatchObject({ state: "done", done: 1, total: 1 });
  expect(await entered()).toBe(1);
});
