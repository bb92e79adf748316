import { existsSync, readFileSync, statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { dealColumns } from "@rekindle/core/leads/deal-columns";
import * as ListFile from "@rekindle/core/leads/list-file";
import * as z from "zod";
import { Refused } from "../data-folder.ts";
import type { Command } from "./command.ts";
import { connect, type Instance, instanceFlags, refusalOf, shaped } from "./instance.ts";
import { bar, type Terminal } from "./terminal.ts";

const Job = z.object({
  state: z.enum(["running", "done", "failed"]),
  done: z.int(),
  total: z.int(),
  error: z.string().optional(),
  report: z.object({
    created: z.int(),
    merged: z.int(),
    rejected: z.array(z.object({ line: z.int(), reason: z.string() })),
    faults: z.record(z.string(), z.int()).default({}),
    heldBack: z.int(),
    noConsent: z.int().default(0),
    lines: z.object({ merged: z.array(z.int()), heldBack: z.array(z.int()) }).default({ merged: [], heldBack: [] }),
  }),
});
type Job = z.infer<typeof Job>;

export const importList: Command = {
  name: "import",
  args: "FILE",
  says: { ja: "リードまたは商談のCSVを取り込む", en: "takes in a list of leads or deals (CSV)" },
  flags: {
    list: { value: "NAME", says: { ja: "リストの名前", en: "name of the list" } },
    consent: {
      value: "BASIS",
      says: {
        ja: "送れる根拠: optIn, businessCard, businessRelationship, publishedAddress, none",
        en: "ground for mail: optIn, businessCard, businessRelationship, publishedAddress, none",
      },
    },
    as: {
      value: "KIND",
      says: { ja: "leads または deals(既定: 見出しから判断)", en: "leads or deals (default: by the header)" },
    },
    ...instanceFlags,
  },
  examples: ["rekindle import cards.csv --list expo --consent businessCard", "rekindle import deals.csv"],
  run: async (given, terminal) => {
    const [file, more] = given.args;
    if (file === undefined)
      throw new Refused({
        ja: "ファイルを指定してください: rekindle import FILE",
        en: "Name the file: rekindle import FILE",
      });
    if (more !== undefined)
      throw new Refused({
        ja: `ファイルは1つずつです。${more} は2つ目です。`,
        en: `One file at a time: ${more} is a second one.`,
      });
    if (!existsSync(file) || statSync(file).isDirectory())
      throw new Refused({ ja: `ファイル ${file} がありません。`, en: `There is no file ${file}.` });
    const instance = connect(given, terminal.env);
    const bytes = new Uint8Array(readFileSync(file));
    const kind = given.flag("as") ?? kindOf(bytes);
    if (kind !== "leads" && kind !== "deals")
      throw new Refused({
        ja: `--as は leads か deals です。${kind} は使えません。`,
        en: `--as is leads or deals, not ${kind}.`,
      });
    const query = new URLSearchParams();
    for (const name of ["list", "consent"]) {
      const value = given.flag(name);
      if (value !== undefined) query.set(name, value);
    }
    const path = `/v1/${kind}/import?${query}`;
    const answer = await instance.ask("POST", path, { body: bytes, type: "text/csv" });
    if (answer.status >= 400) {
      const { detail, problems } = refusalOf(answer);
      throw new Refused(`${file}: ${[detail, ...problems.map(({ message }) => message)].join(". ")}`);
    }
    const { job } = shaped(z.object({ job: z.string() }), answer, instance.url);
    const done = await follow(instance, job, terminal);
    tell(done, kind, terminal);
    return done.state === "done" ? undefined : 1;
  },
};

/** Deals have stages, leads do not. */
const kindOf = (bytes: Uint8Array): "leads" | "deals" =>
  dealColumns(ListFile.formatOf(bytes).header).status === "ok" ? "deals" : "leads";

const POLL_MS = 120;

const follow = async (instance: Instance, id: string, terminal: Terminal): Promise<Job> => {
  for (;;) {
    const job = await instance.read(Job, `/v1/jobs/${id}`);
    if (job.state !== "running") return job;
    terminal.sketch(`${bar(job.total === 0 ? 0 : job.done / job.total, 30)}  ${job.done} / ${job.total}`);
    await pause(POLL_MS);
  }
};

const tell = ({ report, total, state, error }: Job, kind: "leads" | "deals", { say, paint, print }: Terminal): void => {
  const { created, merged, rejected, faults, heldBack, noConsent, lines } = report;
  // The report names the first thousand.
  const bad = Object.values(faults).reduce((sum, n) => sum + n, 0);
  print(`${bar(state === "done" ? 1 : 0, 30)}  ${say({ ja: `${total}行`, en: `${total} rows` })}`);
  if (error !== undefined) print(paint.bad(error));
  const count = (n: number, words: string) => `  ${String(n).padStart(6)}  ${words}`;
  print(count(created, say({ ja: "新しく作りました", en: "created" })));
  print(count(merged, say({ ja: "すでにあるものに合わせました", en: "merged" }) + listed(lines.merged, paint.dim)));
  if (kind === "leads") {
    const held = say({ ja: "配信停止の印があり、送りません", en: "held back: they want no mail" });
    print(count(heldBack, held + listed(lines.heldBack, paint.dim)));
    if (noConsent > 0) print(count(noConsent, say({ ja: "送れる根拠なし", en: "without a ground for mail" })));
  }
  print(count(bad, say({ ja: "取り込めませんでした", en: "rejected" })));
  const place = (line: number) => say({ ja: `${line}行目`, en: `line ${line}` });
  for (const { line, reason } of rejected) print(`          ${paint.warn(place(line))}  ${reason}`);
};

const MOST_LINES = 12;
const listed = (lines: number[], dim: (text: string) => string): string =>
  lines.length === 0
    ? ""
    : dim(`  (${lines.slice(0, MOST_LINES).join(", ")}${lines.length > MOST_LINES ? ", …" : ""})`);
