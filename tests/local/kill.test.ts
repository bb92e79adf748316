import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { mjml } from "../support/lab.ts";

const binary = fileURLToPath(new URL("../../packages/local/bin/rekindle.js", import.meta.url));
const key = "rk_kill_test";
const LEADS = 240;

/** The local run as its user starts it, in a process of its own. */
const start = async (data: string) => {
  const child = spawn(process.execPath, [binary, "start", "--empty", "--speed", "0", "--port", "0", "--data", data], {
    env: { ...process.env, REKINDLE_API_KEY: key },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const url = /http:\/\/localhost:\d+/.exec(said)?.[0];
    if (url !== undefined && said.includes("Data")) return { child, url };
  }
  throw new Error(`It did not start: ${said}`);
};

// biome-ignore lint/suspicious/noExplicitAny: the answers of a foreign process, read by expectations
const call = async (url: string, method: string, path: string, body?: unknown): Promise<any> => {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": typeof body === "string" ? "text/csv" : "application/json",
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return answer.json();
};

const mailsIn = async (url: string): Promise<number> => (await call(url, "GET", "/local/outbox")).items.length;
const hasMail = async (url: string, n: number, count: number): Promise<boolean> =>
  (await call(url, "GET", `/local/outbox?to=p${n}@example.com`)).items.length >= count;

const killed = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
};

const people = `メールアドレス,姓,名\n${Array.from({ length: LEADS }, (_, n) => `p${n}@example.com,渡辺,${n}`).join("\n")}\n`;

test("killed in mid-work, again and again, and started on the same folder: nothing lost, nothing sent twice", async () => {
  const data = mkdtempSync(join(tmpdir(), "rekindle-kill-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  let run = await start(data);
  for (const id of ["one", "two"]) {
    await call(run.url, "PUT", `/v1/templates/${id}`, {
      subject: id,
      mjml: mjml("<mj-text>{{ lead.name }} 様</mj-text>"),
    });
    await call(run.url, "POST", `/v1/templates/${id}/publish`);
  }
  await call(run.url, "PUT", "/v1/workflows/w", {
    name: "w",
    triggers: [{ kind: "list", list: "expo" }],
    steps: [
      { kind: "email", template: "one" },
      { kind: "wait", for: "P1D" },
      { kind: "email", template: "two" },
    ],
  });
  await call(run.url, "POST", "/v1/workflows/w/publish");
  const { job } = await call(run.url, "POST", "/v1/leads/import?list=expo&consent=businessCard", people);

  // Each time it dies while it works: the answer to the advance never comes.
  const atKill: number[] = [];
  for (const [advance, person, mails] of [
    ["PT1M", 20, 1],
    ["PT1M", 160, 1],
    ["P1D", 40, 2],
    ["P1D", 180, 2],
  ] as const) {
    let answered = false;
    const dying = call(run.url, "POST", "/local/clock", { advance }).then(
      () => {
        answered = true;
      },
      () => undefined,
    );
    while (!answered && !(await hasMail(run.url, person, mails)));
    await killed(run.child);
    await dying;
    run = await start(data);
    atKill.push(await mailsIn(run.url));
  }
  // It is no test of a crash unless it crashed with work half done.
  expect(atKill.filter((mails) => mails % LEADS !== 0).length).toBeGreaterThanOrEqual(2);
  await call(run.url, "POST", "/local/clock", { advance: "P3D" });
  expect(await call(run.url, "GET", `/v1/jobs/${job}`)).toMatchObject({
    state: "done",
    report: { created: LEADS, merged: 0, rejected: [] },
  });
  const { items } = await call(run.url, "GET", "/local/outbox");
  const got = items.map(({ to, subject }: { to: string; subject: string }) => `${to} ${subject}`);
  const expected = Array.from({ length: LEADS }, (_, n) => [`p${n}@example.com one`, `p${n}@example.com two`]).flat();
  expect(got.toSorted()).toEqual(expected.toSorted());
  const report = await call(run.url, "GET", "/v1/workflows/w/report");
  expect(report.versions[0]).toMatchObject({
    entered: LEADS,
    left: { finished: LEADS },
    steps: [{ sent: LEADS, delivered: LEADS }, {}, { sent: LEADS, delivered: LEADS }],
  });
  await killed(run.child);
});
