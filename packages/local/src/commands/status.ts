import { stages } from "@rekindle/core/leads/lead";
import * as z from "zod";
import type { Command } from "./command.ts";
import { connect, type Instance, instanceFlags, shaped } from "./instance.ts";
import { type Terminal, table, type Words } from "./terminal.ts";

const Workflow = z.object({
  id: z.string(),
  name: z.union([z.string(), z.object({ ja: z.string().optional(), en: z.string().optional() })]),
  state: z.string(),
  version: z.int().nullable().optional(),
  inside: z.int(),
  problems: z.int(),
});
const Handoff = z.object({ owner: z.string().nullable().optional(), dueAt: z.string().nullable().optional() });
const Trouble = z.object({ kind: z.string(), lead: z.string(), reason: z.string() });

export const status: Command = {
  name: "status",
  args: "",
  says: { ja: "いまの様子を見る", en: "shows what runs and how it is" },
  flags: instanceFlags,
  examples: ["rekindle status", "rekindle status --url https://rekindle.example.com"],
  run: async (given, terminal) => {
    const instance = connect(given, terminal.env);
    const { say, paint, print } = terminal;
    const clock = await clockOf(instance);
    const settings = await instance.read(
      z.object({ timeZone: z.string(), footer: z.object({ company: z.string() }) }),
      "/v1/settings",
    );
    print(`${paint.bold("Rekindle")}  ${settings.footer.company}  ${paint.accent(instance.url)}`);
    if (clock !== undefined) print(paint.dim(clockLine(clock, settings.timeZone, terminal)));
    await showWorkflows(instance, terminal);
    await showLeads(instance, terminal);
    await showHandoffs(instance, clock?.now ?? new Date().toISOString(), terminal);
    const problems = await instance.all(Trouble, "/v1/problems");
    print();
    if (problems.length === 0) print(paint.good(say({ ja: "問題はありません", en: "No problems" })));
    else print(paint.bad(say({ ja: `問題 ${problems.length}件`, en: `Problems: ${problems.length}` })));
    for (const { kind, lead, reason } of problems.slice(0, 10)) print(`  ${lead}  ${kind}  ${reason}`);
    return undefined;
  },
};

const Clock = z.object({ now: z.string(), speed: z.number() });
type Clock = z.infer<typeof Clock>;

/** Only local runs have one. */
const clockOf = async (instance: Instance): Promise<Clock | undefined> => {
  const answer = await instance.ask("GET", "/local/clock");
  return answer.status === 200 ? shaped(Clock, answer, instance.url) : undefined;
};

const clockLine = ({ now, speed }: Clock, timeZone: string, { say, language }: Terminal): string => {
  const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: "medium", timeStyle: "short" });
  return `${format.format(new Date(now))}  ${say(speedWords(speed))}`;
};

export const speedWords = (speed: number): Words => {
  if (speed === 0) return { ja: "時計は止まっています", en: "the clock stands still" };
  if (speed === 1) return { ja: "実際の時間", en: "real time" };
  const seconds = Math.round((86_400 / speed) * 10) / 10;
  return { ja: `1日 = ${seconds}秒`, en: `a day in ${seconds} s` };
};

const showWorkflows = async (instance: Instance, { say, print, paint, language }: Terminal): Promise<void> => {
  const workflows = await instance.all(Workflow, "/v1/workflows");
  const states: Record<string, Words> = {
    running: { ja: "稼働中", en: "running" },
    paused: { ja: "一時停止", en: "paused" },
    draft: { ja: "下書き", en: "draft" },
  };
  print();
  print(paint.bold(say({ ja: "シナリオ", en: "Workflows" })));
  const rows = workflows.map(({ id, name, state, version, inside, problems }) => [
    `  ${id}`,
    typeof name === "string" ? name : (name[language] ?? name.ja ?? name.en ?? ""),
    say(states[state] ?? { ja: state, en: state }),
    typeof version === "number" ? `v${version}` : "",
    say({ ja: `${inside}人`, en: `${inside} inside` }),
    problems === 0 ? "" : say({ ja: `問題${problems}`, en: `${problems} problem${problems === 1 ? "" : "s"}` }),
  ]);
  if (rows.length === 0) print(`  ${say({ ja: "まだありません", en: "none yet" })}`);
  for (const line of table(rows, ["left", "left", "left", "left", "right", "left"])) print(line);
};

const showLeads = async (instance: Instance, { say, print, paint }: Terminal): Promise<void> => {
  const words: Record<(typeof stages)[number], Words> = {
    marketing: { ja: "マーケティング", en: "marketing" },
    insideSales: { ja: "インサイドセールス", en: "inside sales" },
    sales: { ja: "営業", en: "sales" },
    customer: { ja: "顧客", en: "customers" },
  };
  print();
  print(paint.bold(say({ ja: "リード", en: "Leads" })));
  const rows: string[][] = [];
  for (const stage of stages)
    rows.push([`  ${say(words[stage])}`, String((await instance.all(z.unknown(), `/v1/leads?stage=${stage}`)).length)]);
  for (const line of table(rows, ["left", "right"])) print(line);
};

const showHandoffs = async (instance: Instance, now: string, { say, print, paint }: Terminal): Promise<void> => {
  const open = await instance.all(Handoff, "/v1/handoffs?state=open");
  const overdue = open.filter(({ dueAt }) => typeof dueAt !== "string" || dueAt < now).length;
  print();
  print(
    `${paint.bold(say({ ja: "ホットリード", en: "Hot leads" }))}  ${say({ ja: `${open.length}件`, en: `${open.length} open` })}${
      overdue === 0 ? "" : `  ${paint.bad(say({ ja: `期限切れ ${overdue}件`, en: `${overdue} overdue` }))}`
    }`,
  );
};
