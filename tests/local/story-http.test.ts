import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
import { expect, test } from "vitest";
import { startLocal } from "../support/local.ts";

const sample = (name: string) => readFileSync(new URL(`../samples/${name}`, import.meta.url));
const mayumi = "mayumi.watanabe@minato-logi.example";
const letter = (body: string) =>
  `<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.company }} {{ lead.name }} 様</mj-text><mj-text>${body}</mj-text><mj-button href="https://akari.example/guide">試算シート</mj-button></mj-column></mj-section></mj-body></mjml>`;

const rekindle = `
name: { ja: 価格で失注した案件の再活性化, en: Deals lost on price }
triggers: [{ kind: dealLost, reasons: [price], after: P30D }]
steps:
  - { id: cost, kind: email, template: cost }
  - { id: pause, kind: wait, for: P3D }
  - { id: peers, kind: email, template: peers }
`;

test.each(["sqlite", "dynamodb"] as const)(
  "the story through HTTP on %s: lists and forms in, mails out, a click, a score, a hand-off, accepted; an open deal is silence",
  async (table) => {
    const { get, put, post, advance, outbox, url } = await startLocal({ table });
    const leadOf = async (email: string) => (await get(`/v1/leads?email=${encodeURIComponent(email)}`)).json.items[0];

    // A workspace: who sends, who calls, two mails, a sequence, two forms.
    expect(
      (
        await put("/v1/settings", {
          footer: { company: "アカリ経費株式会社", postalAddress: "東京都港区1-2-3", contact: "privacy@akari.example" },
          sender: { name: "アカリ経費", address: "news@akari.example" },
          reps: [{ id: "mori", name: "森 健太" }],
        })
      ).status,
    ).toBe(200);
    for (const [id, subject] of [
      ["cost", "経費精算の費用、見直すなら"],
      ["peers", "{{ lead.company }}と同じ業種の例"],
    ] as const) {
      expect((await put(`/v1/templates/${id}`, { subject, mjml: letter(subject) })).status).toBe(200);
      expect((await post(`/v1/templates/${id}/publish`)).json).toEqual({ version: 1 });
    }
    expect((await put("/v1/workflows/price", rekindle, "application/yaml")).json).toMatchObject({
      id: "price",
      problems: [],
    });
    expect((await post("/v1/workflows/price/publish")).json).toMatchObject({ version: 1 });
    const secret = "typeform-secret";
    expect(
      (
        await put("/v1/sources/brochure", {
          kind: "typeform",
          secret,
          mapping: { email: "email", name: "name", company: "company", "attributes.department": "department" },
          consent: { basis: "optIn", field: "consent" },
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await put("/v1/sources/webinar", {
          kind: "tally",
          secret,
          mapping: { email: "Email", name: "Your name", company: "Company", "attributes.size": "Company size" },
          consent: { basis: "optIn" },
        })
      ).status,
    ).toBe(200);

    // Both lists come in, with a report by line.
    const cards = (
      await post("/v1/leads/import?list=expo&consent=businessCard", sample("cards-shift_jis.csv"), "text/csv")
    ).json.job;
    await advance("PT1M");
    expect((await get(`/v1/jobs/${cards}`)).json).toMatchObject({
      state: "done",
      done: 8,
      total: 8,
      report: {
        created: 5,
        merged: 1,
        rejected: [
          { line: 7, reason: expect.any(String) },
          { line: 8, reason: expect.any(String) },
        ],
        heldBack: 1,
      },
    });
    const deals = (await post("/v1/deals/import", sample("deals-utf8-bom.csv"), "text/csv")).json.job;
    await advance("PT1M");
    expect((await get(`/v1/jobs/${deals}`)).json).toMatchObject({
      state: "done",
      report: { created: 3, rejected: [] },
    });

    // Lost on price in October, thirty days are over: she is written to at once. An open deal at Sakura Care: silence there.
    const [first] = await outbox();
    expect(await outbox()).toHaveLength(1);
    expect(first).toMatchObject({ to: mayumi, subject: "経費精算の費用、見直すなら" });
    const parsed = await simpleParser(first.raw);
    expect(parsed.from?.value).toEqual([{ name: "アカリ経費", address: "news@akari.example" }]);
    expect(parsed.text).toContain("渡辺 真由美 様");
    expect(parsed.text).toContain("東京都港区1-2-3");
    expect(parsed.headers.get("list-unsubscribe-post") ?? parsed.headers.get("list")).toBeDefined();
    expect(await leadOf("misaki.takahashi@sakura-care.example")).toMatchObject({ gate: { openDeals: 1 } });
    expect(await leadOf("misaki.tanaka@wakaba-foods.example")).toMatchObject({ stage: "customer" });

    // She clicks a day later: through the tracking link, as sent, to the page.
    await advance("P1D");
    const link = /href="([^"]*\/t\/c\/[^"]*)"/.exec(first.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const clicked = await fetch(link, {
      redirect: "manual",
      headers: { "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140" },
    });
    expect([clicked.status, clicked.headers.get("location")]).toEqual([302, "https://akari.example/guide"]);
    await advance("PT1M");
    const { id } = await leadOf(mayumi);
    const score = (await get(`/v1/leads/${id}/score`)).json;
    expect(score).toMatchObject({ fit: 15, crossed: [] });
    expect(score.fit + score.signals.reduce((sum: number, { left }: { left: number }) => sum + left, 0)).toBeCloseTo(
      score.total,
      6,
    );

    // The same delivery of the form twice is one; a forged one is refused. The form takes her over the line with the demo page.
    const body = sample("typeform.json");
    const signed = {
      "content-type": "application/json",
      "typeform-signature": `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`,
    };
    const hook = (headers: Record<string, string>) => fetch(`${url}/hooks/brochure`, { method: "POST", headers, body });
    const once = await (await hook(signed)).json();
    expect(once).toEqual({ accepted: true, id: expect.any(String) });
    expect(await (await hook(signed)).json()).toEqual(once);
    expect((await hook({ ...signed, "typeform-signature": "sha256=AAAA" })).status).toBe(401);
    const tally = sample("tally.json");
    const other = await fetch(`${url}/hooks/webinar`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "tally-signature": createHmac("sha256", secret).update(tally).digest("base64"),
      },
      body: tally,
    });
    expect(other.status).toBe(202);
    await advance("PT1M");
    expect(await leadOf("ken.mori@kita-retail.example")).toMatchObject({
      name: "森 健",
      company: expect.anything(),
      attributes: { size: "101-500" },
    });
    await post(`/v1/leads/${id}/calls`, { outcome: "reached", chips: { interest: true } });
    await advance("PT1M");

    // Handed over, with reasons; accepted; mail is silent from here.
    const { items } = (await get("/v1/handoffs?state=open")).json;
    expect(items).toEqual([expect.objectContaining({ leadId: id, owner: "mori", state: "open" })]);
    expect(items[0].reasons.map(({ signal }: { signal: string }) => signal)).toContain("form-brochure");
    expect((await post(`/v1/handoffs/${items[0].id}/accept`)).status).toBe(200);
    await advance("P30D");
    expect(await outbox(mayumi)).toHaveLength(1);
    const types = (await get(`/v1/leads/${id}/timeline?limit=200`)).json.items.map(
      ({ type }: { type: string }) => type,
    );
    for (const type of [
      "lead.captured",
      "deal.lost",
      "enrolment.entered",
      "mail.sent",
      "mail.delivered",
      "mail.clicked",
      "form.submitted",
      "score.changed",
      "handoff.opened",
      "enrolment.left",
      "handoff.accepted",
    ])
      expect(types).toContain(type);
    const report = (await get("/v1/workflows/price/report")).json;
    expect(report.versions[0]).toMatchObject({
      version: 1,
      entered: 1,
      left: { handedOff: 1 },
      steps: [
        expect.objectContaining({ id: "cost", sent: 1, delivered: 1, clicked: 1 }),
        expect.anything(),
        expect.anything(),
      ],
    });
  },
);
