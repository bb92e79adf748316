import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import { changeSettings } from "@rekindle/core/engine/publish";
import { totalAt } from "@rekindle/core/scoring/score";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const list = `会社名,部署名,役職,姓,名,e-mail
港物流株式会社,経理部,係長,渡辺,真由美,mayumi.watanabe@minato-logi.example
港物流株式会社,総務部,部長,松本,大樹,daiki.matsumoto@minato-logi.example
`;
const lostOnPrice = `
name: { ja: 価格で失注した案件の再活性化, en: Deals lost on price }
triggers: [{ kind: dealLost, reasons: [price], after: P30D }]
steps:
  - { id: cost, kind: email, template: cost }
  - { id: pause, kind: wait, for: P3D }
  - id: reacted
    kind: branch
    paths:
      - when: { event: mail.clicked, template: cost }
        steps:
          - { id: interested, kind: score, signal: interested, points: 10, family: mail }
          - { id: peers, kind: email, template: peers }
    else:
      - { id: remind, kind: email, template: remind }
  - { id: brochure, kind: waitUntil, when: { event: form.submitted, source: brochure }, max: P14D }
`;

test("the story of one lead: lost on price, mailed, warmed up, handed over, lost in a deal again, and back", async () => {
  const { engine, clock, lead, facts, travel, outbox, template, workflow, importList, loop } = await lab();
  const mayumi = "mayumi.watanabe@minato-logi.example";
  const daiki = "daiki.matsumoto@minato-logi.example";
  const since = () => ({ at: clock.now() });
  await changeSettings(engine, (settings) => ({
    ...settings,
    reps: [{ id: "mori", name: "森 健太", capacityPerDay: 15, manager: false }],
  }));
  for (const id of ["cost", "peers", "remind"]) await template(id);
  await workflow("lost-on-price", lostOnPrice);

  // Two people of one company come in by a list of business cards.
  await importList(list, "展示会2026春");
  expect((await lead(mayumi)).consents).toMatchObject([{ basis: "businessCard", source: "展示会2026春" }]);

  // A deal is open: nobody at the company hears from marketing.
  await change(
    engine,
    { id: "deal_D1092", leadEmail: mayumi, company: "港物流（株）", stage: "提案" },
    { ...since(), cause: "crm:1" },
  );
  await loop.drain();
  expect((await lead(mayumi)).stage).toBe("sales");
  expect((await lead(daiki)).gate.company).toMatchObject({ open: 1 });

  // It is lost on price. Thirty days later, and not before, the right sequence starts, for her alone.
  await change(engine, { id: "deal_D1092", stage: "lost", lostReason: "price" }, { ...since(), cause: "crm:2" });
  await travel("P29D");
  expect(outbox()).toEqual([]);
  await travel("P1D");
  expect(outbox().map(({ to, subject }) => [to, subject])).toEqual([[mayumi, "costのご案内"]]);

  // She clicks: three points, and the warm path.
  await travel("PT2H");
  const mail = Object.keys((await lead(mayumi)).mails)[0] ?? "";
  await happen(engine, (await lead(mayumi)).id, {
    type: "clicked",
    id: "click:1",
    ...since(),
    mail,
    template: "cost",
    templateVersion: 1,
    link: 1,
    url: "https://example.com/guide",
    evidence: { method: "GET", occurredAt: clock.now() },
  });
  expect(totalAt((await lead(mayumi)).score, clock.now())).toBeCloseTo(15 + 3);
  await travel("P3D");
  expect(outbox(mayumi).map(({ subject }) => subject)).toEqual(["costのご案内", "peersのご案内"]);

  // She reads on, and asks for the brochure: over the line, with the reasons, to the rep who has time.
  for (const path of ["/pricing", "/case/logistics"])
    await happen(engine, (await lead(mayumi)).id, {
      type: "tracked",
      id: path,
      ...since(),
      name: "page.viewed",
      properties: { path },
      occurredAt: clock.now(),
    });
  await happen(engine, (await lead(mayumi)).id, {
    type: "captured",
    id: "payload:1",
    ...since(),
    capture: {
      via: "form",
      email: mayumi,
      attributes: {},
      tags: [],
      source: "brochure",
      consent: { basis: "optIn", at: clock.now() },
    },
  });
  const { handoff, enrolments, stage } = await lead(mayumi);
  expect(handoff).toMatchObject({ state: "open", line: "insideSales", owner: "mori" });
  expect(handoff?.reasons.map(({ signal }) => signal).slice(0, 3)).toEqual(["fit", "form-brochure", "page-pricing"]);
  expect({ enrolments, stage }).toEqual({ enrolments: [], stage: "insideSales" });

  // The rep calls: dialling accepts. A deal opens, is lost on timing: no price mail this time.
  await happen(engine, (await lead(mayumi)).id, {
    type: "called",
    id: "call:1",
    ...since(),
    by: "mori",
    outcome: "reached",
    chips: { interest: true, timing: "within3m" },
  });
  expect((await lead(mayumi)).handoff).toMatchObject({ state: "accepted" });
  await change(engine, { id: "deal_D2001", leadEmail: mayumi, stage: "提案" }, { ...since(), cause: "crm:3" });
  await change(engine, { id: "deal_D2001", stage: "lost", lostReason: "timing" }, { ...since(), cause: "crm:4" });
  await travel("P60D");
  expect(outbox(mayumi)).toHaveLength(2);
  expect((await facts(mayumi)).filter(({ type }) => type === "deal.lost")).toHaveLength(2);

  // Her colleague was never written to: the deal was not his.
  expect(outbox(daiki)).toEqual([]);
});
