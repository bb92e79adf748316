import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

const optIn = { consent: { basis: "optIn" } };
type Row = { name: string };
const names = (answer: { json: { items: Row[] } }) => answer.json.items.map(({ name }) => name);

const withCompanies = async () => {
  const local = await startLocal();
  const { post, patch, advance } = local;
  await post("/v1/leads", { email: "a@minato.example", name: "渡辺", company: "港物流株式会社", ...optIn });
  await post("/v1/leads", { email: "b@minato.example", name: "松本", company: "港物流（株）", ...optIn });
  await post("/v1/leads", { email: "c@minami.example", company: "南建設", ...optIn });
  const open = (await post("/v1/deals", { company: "㈱港物流", stage: "提案", name: "経費精算" })).json;
  await post("/v1/deals", { company: "北フーズ", stage: "won" });
  await advance("PT1M");
  return { ...local, open, patch };
};

test("a company is one under every spelling, with its people, its deals and what they mean for mail", async () => {
  const { get, patch, open, advance } = await withCompanies();
  const key = encodeURIComponent("港物流");
  expect((await get(`/v1/companies/${key}`)).json).toMatchObject({
    name: "㈱港物流",
    state: "open",
    count: 2,
    people: [{ company: "港物流株式会社" }, { company: "港物流（株）" }],
    deals: [{ id: open.id, state: "open", name: "経費精算" }],
  });
  expect((await get(`/v1/companies/${encodeURIComponent("港物流 株式会社")}`)).json.key).toBe("港物流");
  await patch(`/v1/deals/${open.id}`, { stage: "lost", lostReason: "price" });
  await advance("PT1M");
  expect((await get(`/v1/companies/${key}`)).json).toMatchObject({ state: "lost", deals: [{ state: "lost" }] });
  expect((await get("/v1/companies/nobody")).status).toBe(404);
});

test("companies are listed by name, by what their deals are at, and by the beginning of a name", async () => {
  const { get, patch, open, advance } = await withCompanies();
  const all = await get("/v1/companies");
  expect(names(all).toSorted()).toEqual(["㈱港物流", "北フーズ", "南建設"].toSorted());
  const minato = all.json.items.find(({ name }: Row) => name === "㈱港物流");
  expect(minato).toMatchObject({ people: 2, open: 1, won: 0, lost: 0, state: "open" });
  for (const [state, found] of [
    ["open", ["㈱港物流"]],
    ["customer", ["北フーズ"]],
    ["none", ["南建設"]],
    ["lost", []],
  ] as const)
    expect(names(await get(`/v1/companies?state=${state}`)), state).toEqual(found);
  for (const q of ["港", "港物流（株）", "株式会社 港物流"])
    expect(names(await get(`/v1/companies?q=${encodeURIComponent(q)}`)), q).toEqual(["㈱港物流"]);
  await patch(`/v1/deals/${open.id}`, { stage: "lost", lostReason: "price" });
  await advance("PT1M");
  expect(names(await get("/v1/companies?state=open"))).toEqual([]);
  expect(names(await get("/v1/companies?state=lost"))).toEqual(["㈱港物流"]);
  expect((await get("/v1/companies?state=closed")).status).toBe(422);
});

test("pages of companies follow one another", async () => {
  const { get } = await withCompanies();
  const first = await get("/v1/companies?limit=2");
  const second = await get(`/v1/companies?limit=2&cursor=${encodeURIComponent(first.json.next)}`);
  expect([...names(first), ...names(second)]).toHaveLength(3);
  expect(second.json.next).toBe(null);
});

test("people who leave a company or are erased are not counted any more, and a company of nobody is gone", async () => {
  const { get, patch, del, advance } = await withCompanies();
  const idOf = async (email: string) => (await get(`/v1/leads?email=${email}`)).json.items[0].id;
  await patch(`/v1/leads/${await idOf("a@minato.example")}`, { company: "南建設" });
  await del(`/v1/leads/${await idOf("b@minato.example")}`);
  await advance("PT1M");
  const people = Object.fromEntries(
    (await get("/v1/companies")).json.items.map(({ name, people }: Row & { people: number }) => [name, people]),
  );
  expect(people).toEqual({ "㈱港物流": 0, 南建設: 2, 北フーズ: 0 });
  await patch(`/v1/leads/${await idOf("a@minato.example")}`, { company: "北フーズ" });
  await del(`/v1/leads/${await idOf("c@minami.example")}`);
  await advance("PT1M");
  expect(names(await get("/v1/companies")).toSorted()).toEqual(["㈱港物流", "北フーズ"].toSorted());
});

test("the warmest person of a company is named with the score of now", async () => {
  const { get, post, advance } = await withCompanies();
  const [{ id }] = (await get("/v1/leads?email=b@minato.example")).json.items;
  await post(`/v1/leads/${id}/calls`, { outcome: "reached", chips: { interest: true, need: true } });
  await advance("PT1M");
  const [minato] = (await get("/v1/companies?state=open")).json.items;
  const { total } = (await get(`/v1/leads/${id}/score`)).json;
  expect(minato.hottest.name).toBe("松本");
  expect(minato.hottest.total).toBeCloseTo(total, 0);
});

test("lost deals say when their person comes back, or why not, and are found by reason", async () => {
  const { get, post, put, advance } = await startLocal();
  const mjml = "<mjml><mj-body><mj-section><mj-column><mj-text>a</mj-text></mj-column></mj-section></mj-body></mjml>";
  await put("/v1/templates/one", { subject: "one", mjml });
  await post("/v1/templates/one/publish");
  await put("/v1/workflows/price", {
    name: "price",
    triggers: [{ kind: "dealLost", reasons: ["price"], after: "P30D" }],
    steps: [
      { kind: "email", template: "one" },
      { kind: "wait", for: "P9D" },
    ],
  });
  await post("/v1/workflows/price/publish");
  await post("/v1/leads", { email: "a@minato.example", ...optIn });
  await post("/v1/deals", { leadEmail: "a@minato.example", stage: "lost", lostReason: "price" });
  await post("/v1/deals", { leadEmail: "b@minato.example", stage: "lost", lostReason: "timing" });
  await post("/v1/deals", { company: "港物流", stage: "lost", lostReason: "timing" });
  const comebacks = async (search: string) =>
    (await get(`/v1/deals?state=lost${search}`)).json.items.map(({ comeback }: { comeback: object }) => comeback);
  expect(await comebacks("&reason=price")).toEqual([
    { state: "pending", workflow: "price", until: "2026-12-24T01:12:00.000Z" },
  ]);
  expect(await comebacks("&reason=timing")).toEqual([
    { state: "none", why: "noPerson" },
    { state: "none", why: "noConsent" },
  ]);
  await advance("P31D");
  expect(await comebacks("&reason=price")).toMatchObject([{ state: "active", workflow: "price" }]);
  expect((await get("/v1/deals?state=lost&reason=mood")).status).toBe(422);
});
