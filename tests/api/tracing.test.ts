import { traceOf } from "@rekindle/functions/http/trace";
import { log } from "@rekindle/functions/live/log";
import { countBatch, tell } from "@rekindle/functions/live/metrics";
import { expect, onTestFinished, test } from "vitest";
import { mjml } from "../support/lab.ts";
import { startLocal } from "../support/local.ts";

const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const trace = "8448eb211c80319c";

test("from the webhook over the queue and the mail to what SES says, everything carries the caller's trace", async () => {
  const local = await startLocal();
  const { put, post, get, advance, url } = local;
  const button = '<mj-button href="https://akari.example/guide">a</mj-button>';
  await put("/v1/templates/one", { subject: "one", mjml: mjml(button) });
  await post("/v1/templates/one/publish");
  await put("/v1/sources/web", { kind: "json", mapping: { email: "email" }, consent: { basis: "optIn" } });
  await put("/v1/workflows/w", {
    name: "w",
    triggers: [{ kind: "form", source: "web" }],
    steps: [
      { kind: "email", template: "one" },
      { kind: "wait", for: "P1D" },
      { kind: "email", template: "one" },
    ],
  });
  await post("/v1/workflows/w/publish");
  const delivered = await fetch(`${url}/hooks/web`, {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: parent },
    body: '{"email":"a@example.com"}',
  });
  expect([delivered.status, delivered.headers.get("x-trace-id")]).toEqual([202, trace]);
  await advance("PT1H");
  const [mail] = await local.outbox("a@example.com");
  const clicked = new RegExp(`${url}/t/c/[^"\\s<>]+`).exec(mail.html)?.[0] ?? "";
  const click = await fetch(clicked.replaceAll("&amp;", "&"), { redirect: "manual" });
  const own = click.headers.get("x-trace-id");
  expect(own).toMatch(/^[0-9a-f]{16}$/);
  await advance("P2D");
  const lead = (await get("/v1/leads?email=a@example.com")).json.items[0];
  const timeline: { type: string; trace?: string }[] = (await get(`/v1/leads/${lead.id}/timeline`)).json.items;
  const first = (type: string) => timeline.findLast((item) => item.type === type)?.trace;
  for (const type of ["lead.captured", "enrolment.entered", "mail.authorised", "mail.sent", "mail.delivered"])
    expect([type, first(type)]).toEqual([type, trace]);
  expect(first("mail.clicked")).toBe(own);
  // The second mail was let go by a timer: it goes back to no request.
  expect(timeline.find(({ type }) => type === "mail.sent")).not.toHaveProperty("trace");
  expect(await local.outbox("a@example.com")).toHaveLength(2);
});

test("a trace is taken from W3C's or AWS's header, and from nothing else", () => {
  const of = (headers: Record<string, string>) => traceOf(new Headers(headers));
  expect(of({ traceparent: parent })).toBe(trace);
  expect(of({ "x-amzn-trace-id": "Self=1-2;Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1" })).toBe(
    "e1be46a994272793",
  );
  for (const traceparent of ["", "00-x", `00-${"0".repeat(32)}-b7ad6b7169203331-01`, "<script>"]) {
    expect(of({ traceparent })).toMatch(/^[0-9a-f]{16}$/);
    expect(of({ traceparent })).not.toBe(of({ traceparent }));
  }
});

test("an invocation tells its figures in one line of CloudWatch's metric format, and then counts anew", () => {
  const write = process.stdout.write;
  onTestFinished(() => {
    process.stdout.write = write;
  });
  process.stdout.write = () => true;
  const lines: string[] = [];
  tell(() => undefined, 0);
  for (const status of ["sent", "sent", "refused", "failed", "unknown"])
    log("mail.attempted", { lead: "lead_1", mail: "e1-a-1", status, lagMs: 1200 });
  log("lead.failed", { lead: "lead_1", tries: 1, error: "x" });
  log("something.else", {});
  countBatch("Leads", 10, 2);
  tell((line) => lines.push(line), 1_800_000_000_000, "OnLeadQueue");
  tell((line) => lines.push(line), 1_800_000_000_000, "OnLeadQueue");
  expect(lines).toHaveLength(1);
  const figures = JSON.parse(lines[0] ?? "");
  expect(figures).toMatchObject({
    Function: "OnLeadQueue",
    MailsSent: 2,
    MailsRefused: 1,
    MailsFailed: 1,
    MailsUnknown: 1,
    LeadsTriedAgain: 1,
    LeadsHandled: 8,
    LeadsFailed: 2,
    MailLag: [1200, 1200],
  });
  const [directive] = figures._aws.CloudWatchMetrics;
  expect([figures._aws.Timestamp, directive.Namespace, directive.Dimensions]).toEqual([
    1_800_000_000_000,
    "Rekindle",
    [["Function"]],
  ]);
  for (const { Name } of directive.Metrics) expect(figures).toHaveProperty(Name);
});
