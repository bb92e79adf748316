import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const lead = (name: string, more: object = {}) => ({
  email: `${name}@example.jp`,
  name,
  consent: { basis: "optIn" },
  ...more,
});

const stage = async () => {
  const local = await startLocal();
  const { post, put, get, advance } = local;
  await put("/v1/templates/hello", { subject: "ご案内", mjml: mjml("<mj-text>本文</mj-text>") });
  await post("/v1/templates/hello/publish");
  await put("/v1/workflows/spring", {
    name: "春",
    triggers: [{ kind: "list", list: "expo" }, { kind: "manual" }],
    entry: {
      when: {
        all: [
          { field: "tags", contains: "vip" },
          { field: "fit", gte: 0 },
        ],
      },
      reentry: { after: "P30D" },
    },
    steps: [
      { id: "pause", kind: "wait", for: "P1D" },
      { id: "mail", kind: "email", template: "hello" },
    ],
  });
  await post("/v1/workflows/spring/publish");
  const make = async (name: string, more: object = {}): Promise<string> => {
    const { id } = (await post("/v1/leads", lead(name, more))).json;
    await advance("PT1M");
    return id;
  };
  const mail = async (id: string) => (await get(`/v1/leads/${id}/why?template=hello`)).json.items;
  const workflow = async (id: string) => (await get(`/v1/leads/${id}/why?workflow=spring`)).json.items[0];
  return { ...local, make, mail, workflow };
};

test("why somebody is not inside names the part of the condition that fails, and what there is instead", async () => {
  const { make, workflow, mail } = await stage();
  const id = await make("a", { tags: ["plain"] });
  expect(await workflow(id)).toMatchObject({
    verdict: "no",
    rule: "entryCondition",
    failing: { when: { field: "tags", contains: "vip" }, value: ["plain"] },
  });
  expect((await mail(id))[0]).toMatchObject({ verdict: "no", rule: "entryCondition", workflow: "spring" });
  const open = await make("b", { tags: ["vip"] });
  expect(await workflow(open)).toMatchObject({
    rule: "notTriggered",
    triggers: [{ kind: "list" }, { kind: "manual" }],
  });
});

test("why a mail was sent, is on its way, waits, or was held back: the rule that decided comes first", async () => {
  const { make, mail, workflow, post, advance } = await stage();
  const id = await make("a", { tags: ["vip"], list: "expo" });
  expect((await mail(id))[0]).toMatchObject({ verdict: "waiting", rule: "notYet", step: "pause" });
  await advance("P1DT1H");
  expect((await mail(id))[0]).toMatchObject({
    verdict: "yes",
    rule: "sent",
    step: "mail",
    facts: { subject: "ご案内" },
  });
  const again = await workflow(id);
  expect(again).toMatchObject({ verdict: "no", rule: "reentryTooEarly" });
  expect(again.until).toMatch(/^2026-12-25/);

  const dealing = await make("b", { tags: ["vip"], list: "expo", company: "青葉商事" });
  await make("c", { company: "青葉商事" });
  await post("/v1/deals", { leadEmail: "c@example.jp", stage: "proposal" });
  await advance("P2D");
  expect((await mail(dealing))[0]).toMatchObject({
    verdict: "waiting",
    rule: "companyDeal",
    step: "mail",
    facts: { deals: 1 },
  });
  const stopped = await make("d", { tags: ["vip"] });
  await post(`/v1/leads/${stopped}/optOut`);
  expect((await mail(stopped))[0]).toMatchObject({ verdict: "no", rule: "optedOut" });
});

test("what nobody sends, an unknown workflow and an erased person are told apart", async () => {
  const { make, get, del } = await stage();
  const id = await make("a");
  expect((await get(`/v1/leads/${id}/why?template=other`)).json.items).toMatchObject([{ rule: "nobodySends" }]);
  expect((await get(`/v1/leads/${id}/why?workflow=other`)).json.items).toMatchObject([{ rule: "notPublished" }]);
  expect((await get(`/v1/leads/${id}/why`)).status).toBe(422);
  await del(`/v1/leads/${id}`);
  expect((await get(`/v1/leads/${id}/why?template=hello`)).status).toBe(410);
});
