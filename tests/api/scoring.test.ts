import { describe, expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

type Model = {
  families: Record<string, { halfLifeDays?: number }>;
  signals: { id: string; points: number }[];
  fit: { id: string }[];
  lines: { warm: number; insideSales: number; sales: number };
};
type Local = Awaited<ReturnType<typeof startLocal>>;

/** The product as a person of that role, by a cookie. */
const as = async ({ url }: Local, role: string) => {
  const chosen = await fetch(`${url}/local/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ role }),
  });
  const [cookie = ""] = chosen.headers.getSetCookie();
  return async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { cookie: cookie.slice(0, cookie.indexOf(";")), origin: url, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, json: text === "" ? undefined : JSON.parse(text) };
  };
};

const hana = "hana@fuji.example";
/** One lead with a brochure form (40 points) and a look at the prices (10). */
const withHana = async () => {
  const local = await startLocal();
  const { version: _, ...model }: Model & { version: number } = (await local.get("/v1/scoring")).json;
  const made = await local.post("/v1/leads", {
    email: hana,
    name: "花",
    company: "富士電機",
    attributes: { department: "経理部" },
    consent: { basis: "optIn" },
  });
  const { id }: { id: string } = made.json;
  await local.put("/v1/sources/brochure", { kind: "form", mapping: { email: "email" }, consent: { basis: "optIn" } });
  await local.post("/hooks/brochure", { email: hana });
  await local.advance("PT1M");
  return { ...local, model, id };
};
const pointsOf = (model: Model, rule: string, points: number): Model => ({
  ...model,
  signals: model.signals.map((signal) => (signal.id === rule ? { ...signal, points } : signal)),
});

describe("trying a model", () => {
  test("says who crosses a line before it is published, and publishing does just that", async () => {
    const { post, put, get, advance, model, id } = await withHana();
    const before = (await get(`/v1/leads/${id}/score`)).json.total;
    expect(before).toBeCloseTo(55, 0);
    const richer = pointsOf(model, "form-brochure", 60);
    const { json: effects } = await post("/v1/scoring/preview", { model: richer, sample: 100 });
    expect(effects).toMatchObject({
      looked: 1,
      all: true,
      handsOver: 1,
      lines: { insideSales: { before: 0, after: 1, up: 1, down: 0 } },
      up: [{ lead: id, name: "花", company: "富士電機", line: "insideSales", handsOver: true, withSales: false }],
      down: [],
      rules: { "form-brochure": { times: 1, people: 1 }, department: { times: 1, people: 1 } },
    });
    expect((await get(`/v1/leads/${id}/score`)).json.total).toBeCloseTo(before, 6);
    expect((await get("/v1/handoffs")).json.items).toEqual([]);
    await put("/v1/scoring", richer);
    await advance("PT1M");
    expect((await get(`/v1/leads/${id}/score`)).json.total).toBeCloseTo(effects.up[0].after, 1);
    expect((await get("/v1/handoffs")).json.items).toHaveLength(1);
    const back = await post("/v1/scoring/preview", { model, sample: 100 });
    expect(back.json).toMatchObject({ kept: 1, handsOver: 0, down: [{ lead: id, withSales: true }] });
  });

  test("the model that runs changes nobody", async () => {
    const { post, model } = await withHana();
    expect((await post("/v1/scoring/preview", { model, sample: 100 })).json).toMatchObject({
      up: [],
      down: [],
      handsOver: 0,
    });
  });

  test("shows one lead before and after, rule by rule, adding up to the totals", async () => {
    const { post, model, id } = await withHana();
    const { json } = await post("/v1/scoring/preview", { model: pointsOf(model, "form-brochure", 10), lead: id });
    expect(json.rules[0]).toMatchObject({ id: "form-brochure", kind: "signal" });
    const sum = (key: "before" | "after") =>
      json.rules.reduce((all: number, rule: Record<"before" | "after", number>) => all + rule[key], 0);
    expect(sum("before")).toBeCloseTo(json.before, 6);
    expect(sum("after")).toBeCloseTo(json.after, 6);
    expect((await post("/v1/scoring/preview", { model, lead: "lead_nobody" })).status).toBe(404);
  });

  test("on everybody is a job that ends with the same answer", async () => {
    const { post, get, advance, model } = await withHana();
    const richer = pointsOf(model, "form-brochure", 60);
    const started = await post("/v1/scoring/preview", { model: richer });
    expect(started.status).toBe(202);
    await advance("PT1M");
    const job = (await get(`/v1/jobs/${started.json.job}`)).json;
    expect(job).toMatchObject({ state: "done", kind: "scoring", done: 1 });
    const { up, ...rest } = (await post("/v1/scoring/preview", { model: richer, sample: 100 })).json;
    expect(job.effects).toMatchObject({ ...rest, up: [{ lead: up[0].lead }] });
  });

  test("a model with problems is refused with where they are", async () => {
    const { post, model } = await withHana();
    const wrong = { ...model, lines: { warm: 80, insideSales: 70, sales: 100 } };
    const refused = await post("/v1/scoring/preview", { model: wrong, sample: 10 });
    expect(refused.status).toBe(422);
    expect(refused.json.problems).toMatchObject([{ path: "lines" }]);
  });

  test("won deals count as found where their people had been over the line before", async () => {
    const { post, patch, advance, model } = await withHana();
    await advance("P1D");
    const deal = await post("/v1/deals", { leadEmail: hana, stage: "proposal" });
    await advance("P1D");
    await patch(`/v1/deals/${deal.json.id}`, { stage: "won" });
    await advance("PT1M");
    const richer = pointsOf(model, "form-brochure", 60);
    expect((await post("/v1/scoring/preview", { model: richer, sample: 10 })).json.won).toEqual({
      people: 1,
      before: 0,
      after: 1,
    });
  });
});

describe("a draft", () => {
  test("is kept for both, knows who changed it meanwhile, and goes without a trace of points", async () => {
    const local = await withHana();
    const marketer = await as(local, "marketer");
    const admin = await as(local, "admin");
    const richer = pointsOf(local.model, "form-brochure", 60);
    const stored = await marketer("PUT", "/v1/scoring/draft", { model: richer });
    expect(stored.json.draft).toMatchObject({ base: 0, missing: [], stale: false, by: "Marketer" });
    const { rev } = stored.json.draft;
    expect((await admin("PUT", "/v1/scoring/draft", { model: local.model })).json.reason).toBe("edited");
    expect((await admin("PUT", "/v1/scoring/draft", { model: local.model, rev })).status).toBe(200);
    expect((await marketer("PUT", "/v1/scoring/draft", { model: richer, rev })).status).toBe(409);
    expect((await admin("DELETE", "/v1/scoring/draft")).status).toBe(204);
    expect((await marketer("GET", "/v1/scoring/draft")).json).toEqual({ draft: null });
    expect((await marketer("PUT", "/v1/scoring/draft", { model: richer, rev })).json.reason).toBe("edited");
    expect((await local.get("/v1/scoring")).json.version).toBe(0);
  });

  test("with other points is published by whoever may, and stands in the history", async () => {
    const local = await withHana();
    const marketer = await as(local, "marketer");
    await marketer("PUT", "/v1/scoring/draft", { model: pointsOf(local.model, "form-brochure", 60) });
    expect((await marketer("POST", "/v1/scoring/publish")).json).toEqual({ version: 1 });
    await local.advance("PT1M");
    expect((await local.get(`/v1/leads/${local.id}/score`)).json.total).toBeGreaterThan(70);
    const { items } = (await local.get("/v1/scoring/versions")).json;
    expect(items).toMatchObject([
      { version: 1, by: "Marketer", signedOff: [] },
      { version: 0, by: null },
    ]);
    expect((await local.get("/v1/scoring/versions/1")).json.model.signals).toContainEqual(
      expect.objectContaining({ id: "form-brochure", points: 60 }),
    );
    expect((await local.get("/v1/scoring/versions/9")).status).toBe(404);
    expect((await marketer("POST", "/v1/scoring/publish")).status).toBe(404);
  });

  test("that was made from another model than the one that runs is looked at again first", async () => {
    const local = await withHana();
    const marketer = await as(local, "marketer");
    const model = pointsOf(local.model, "form-brochure", 60);
    const { rev } = (await marketer("PUT", "/v1/scoring/draft", { model })).json.draft;
    await local.put("/v1/scoring", pointsOf(local.model, "page-pricing", 12));
    expect((await marketer("GET", "/v1/scoring/draft")).json.draft.stale).toBe(true);
    expect((await marketer("POST", "/v1/scoring/publish")).json.reason).toBe("stale");
    await marketer("PUT", "/v1/scoring/draft", { model, rev, rebase: true });
    expect((await marketer("POST", "/v1/scoring/publish")).json).toEqual({ version: 2 });
  });
});

describe("other lines need both departments", () => {
  const lowered = (model: Model): Model => ({ ...model, lines: { ...model.lines, insideSales: 50 } });

  test("each signed by somebody who speaks for it; another change of the lines asks again", async () => {
    const local = await withHana();
    const marketer = await as(local, "marketer");
    const rep = await as(local, "insideSales");
    const { rev } = (await marketer("PUT", "/v1/scoring/draft", { model: lowered(local.model) })).json.draft;
    const refused = await marketer("POST", "/v1/scoring/publish");
    expect(refused.json).toMatchObject({ status: 409, reason: "signOff" });
    expect(refused.json.problems.map(({ path }: { path: string }) => path)).toEqual(["marketing", "sales"]);
    expect((await rep("POST", "/v1/scoring/sign-off/marketing")).status).toBe(403);
    expect((await marketer("POST", "/v1/scoring/sign-off/sales")).status).toBe(403);
    await marketer("POST", "/v1/scoring/sign-off/marketing");
    const both = await rep("POST", "/v1/scoring/sign-off/sales");
    expect(both.json.draft).toMatchObject({
      missing: [],
      signedOff: [{ department: "marketing" }, { department: "sales", by: "Inside sales" }],
    });
    const other = { ...local.model, lines: { ...local.model.lines, insideSales: 45 } };
    const again = await marketer("PUT", "/v1/scoring/draft", { model: other, rev: both.json.draft.rev });
    expect(again.json.draft.missing).toEqual(["marketing", "sales"]);
    expect(rev).toBeLessThan(both.json.draft.rev);
    await marketer("POST", "/v1/scoring/sign-off/marketing");
    await rep("POST", "/v1/scoring/sign-off/sales");
    expect((await marketer("POST", "/v1/scoring/publish")).json).toEqual({ version: 1 });
    expect((await local.get("/v1/scoring/versions")).json.items[0].signedOff).toHaveLength(2);
    const audit = (await local.get("/v1/audit")).json.items;
    expect(audit).toContainEqual(
      expect.objectContaining({ what: "POST /v1/scoring/sign-off/:department", thing: { department: "sales" } }),
    );
  });

  test("one person never signs for both, and no key signs at all", async () => {
    const local = await withHana();
    const admin = await as(local, "admin");
    await admin("PUT", "/v1/scoring/draft", { model: lowered(local.model) });
    await admin("POST", "/v1/scoring/sign-off/marketing");
    expect((await admin("POST", "/v1/scoring/sign-off/sales")).json.reason).toBe("samePerson");
    expect((await local.post("/v1/scoring/sign-off/sales")).status).toBe(403);
  });

  test("where managers are named, one of them speaks for sales", async () => {
    const local = await withHana();
    await local.put("/v1/settings", {
      reps: [
        { id: "mori", name: "森" },
        { id: "ito", name: "伊藤", manager: true },
      ],
    });
    const marketer = await as(local, "marketer");
    const rep = await as(local, "insideSales");
    await marketer("PUT", "/v1/scoring/draft", { model: lowered(local.model) });
    expect((await rep("POST", "/v1/scoring/sign-off/sales")).status).toBe(403);
  });

  test("nobody gets round it: a person's PUT of other lines is refused, a program's is not", async () => {
    const local = await withHana();
    const marketer = await as(local, "marketer");
    expect((await marketer("PUT", "/v1/scoring", lowered(local.model))).json.reason).toBe("signOff");
    expect((await marketer("POST", "/v1/scoring/sign-off/marketing")).status).toBe(404);
    expect((await local.put("/v1/scoring", lowered(local.model))).json.version).toBe(1);
  });
});
