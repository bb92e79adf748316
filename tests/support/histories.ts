import { change } from "@rekindle/core/engine/deals";
import { importLeads } from "@rekindle/core/engine/imports";
import { publishScoring } from "@rekindle/core/engine/publish";
import { companyOf } from "@rekindle/core/leads/company";
import { defaultModel } from "@rekindle/core/scoring/default-model";
import fc from "fast-check";
import { act, hireReps, nextId, submit, viewPage } from "./acts.ts";
import type { Lab } from "./lab.ts";

/** Lives of a few leads with a bit of everything in them, for properties that must hold whatever happens. */
export const folk = ["ai@fuji.example", "bo@fuji.example", "chie@aoba.example"];

/** Workflows of many kinds of steps; SES bounces or complains for nobody here, events say so by hand. */
export const prepareFolk = async (lab: Lab): Promise<void> => {
  const { template, workflow, importList } = lab;
  await hireReps(lab, [{ id: "sato" }, { id: "ueda" }, { id: "ito", manager: true }]);
  for (const id of ["hello", "more", "again"]) await template(id);
  await workflow(
    "welcome",
    `
name: Welcome
triggers: [{ kind: form, source: newsletter }, { kind: manual }]
entry: { reentry: always }
steps:
  - { id: hello, kind: email, template: hello }
  - { id: told, kind: webhook, url: "https://crm.example/hook", fills: { crm: id } }
  - id: test
    kind: split
    arms:
      - { name: a, weight: 40, steps: [{ id: more, kind: email, template: more }] }
      - { name: b, weight: 40, steps: [{ id: liked, kind: score, signal: liked, points: 7, family: mail }] }
      - { name: none, weight: 20, holdout: true }
  - id: reacted
    kind: waitUntil
    when: { event: mail.clicked }
    max: P4D
    then: [{ id: warm, kind: update, set: { tags: { add: [warm] } } }]
  - { id: there, kind: goal, when: { event: form.submitted, source: brochure } }
  - { id: bye, kind: email, template: again, onRefused: skip }
`,
  );
  await workflow(
    "lost",
    `
name: Lost
triggers: [{ kind: dealLost, after: P3D }]
entry: { reentry: always }
steps: [{ id: again, kind: email, template: again }]
`,
  );
  await workflow(
    "drip",
    `
name: Drip
triggers: [{ kind: list, list: drip }]
steps:
${Array.from({ length: 18 }, (_, n) => `  - { id: d${n}, kind: email, template: more }\n  - { id: w${n}, kind: wait, for: PT9H }`).join("\n")}
`,
  );
  await importList(
    `会社名,氏名,e-mail\n富士建設,青木 愛,${folk[0]}\n富士建設,馬場 望,${folk[1]}\n青葉商事,千葉 恵,${folk[2]}\n`,
  );
};

export type Deed = { who: string; run(lab: Lab, who: string): Promise<unknown> };

const aMail = async ({ lead }: Lab, who: string) => Object.entries((await lead(who)).mails).at(-1);
const deed = (run: Deed["run"]) => fc.record({ who: fc.constantFrom(...folk), run: fc.constant(run) });

const click: Deed["run"] = async (lab, who) => {
  const [mail, state] = (await aMail(lab, who)) ?? [];
  if (mail === undefined || state === undefined) return;
  const { template, templateVersion } = state;
  const evidence = { method: "GET", occurredAt: lab.clock.now() };
  const url = "https://example.com/guide";
  const known = { template, templateVersion, link: 1, url, evidence };
  await act(lab, who, { type: "clicked", id: nextId("click"), mail, ...known });
};
const ses =
  (
    event: { kind: "complained" } | { kind: "bounced"; bounce: "permanent" | "transient"; reason: string },
  ): Deed["run"] =>
  async (lab, who) => {
    const [mail] = (await aMail(lab, who)) ?? [];
    if (mail === undefined) return;
    const id = nextId(`${mail}:${event.kind}`);
    await act(lab, who, { type: "mailEvent", id, mail, event, occurredAt: lab.clock.now() });
  };
const deal =
  (id: string, stage: string): Deed["run"] =>
  ({ engine, clock }, who) =>
    change(engine, { id, leadEmail: who, stage }, { at: clock.now(), cause: nextId("crm") });
const list =
  (row: string, name: string): Deed["run"] =>
  ({ engine }, who) =>
    importLeads(engine, new TextEncoder().encode(`e-mail,部署名,配信停止\n${who},${row}\n`), {
      list: name,
      consent: "businessCard",
    });

const often: Deed["run"][] = [
  ({ travel }) => travel("PT7H"),
  ({ travel }) => travel("P2D"),
  click,
  (lab, who) => submit(lab, who, "newsletter"),
  (lab, who) => viewPage(lab, who, "/pricing"),
  (lab, who) => viewPage(lab, who, "/about", lab.clock.now() - 40 * 3_600_000),
];
const seldom: Deed["run"][] = [
  ({ travel }) => travel("P40D"),
  (lab, who) => submit(lab, who, "brochure", { name: "別名", attributes: { department: "経理部" }, tags: ["asked"] }),
  (lab, who) => {
    const company = companyOf("青葉商事");
    return submit(lab, who, "demo", company === undefined ? {} : { company });
  },
  (lab, who) => act(lab, who, { type: "called", id: nextId("call"), outcome: "reached", chips: { interest: true } }),
  (lab, who) => act(lab, who, { type: "accepted", by: "sato" }),
  (lab, who) => act(lab, who, { type: "assigned", owner: "ueda" }),
  (lab, who) => act(lab, who, { type: "returned", reason: "unreachable" }),
  (lab, who) => act(lab, who, { type: "returned", reason: "wrongPerson" }),
  (lab, who) => act(lab, who, { type: "optedOut", via: "page" }),
  (lab, who) => act(lab, who, { type: "enrol", workflow: "welcome" }),
  (lab, who) => act(lab, who, { type: "leave", workflow: "welcome", reason: "by hand" }),
  (lab, who) => act(lab, who, { type: "updated", set: { name: "新しい名", addTags: ["vip"], removeTags: ["asked"] } }),
  (lab, who) => act(lab, who, { type: "unsuppressed" }),
  (lab, who) => act(lab, who, { type: "parked", reason: "by hand" }),
  (lab, who) => act(lab, who, { type: "unparked" }),
  ses({ kind: "bounced", bounce: "transient", reason: "full" }),
  ses({ kind: "bounced", bounce: "permanent", reason: "gone" }),
  ses({ kind: "complained" }),
  deal("deal_1", "提案"),
  deal("deal_1", "lost"),
  deal("deal_2", "won"),
  list("総務部,", "drip"),
  list("総務部,1", "stop"),
  ({ engine }) =>
    publishScoring(engine, { ...defaultModel, families: { ...defaultModel.families, web: { halfLifeDays: 10 } } }),
];

export const histories = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...often.map(deed)) },
    { weight: 2, arbitrary: fc.oneof(...seldom.map(deed)) },
  ),
  { minLength: 5, maxLength: 25 },
);

export const live = async (lab: Lab, deeds: Deed[]): Promise<void> => {
  for (const { who, run } of deeds) {
    await run(lab, who);
    await lab.loop.drain();
  }
};

/** A webhook that answers with something to fill in. */
export const crm = { post: async () => ({ status: 200, body: JSON.stringify({ id: 4711 }) }) };
