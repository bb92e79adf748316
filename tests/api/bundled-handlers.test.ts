import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type Deployed, deployed } from "../support/deployed.ts";
import { batchOf, recorded } from "../support/lambda.ts";

let it: Deployed;
beforeAll(async () => {
  it = await deployed();
}, 180_000);
afterAll(() => it.stop());

const letter =
  '<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.name }} 様</mj-text><mj-button href="https://example.com/guide">読む</mj-button></mj-column></mj-section></mj-body></mjml>';

test("the API publishes a mail, a workflow and a source, called as Lambda's URL and as API Gateway call it", async () => {
  expect((await it.call("/healthz", { source: "api-gateway-v2" })).json()).toEqual({ status: "ok" });
  expect(
    (await it.put("/v1/templates/thanks", { subject: "{{ lead.name }} 様、ご請求の資料です", mjml: letter })).status,
  ).toBe(200);
  // MJML lies in a chunk of its own: it is there when it is needed.
  expect((await it.post("/v1/templates/thanks/publish")).json()).toEqual({ version: 1 });
  const workflow = {
    name: "Brochure",
    triggers: [{ kind: "form", source: "brochure" }],
    steps: [
      { kind: "email", template: "thanks" },
      { kind: "wait", for: "P3D" },
      { kind: "exit", reason: "over" },
    ],
  };
  expect((await it.put("/v1/workflows/brochure", workflow)).json()).toMatchObject({ problems: [] });
  expect((await it.post("/v1/workflows/brochure/publish")).json()).toMatchObject({ version: 1 });
  const source = { kind: "form", consent: { basis: "optIn", field: "agree" } };
  expect((await it.put("/v1/sources/brochure", source)).status).toBe(200);
  expect(await it.workOff()).toEqual([]);
});

test("nobody gets past the router, and nobody in without the key", async () => {
  expect((await it.call("/healthz", { headers: { "x-rekindle-origin": "guessed" } })).status).toBe(403);
  expect((await it.call("/v1/leads", { headers: { authorization: "Bearer guessed" } })).status).toBe(401);
});

test("a form becomes a lead and a mail, paced, and a batch names only the message that cannot be handled", async () => {
  const email = "mayumi@minato-logi.example";
  const answer = await it.submit("/hooks/brochure", { name: "渡辺 真由美", email, agree: "yes" });
  expect(answer.status).toBe(202);
  const bodies = await it.received();
  expect(bodies).toHaveLength(1);
  expect(await it.on("on-lead-queue", batchOf(["no json", ...bodies]))).toEqual({
    batchItemFailures: [{ itemIdentifier: "m0" }],
  });
  // SQS may deliver it again.
  expect(await it.on("on-lead-queue", batchOf(bodies))).toEqual({ batchItemFailures: [] });
  const [mail, ...more] = it.ses.outbox({ to: email });
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("渡辺 真由美 様、ご請求の資料です");
  const ledger = await it.table.get({ pk: "pacing", sk: "ledger" }, "consistent");
  expect(JSON.parse(ledger?.body ?? "{}")).toMatchObject({
    account: { ratePerSecond: 14, quotaPerDay: 50_000 },
    since: 1,
  });
});

test("a click is redirected and told, and the unsubscribe button works, at the addresses in the mail", async () => {
  const email = "sato@sakura.example";
  const { lead } = await it.mailed(email);
  const [mail] = it.ses.outbox({ to: email });
  const link = /https:\/\/rekindle\.example(\/t\/c\/[^"\s]+)/.exec(mail?.html ?? "")?.[1] ?? "";
  const click = await it.call(link);
  expect(click).toMatchObject({ status: 302, headers: { location: "https://example.com/guide" } });
  const out = /<https:\/\/rekindle\.example(\/u\/[^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  expect((await it.submit(out, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
  expect(await it.workOff()).toEqual([]);
  expect(await it.types(lead)).toEqual(expect.arrayContaining(["mail.clicked", "lead.optedOut"]));
});

describe("SES's events, raw in SQS or in SNS's envelope, twice each", () => {
  const told: Record<string, string[]> = {
    send: [],
    delivery: ["mail.delivered"],
    open: ["mail.opened"],
    // Clicks are counted by our own links.
    click: [],
    bounce: ["lead.suppressed", "mail.bounced"],
    complaint: ["lead.suppressed", "mail.complained"],
    "delivery-delay": [],
    reject: ["mail.failed"],
    "rendering-failure": ["mail.failed"],
  };
  const wrap: Record<string, (event: string) => string> = {
    plain: (event) => event,
    wrapped: (event) => JSON.stringify(recorded("aws/sns-envelope", { MESSAGE: event })),
  };
  test.each(Object.keys(told).flatMap((kind) => Object.keys(wrap).map((how) => ({ kind, how }))))(
    "$kind, $how",
    async ({ kind, how }) => {
      const email = `${kind}-${how.toLowerCase()}@example.jp`;
      const { lead, mail } = await it.mailed(email);
      const before = await it.types(lead);
      expect(before).toContain("mail.sent");
      const event = JSON.stringify(recorded(`ses-events/${kind}`, { LEAD: lead, MAIL: mail, RECIPIENT: email }));
      const body = wrap[how]?.(event) ?? "";
      expect(await it.on("on-mail-event", batchOf([body, "nothing of ours"]))).toEqual({ batchItemFailures: [] });
      const after = (await it.types(lead)).filter((type, n, all) => all.indexOf(type) === n && !before.includes(type));
      expect(after.sort()).toEqual(told[kind]);
      const all = await it.types(lead);
      expect(await it.on("on-mail-event", batchOf([body]))).toEqual({ batchItemFailures: [] });
      expect(await it.types(lead)).toEqual(all);
    },
  );
});

test("the schedule's call queues what is due, and the sweep queues it again while the queue is short", async () => {
  const { lead } = await it.mailed("tick@example.jp");
  const item = await it.table.get({ pk: lead, sk: "lead" }, "consistent");
  if (item?.due === undefined) throw new Error("The lead waits for nothing");
  const due = { ...item.due, at: Date.now() - 1000 };
  expect(await it.table.commit([{ put: { ...item, rev: item.rev + 1, due }, expect: item.rev }])).toEqual(["stored"]);
  const looks = (bodies: string[]) => bodies.filter((body) => body.includes(lead));
  expect(await it.on("on-tick", recorded("aws/schedule"))).toBeNull();
  expect(looks(await it.received())).toHaveLength(1);
  // The cursor has passed it.
  await it.on("on-tick", recorded("aws/schedule"));
  expect(looks(await it.received())).toEqual([]);
  expect(await it.on("on-sweep", recorded("aws/schedule"))).toBeNull();
  expect(looks(await it.received())).toHaveLength(1);
});

test("the table's stream counts a lead once, however often a window delivers it, shard by shard", async () => {
  const leads = await it.leads();
  expect(leads.length).toBeGreaterThan(15);
  const event = recorded("aws/stream");
  const [sample] = z.array(z.object({ dynamodb: z.record(z.string(), z.unknown()) }).loose()).parse(event["Records"]);
  const Records = leads.map((NewImage, n) => ({
    ...sample,
    dynamodb: {
      ...sample?.dynamodb,
      Keys: { pk: NewImage["pk"], sk: NewImage["sk"] },
      NewImage,
      SequenceNumber: String(4_421_584_500_000_000_000_000_000_001n + BigInt(n)),
    },
  }));
  for (let times = 0; times < 3; times++)
    expect(await it.on("on-table-stream", { ...event, Records })).toEqual({ batchItemFailures: [] });
  const last = { ...event, Records: [], isFinalInvokeForWindow: true };
  expect(await it.on("on-table-stream", last)).toEqual({ batchItemFailures: [] });
  const { items } = (await it.call("/v1/leads?stage=marketing&limit=100")).json();
  expect(items).toHaveLength(leads.length);
});
