import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const law = {
  sender: { name: "アカリ経費", address: "news@akari.example" },
  footer: { company: "アカリ経費株式会社", postalAddress: "東京都港区1-1", contact: "https://akari.example/contact" },
};

const ready = async () => {
  const local = await startLocal();
  const { post, put, advance } = local;
  await put("/v1/settings", law);
  await put("/v1/templates/news", {
    name: "お知らせ",
    subject: "新機能のお知らせ",
    mjml: mjml("<mj-text>{{ lead.name }} 様</mj-text>"),
  });
  for (const [name, basis] of [
    ["a", "optIn"],
    ["b", "optIn"],
    ["c", "none"],
    ["d", "optIn"],
  ])
    await post("/v1/leads", {
      email: `${name}@example.jp`,
      name,
      tags: ["news"],
      company: `${name}社`,
      consent: { basis },
    });
  await post("/v1/deals", { leadEmail: "d@example.jp", stage: "proposal" });
  await advance("PT1M");
  const made = await post("/v1/broadcasts", { name: "12月号", template: "news", audience: { tag: "news" } });
  expect(made.status).toBe(201);
  return { ...local, id: made.json.id };
};

test("a one-off mail says who would get it and why not the others, and then sends it to just those", async () => {
  const { post, get, advance, outbox, id } = await ready();
  expect((await post(`/v1/broadcasts/${id}/preview`)).json).toMatchObject({
    people: 4,
    applied: 2,
    refused: { noConsent: 1, openDeal: 1 },
    all: true,
  });
  expect(await outbox()).toEqual([]);
  expect((await post(`/v1/broadcasts/${id}/launch`)).status).toBe(202);
  await advance("PT5M");
  expect((await outbox()).map(({ to }: { to: string }) => to).toSorted()).toEqual(["a@example.jp", "b@example.jp"]);
  expect((await get(`/v1/broadcasts/${id}`)).json).toMatchObject({
    state: "done",
    progress: { entered: 2, sent: 2, waiting: 0, refused: { noConsent: 1, openDeal: 1 } },
  });
  expect((await get("/v1/workflows")).json.items).toEqual([]);
  expect((await post(`/v1/broadcasts/${id}/launch`)).status).toBe(409);
});

test("it begins at its time and in its window, can be stopped before, and nobody gets it then", async () => {
  const { put, post, get, advance, outbox, id } = await ready();
  await put(`/v1/broadcasts/${id}`, {
    name: "12月号",
    template: "news",
    audience: { tag: "news" },
    startAt: "2026-11-25T00:00:00Z",
    window: { days: ["wed"], from: "10:00", to: "18:00" },
  });
  expect((await post(`/v1/broadcasts/${id}/preview`)).json).toMatchObject({ applied: 2, heldBack: { window: 2 } });
  await post(`/v1/broadcasts/${id}/launch`);
  await advance("PT1H");
  expect((await get(`/v1/broadcasts/${id}`)).json.state).toBe("scheduled");
  await advance("PT22H10M");
  expect((await get(`/v1/broadcasts/${id}`)).json).toMatchObject({ state: "sending", progress: { waiting: 2 } });
  expect(await outbox()).toEqual([]);
  await post(`/v1/broadcasts/${id}/stop`);
  await advance("P2D");
  expect(await outbox()).toEqual([]);
  expect((await get(`/v1/broadcasts/${id}`)).json).toMatchObject({
    state: "stopped",
    progress: { waiting: 0, left: { stopped: 2 } },
  });
});

test("who cannot be mailed within three days is not mailed any more", async () => {
  const { put, post, get, advance, outbox, id } = await ready();
  const window = { days: ["sun"], from: "10:00", to: "11:00" };
  await put(`/v1/broadcasts/${id}`, { name: "12月号", template: "news", audience: { tag: "news" }, window });
  await post(`/v1/broadcasts/${id}/launch`);
  await advance("P6D");
  expect(await outbox()).toEqual([]);
  expect((await get(`/v1/broadcasts/${id}`)).json).toMatchObject({
    state: "done",
    progress: { waiting: 0, sent: 0, left: { expired: 2 } },
  });
});

test("so many an hour, and no more, when it is asked to go slowly", async () => {
  const { put, post, advance, outbox, id } = await ready();
  await put(`/v1/broadcasts/${id}`, { name: "12月号", template: "news", audience: { tag: "news" }, perHour: 2 });
  await post(`/v1/broadcasts/${id}/launch`);
  await advance("PT1M");
  expect((await outbox()).length).toBeLessThanOrEqual(1);
  await advance("PT3H");
  expect((await outbox()).length).toBe(2);
});

test("nothing goes without what the law wants every mail to show", async () => {
  const { post, put } = await startLocal();
  await put("/v1/templates/news", { subject: "件名", mjml: mjml("<mj-text>本文</mj-text>") });
  const { id } = (await post("/v1/broadcasts", { name: "x", template: "news", audience: {} })).json;
  const refused = await post(`/v1/broadcasts/${id}/launch`);
  expect(refused.status).toBe(422);
  expect(refused.json.reason).toBe("law");
});
