import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, expect, onTestFinished, test } from "vitest";

const bin = fileURLToPath(new URL("../../packages/local/bin/rekindle.js", import.meta.url));
const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of running) {
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }
});

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "rekindle-cli-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const launch = (args: string[], env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env["PATH"], LANG: "C", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (piece: Buffer) => {
    said.out += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    said.err += piece.toString();
  });
  const ended = once(child, "close").then(() => {
    running.delete(child);
    return { code: child.exitCode, signal: child.signalCode, ...said };
  });
  return { child, said, ended };
};
const rekindle = (args: string[], env?: Record<string, string>) => launch(args, env).ended;

/** A started run, once it has printed how to stop it. */
const start = async (data: string, ...flags: string[]) => {
  const { child, said, ended } = launch(["start", "--data", data, "--port", "0", ...flags]);
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", () => {
      if (said.out.includes("Stop")) resolve();
    });
  });
  const early = await Promise.race([ready, ended]);
  if (early !== undefined) throw new Error(`It did not start: ${early.err}`);
  const url = /http:\/\/localhost:\d+/.exec(said.out)?.[0] ?? "";
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return { url, said, kill };
};

/** One clear line, and nothing else. */
const oneLine = /^[^\n]+\n$/;

test("what is refused is said in the language of the environment, or in the one that is asked for", async () => {
  const ja = { LANG: "ja_JP.UTF-8" };
  const said = async (args: string[], env?: Record<string, string>) => {
    const { code, out, err } = await rekindle(args, env);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(oneLine);
    return err;
  };
  expect(await said(["strat"], ja)).toContain("strat というコマンドはありません。start のことですか。");
  expect(await said(["import", "nobody.csv"], ja)).toBe("ファイル nobody.csv がありません。\n");
  expect(await said(["import", "nobody.csv"])).toBe("There is no file nobody.csv.\n");
  expect(await said(["import", "nobody.csv", "--lang", "ja"])).toBe("ファイル nobody.csv がありません。\n");
  expect(await said(["--lang=en", "start", "--port", "x"], ja)).toBe("--port is a number from 0 to 65535, not x.\n");
  expect(await said(["start", "--lang", "fr"], ja)).toBe("--lang は ja か en です。\n");
});

test("help names every command, and each command explains its flags", async () => {
  const names = ["start", "status", "simulate", "import", "export", "push"];
  const { code, out } = await rekindle(["--help"]);
  expect(code).toBe(0);
  for (const name of names) {
    expect(out).toContain(name);
    const help = await rekindle([name, "--help"]);
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toContain(`rekindle ${name}`);
  }
  expect((await rekindle(["start", "--help"])).out).toMatch(/--port N[\s\S]*--data DIR[\s\S]*--speed N[\s\S]*--empty/);
  expect((await rekindle(["--help"], { LANG: "ja_JP.UTF-8" })).out).toContain("いまの様子を見る");
});

test("output that nobody looks at carries no colours", async () => {
  const data = folder();
  const { said, kill } = await start(data, "--empty");
  await kill("SIGTERM");
  expect(said.out).not.toContain("\u001b");
});

test("what is not understood is one line with what was probably meant, and a failure", async () => {
  const cases: [string[], RegExp][] = [
    [["statsu"], /Did you mean status\?/],
    [["start", "--prot", "1"], /Did you mean --port\?/],
    [["start", "--port"], /--port needs a value/],
    [["start", "--port", "many"], /--port is a number from 0 to 65535, not many/],
    [["start", "--table", "mysql", "--data", folder()], /sqlite or dynamodb, not mysql/],
    [["import", "nowhere.csv"], /no file nowhere\.csv/],
    [["push", "nowhere"], /no file or folder nowhere/],
    [["simulate", "nowhere.yaml"], /no file nowhere\.yaml/],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = await rekindle(args, { REKINDLE_API_KEY: "rk_test" });
    expect({ args, code, out }).toEqual({ args, code: 1, out: "" });
    expect(err).toMatch(message);
    expect(err).toMatch(oneLine);
  }
});

test("a taken port, an unwritable folder, data of a newer version and a second run on a folder are one line and a failure", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const file = join(folder(), "file");
  writeFileSync(file, "");
  const newer = folder();
  const db = new DatabaseSync(join(newer, "rekindle.db"));
  db.exec("pragma user_version = 99");
  db.close();
  const held = folder();
  await start(held, "--empty");

  const cases: [string[], RegExp][] = [
    [["--port", port, "--data", folder(), "--empty"], new RegExp(`Port ${port} is taken`)],
    [["--data", join(file, "inside")], /cannot be written/],
    [["--data", newer], /written by a newer version of Rekindle/],
    [["--data", held, "--port", "0"], /Another Rekindle runs on/],
  ];
  for (const [args, message] of cases) {
    const { code, err } = await rekindle(["start", ...args]);
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(err).toMatch(message);
    expect(err).toMatch(oneLine);
  }
});

test("where nothing runs, status says so in one line", async () => {
  const gone = folder();
  const { kill } = await start(gone, "--empty");
  await kill("SIGKILL");
  const { code, err } = await rekindle(["status", "--data", gone]);
  expect(code).toBe(1);
  expect(err).toMatch(/^No Rekindle answers at http:\/\/localhost:\d+\./);
  expect(err).toMatch(oneLine);
});

test("the first start prints address, key, speed and data; killed and started again it goes on where it was", async () => {
  const data = folder();
  const first = await start(data);
  const key = readFileSync(join(data, "api-key"), "utf8").trim();
  for (const part of [first.url, key, "Nov 24, 2026", "--speed 8640", data]) expect(first.said.out).toContain(part);
  const status = await rekindle(["status", "--data", data]);
  expect(status).toMatchObject({ code: 0, err: "" });
  expect(status.out).toMatch(/lost-on-price .*running +v1 +[1-9]\d* inside/);
  expect(status.out).toMatch(/Hot leads +[1-9]\d* open/);

  const ask = async (url: string, path: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
    return JSON.parse(await answer.text());
  };
  const before = { clock: await ask(first.url, "/local/clock"), outbox: await ask(first.url, "/local/outbox") };
  await first.kill("SIGKILL");
  const second = await start(data);
  const after = { clock: await ask(second.url, "/local/clock"), outbox: await ask(second.url, "/local/outbox") };
  expect(after.clock.speed).toBe(8640);
  expect(after.clock.now >= before.clock.now).toBe(true);
  expect(after.outbox.items.slice(0, before.outbox.items.length)).toEqual(before.outbox.items);
  expect(await second.kill("SIGTERM")).toMatchObject({ code: 0, err: "" });
});

test("workflows go out as YAML and come back unchanged; a push tells what is wrong by step and field", async () => {
  const data = folder();
  const { url } = await start(data, "--empty");
  const key = readFileSync(join(data, "api-key"), "utf8").trim();
  const flows = folder();
  writeFileSync(
    join(flows, "welcome.yaml"),
    `name: { ja: ようこそ, en: Welcome }
triggers: [{ kind: list, list: expo }]
steps:
  - { id: pause, kind: wait, for: P3D }
  - { id: note, kind: update, set: { tags: { add: [welcomed] } } }
`,
  );
  const pushed = await rekindle(["push", flows, "--publish", "--data", data]);
  expect(pushed).toMatchObject({ code: 0, err: "" });
  expect(pushed.out).toContain("welcome  version 1 published");

  const out = folder();
  expect(await rekindle(["export", out, "--url", url], { REKINDLE_API_KEY: key })).toMatchObject({ code: 0 });
  expect(readdirSync(out)).toEqual(["welcome.yaml"]);
  const written = readFileSync(join(out, "welcome.yaml"), "utf8");
  expect(await rekindle(["push", out, "--data", data])).toMatchObject({ code: 0 });
  await rekindle(["export", out, "--data", data]);
  expect(readFileSync(join(out, "welcome.yaml"), "utf8")).toBe(written);

  const bad = join(folder(), "bad.yaml");
  writeFileSync(bad, "name: Bad\nsteps:\n  - { id: hello, kind: email, template: nowhere }\n");
  const refused = await rekindle(["push", bad, "--publish", "--data", data]);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/hello · steps\.0\.template {2}There is no template "nowhere"/);
});

test("an import tells line by line what it could not take, and knows deals from leads", async () => {
  const data = folder();
  await start(data, "--empty");
  const lists = folder();
  const leads = join(lists, "leads.csv");
  writeFileSync(
    leads,
    "メールアドレス,姓,名,会社名,メール配信停止\nmayumi@minato.example,渡辺,真由美,港物流株式会社,\nnobody,誰,か,無名社,\ndaiki@minato.example,松本,大樹,港物流株式会社,1\n",
  );
  const deals = join(lists, "deals.csv");
  writeFileSync(
    deals,
    "Deal ID,Company,Contact Email,Stage,Lost Reason,Closed At\nD-1,港物流株式会社,mayumi@minato.example,Closed Lost,Price,2026-10-08\n",
  );
  const first = await rekindle(["import", leads, "--list", "expo", "--consent", "businessCard", "--data", data]);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toMatch(
    /2 {2}created[\s\S]*1 {2}held back[^\n]*\(4\)[\s\S]*1 {2}rejected\n +line 3 {2}"nobody" has no @/,
  );
  const again = await rekindle(["import", leads, "--data", data]);
  expect(again.out).toMatch(/0 {2}created\n +2 {2}merged[^\n]*\(2, 4\)/);
  const lost = await rekindle(["import", deals, "--data", data]);
  expect(lost).toMatchObject({ code: 0, err: "" });
  expect(lost.out).toMatch(/1 {2}created/);
  expect((await rekindle(["status", "--data", data])).out).toMatch(/marketing +2/);
});

test("simulate plays a workflow without a running instance: days, totals, ends, in both languages", async () => {
  const files = folder();
  const flow = join(files, "flow.yaml");
  writeFileSync(
    flow,
    `name: { ja: 掘り起こし, en: Wake up }
steps:
  - { id: first, kind: email, template: one }
  - { id: pause, kind: wait, for: P7D }
  - { id: second, kind: email, template: two }
`,
  );
  const leads = join(files, "leads.csv");
  const rows = Array.from({ length: 40 }, (_, n) => `person${n}@customer.example,人${n}`);
  writeFileSync(leads, `メールアドレス,氏名\n${rows.join("\n")}\n`);
  const args = ["simulate", flow, "--leads", leads, "--days", "30", "--from", "2026-11-24", "--click", "0"];
  const english = await rekindle(args);
  expect(english).toMatchObject({ code: 0, err: "" });
  expect(english.out).toMatch(/^Wake up\n40 people, 30 days/);
  expect(english.out).toMatch(/2026-11-24 Tue +40 +40 /);
  expect(english.out).toMatch(/2026-12-01 Tue +· +(39|40) /);
  expect(english.out).toMatch(/total +40 +(79|80) /);
  expect(english.out).toContain("How it ends");
  const japanese = await rekindle(args, { LANG: "ja_JP.UTF-8" });
  expect(japanese.out).toMatch(/^掘り起こし\n40人・30日/);
  expect(japanese.out).toMatch(/合計 +40/);

  writeFileSync(flow, "name: Bad\nsteps:\n  - { id: hello, kind: email }\n");
  const bad = await rekindle(["simulate", flow]);
  expect(bad.code).toBe(1);
  expect(bad.err).toMatch(/steps\.0\.template {2}"template" is missing/);
});

test("on the DynamoDB emulator a run keeps its data, and the emulator dies with it, however it dies", async () => {
  const data = folder();
  const lists = join(folder(), "leads.csv");
  writeFileSync(lists, "メールアドレス,姓,名\nmayumi@minato.example,渡辺,真由美\ndaiki@minato.example,松本,大樹\n");
  const emulators = () =>
    readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(join(data, "dynamo.db")));

  const first = await start(data, "--empty", "--table", "dynamodb");
  await rekindle(["import", lists, "--consent", "businessCard", "--data", data]);
  await expect.poll(async () => (await rekindle(["status", "--data", data])).out).toMatch(/marketing +2/);
  expect(emulators()).toHaveLength(1);
  await first.kill("SIGKILL");
  await expect.poll(emulators).toEqual([]);

  expect((await rekindle(["start", "--data", data, "--table", "sqlite"])).err).toMatch(/table is on dynamodb/);
  const second = await start(data);
  expect(second.said.out).toContain("DynamoDB");
  await rekindle(["import", lists, "--data", data]);
  expect((await rekindle(["status", "--data", data])).out).toMatch(/marketing +2/);
  expect(await second.kill("SIGTERM")).toMatchObject({ code: 0, err: "" });
  expect(emulators()).toEqual([]);
});

/** Empty for a process that has ended meanwhile. */
const commandOf = (pid: string): string => {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};
