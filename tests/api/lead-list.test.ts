import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

const person = (email: string, name: string, more: object = {}) => ({
  email,
  name,
  consent: { basis: "optIn" },
  ...more,
});

const people = async () => {
  const local = await startLocal();
  const { post, advance } = local;
  await post(
    "/v1/leads",
    person("mayumi.watanabe@minato-logi.example", "渡辺 真由美", {
      company: "港物流株式会社",
      tags: ["expo"],
      attributes: { reading: "わたなべ まゆみ", phone: "03-5042-5107" },
    }),
  );
  await post("/v1/leads", person("ito@minato-logi.example", "伊藤 陽菜", { company: "（株）港物流", list: "spring" }));
  await post("/v1/leads", person("sato@aoba.example", "佐藤 花子", { company: "青葉商事", tags: ["expo", "vip"] }));
  await advance("PT1M");
  const names = async (query: string): Promise<string[]> =>
    (await local.get(`/v1/leads?${query}`)).json.items.map(({ name }: { name: string }) => name).toSorted();
  return { ...local, names };
};

test("a lead is found by name, given name, reading in any kana and width, address, number and company, however written", async () => {
  const { names } = await people();
  for (const typed of [
    "渡辺",
    "渡辺真由",
    "真由美",
    "わたなべ",
    "ワタナベ",
    "ﾜﾀﾅﾍﾞ ﾏﾕ",
    "まゆみ",
    "MAYUMI.wata",
    "０３5042",
  ])
    expect(await names(`q=${encodeURIComponent(typed)}`), typed).toEqual(["渡辺 真由美"]);
  for (const typed of ["港物流", "株式会社港物流", "㈱港物流", "物流"])
    expect(await names(`q=${encodeURIComponent(typed)}`), typed).toEqual(["伊藤 陽菜", "渡辺 真由美"]);
  expect(await names(`q=${encodeURIComponent("存在しない")}`)).toEqual([]);
});

test("who changes is found by what is true now, and who is erased is found no more", async () => {
  const { names, get, patch, del, advance } = await people();
  const { id } = (await get("/v1/leads?email=mayumi.watanabe@minato-logi.example")).json.items[0];
  await patch(`/v1/leads/${id}`, { name: "山本 真由美", tags: { remove: ["expo"], add: ["moved"] } });
  await advance("PT1M");
  expect(await names("q=渡辺")).toEqual([]);
  expect(await names("q=山本")).toEqual(["山本 真由美"]);
  expect(await names("tag=expo")).toEqual(["佐藤 花子"]);
  expect(await names("tag=moved")).toEqual(["山本 真由美"]);
  await del(`/v1/leads/${id}`);
  await advance("PT2H");
  for (const query of ["q=山本", "q=まゆみ", "tag=moved", "company=港物流"])
    expect(await names(query), query).not.toContain("山本 真由美");
});

test("lists by tag, list, company and segment hold everybody who matches all that was said", async () => {
  const { names, post, put, get } = await people();
  expect(await names("tag=expo")).toEqual(["佐藤 花子", "渡辺 真由美"]);
  expect(await names("list=spring")).toEqual(["伊藤 陽菜"]);
  expect(await names("tag=expo&company=港物流")).toEqual(["渡辺 真由美"]);
  const made = await post("/v1/segments", { name: "VIP", when: { field: "tags", eq: "vip" } });
  expect(made.status).toBe(201);
  expect(await names(`segment=${made.json.id}`)).toEqual(["佐藤 花子"]);
  expect(await names(`segment=${made.json.id}&tag=expo&stage=marketing`)).toEqual(["佐藤 花子"]);
  await put(`/v1/segments/${made.json.id}`, { name: "VIP", when: { field: "tags", eq: "none" } });
  expect(await names(`segment=${made.json.id}`)).toEqual([]);
  expect((await get("/v1/leads?segment=gone")).status).toBe(422);
  expect((await get("/v1/leads?stage=nowhere")).status).toBe(422);
});

test("a segment counts whom it finds before it is saved, and names the events whose past nobody has counted", async () => {
  const { post, get, advance } = await people();
  const counted = (await post("/v1/segments/count", { when: { field: "company", contains: "港" } })).json;
  expect(counted).toMatchObject({ people: 2, mailable: 2, looked: 3, all: true, unknown: [] });
  expect(counted.sample).toHaveLength(2);
  const when = { event: "form.submitted", source: "brochure" };
  expect((await post("/v1/segments/count", { when })).json).toMatchObject({ people: 0, unknown: ["form.submitted"] });
  const { id } = (await post("/v1/segments", { name: "資料請求", when })).json;
  await advance("PT10M");
  expect((await post("/v1/segments/count", { when })).json.unknown).toEqual([]);
  expect((await get(`/v1/segments/${id}`)).json).toMatchObject({ name: "資料請求", when });
  expect((await post("/v1/segments", { name: "x", when: { field: "deal.reason", eq: "price" } })).status).toBe(422);
  expect((await post("/v1/segments", { name: "x", when: { field: "nothing", eq: 1 } })).status).toBe(422);
});

test("a bulk act says what it would do to whom, does that, and can be taken back", async () => {
  const { post, get, names, advance } = await people();
  const act = { kind: "tag", add: ["vip"] };
  const trial = (await post("/v1/bulk?dryRun=true", { act, filter: { tag: "expo" } })).json;
  expect(trial).toMatchObject({ people: 2, applied: 1, already: 1, refused: {}, all: true });
  expect(await names("tag=vip")).toEqual(["佐藤 花子"]);
  const { job } = (await post("/v1/bulk", { act, filter: { tag: "expo" } })).json;
  await advance("PT1M");
  expect((await get(`/v1/bulk/${job}`)).json).toMatchObject({
    state: "done",
    bulk: { applied: 1, already: 1 },
    undoable: true,
    done: 2,
    total: 2,
  });
  expect(await names("tag=vip")).toEqual(["佐藤 花子", "渡辺 真由美"]);
  expect((await post(`/v1/bulk/${job}/undo`)).status).toBe(202);
  await advance("PT1M");
  expect(await names("tag=vip")).toEqual(["佐藤 花子"]);
  expect((await post(`/v1/bulk/${job}/undo`)).status).toBe(409);
});

test("a bulk act on chosen people counts refusals by reason, and an opt-out is never taken back", async () => {
  const { post, get, put, advance } = await people();
  await put("/v1/workflows/tea", {
    name: "お茶",
    triggers: [{ kind: "manual" }],
    entry: { when: { field: "tags", contains: "vip" } },
    steps: [{ kind: "wait", for: "P3D" }],
  });
  await post("/v1/workflows/tea/publish");
  const leads = (await get("/v1/leads")).json.items.map(({ id }: { id: string }) => id);
  const trial = (await post("/v1/bulk?dryRun=true", { act: { kind: "enrol", workflow: "tea" }, leads })).json;
  expect(trial).toMatchObject({ people: 3, applied: 1, refused: { entryCondition: 2 } });
  const stop = (await post("/v1/bulk", { act: { kind: "optOut" }, leads: leads.slice(0, 1) })).json.job;
  await advance("PT1M");
  expect((await get(`/v1/bulk/${stop}`)).json).toMatchObject({ bulk: { applied: 1 }, undoable: false });
  expect((await post(`/v1/bulk/${stop}/undo`)).status).toBe(409);
  expect((await get(`/v1/leads/${leads[0]}`)).json.gate.optedOut).toBe(true);
});

test("a task is made, moved, done and found among all open ones, and goes with the person", async () => {
  const { post, get, patch, del, advance } = await people();
  const { id } = (await get("/v1/leads?email=sato@aoba.example")).json.items[0];
  const made = await post(`/v1/leads/${id}/tasks`, {
    kind: "callback",
    dueAt: "2026-11-24T06:00:00Z",
    text: "折り返し",
  });
  expect(made.status).toBe(201);
  expect((await get("/v1/tasks")).json.items).toMatchObject([{ id: made.json.id, leadId: id, name: "佐藤 花子" }]);
  expect((await get("/v1/tasks?until=2026-11-24T05:00:00Z")).json.items).toEqual([]);
  await patch(`/v1/leads/${id}/tasks/${made.json.id}`, { done: true });
  expect((await get("/v1/tasks")).json.items).toEqual([]);
  await patch(`/v1/leads/${id}/tasks/${made.json.id}`, { done: false });
  await del(`/v1/leads/${id}`);
  await advance("PT1M");
  expect((await get("/v1/tasks")).json.items).toEqual([]);
});
