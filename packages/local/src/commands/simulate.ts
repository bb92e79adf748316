import { existsSync, readFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { current } from "@rekindle/core/engine/catalogue";
import { importLeads } from "@rekindle/core/engine/imports";
import { findJob } from "@rekindle/core/engine/job";
import { preview } from "@rekindle/core/engine/preview";
import type { ConsentBasis } from "@rekindle/core/leads/lead";
import { Behaviour } from "@rekindle/core/preview/behaviour";
import type { Definition } from "@rekindle/core/workflows/definition";
import { read } from "@rekindle/core/workflows/read";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as z from "zod";
import { Refused } from "../data-folder.ts";
import * as Run from "../run.ts";
import { itemsIn } from "../sample/everything.ts";
import { type Command, numberOf } from "./command.ts";
import { lineOf } from "./push.ts";
import { show } from "./simulation-view.ts";
import type { Terminal } from "./terminal.ts";

const Basis = z.enum(["optIn", "businessCard", "businessRelationship", "publishedAddress", "none"]);

export const simulate: Command = {
  name: "simulate",
  args: "FLOW.yaml",
  says: {
    ja: "シナリオを本物のエンジンで先に試す。何も送らず、何も残さない",
    en: "plays a workflow with the real engine: nothing is sent, nothing is kept",
  },
  flags: {
    leads: {
      value: "FILE",
      says: {
        ja: "対象のリスト(CSV。既定: 見本100人)",
        en: "whom to play it for, a CSV (default: 100 made-up people)",
      },
    },
    days: { value: "N", says: { ja: "日数(既定 90)", en: "how many days (default 90)" } },
    from: { value: "DATE", says: { ja: "始める日(既定: 今日)", en: "first day (default: today)" } },
    click: {
      value: "SHARE",
      says: { ja: "クリックする割合(既定 0.08)", en: "share of mails that are clicked (default 0.08)" },
    },
    consent: {
      value: "BASIS",
      says: { ja: "リストの送れる根拠(既定 businessCard)", en: "the list's ground for mail (default businessCard)" },
    },
  },
  examples: ["rekindle simulate lost-on-price.yaml --leads leads.csv --days 90"],
  run: async (given, terminal) => {
    const [file, more] = given.args;
    if (file === undefined)
      throw new Refused({
        ja: "シナリオを指定してください: rekindle simulate FLOW.yaml",
        en: "Name the workflow: rekindle simulate FLOW.yaml",
      });
    if (more !== undefined)
      throw new Refused({
        ja: `シナリオは1つずつです。${more} は2つ目です。`,
        en: `One workflow at a time: ${more} is a second one.`,
      });
    const days = numberOf(given, "days", 90, [1, 366]);
    const click = numberOf(given, "click", 0.08, [0, 1]);
    const definition = definitionIn(file, terminal);
    if (definition === undefined) return 1;
    const run = await openInMemory(startOf(given.flag("from")));
    try {
      const list = given.flag("leads");
      const leads = list === undefined ? undefined : await takeIn(run, list, basisOf(given.flag("consent")));
      const made = await preview(run.engine, {
        workflow: basename(file, extname(file)).replaceAll(/[^A-Za-z0-9_-]/g, "-"),
        definition,
        days: Math.floor(days),
        behaviour: Behaviour.parse({ click }),
        ...(leads === undefined ? {} : { leads }),
      });
      if (made.status === "missing")
        throw new Refused({ ja: `${file} にシナリオがありません。`, en: `${file} holds no workflow.` });
      if (made.status === "refused") return problems(file, made.problems, terminal);
      const { timeZone } = (await current(run.engine)).settings;
      show(made, definition, { days: Math.floor(days), click, timeZone }, terminal);
      return undefined;
    } finally {
      await run.close();
    }
  },
};

const contentOf = (file: string): Buffer<ArrayBuffer> => {
  if (!existsSync(file)) throw new Refused({ ja: `ファイル ${file} がありません。`, en: `There is no file ${file}.` });
  return readFileSync(file);
};

const definitionIn = (file: string, terminal: Terminal): Definition | undefined => {
  const made = read(contentOf(file).toString("utf8"), extname(file) === ".json" ? "json" : "yaml");
  if (made.status === "ok") return made.definition;
  if (made.status === "unparseable")
    throw new Refused({
      ja: `${file} を読めません: ${made.message.split("\n")[0]}`,
      en: `${file} cannot be read: ${made.message.split("\n")[0]}`,
    });
  problems(file, made.problems, terminal);
  return undefined;
};

const problems = (file: string, found: Parameters<typeof lineOf>[0][], { complain, paint, say }: Terminal): 1 => {
  complain(`${paint.bad("✗")} ${file}  ${say({ ja: `問題 ${found.length}件`, en: `problems: ${found.length}` })}`);
  for (const problem of found) complain(`    ${lineOf(problem)}`);
  return 1;
};

const startOf = (date: string | undefined): number => {
  if (date === undefined) return Date.now();
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00+09:00`) : Number.NaN;
  if (Number.isNaN(at))
    throw new Refused({
      ja: `--from は 2026-11-24 のような日付です。${date} は使えません。`,
      en: `--from is a date such as 2026-11-24, not ${date}.`,
    });
  return at;
};

const basisOf = (written: string | undefined): ConsentBasis => {
  const basis = Basis.safeParse(written ?? "businessCard");
  if (!basis.success)
    throw new Refused({
      ja: `--consent は ${Basis.options.join("、")} のどれかです。${written} は使えません。`,
      en: `--consent is one of ${Basis.options.join(", ")}, not ${written}.`,
    });
  return basis.data;
};

type Memory = Pick<Run.Run, "engine" | "loop" | "close">;

/** A workspace that is gone with the command. */
const openInMemory = async (startAt: number): Promise<Memory> => {
  const db = Sqlite.open(":memory:");
  const run = await Run.open({
    db,
    secret: "of one command, kept nowhere",
    startAt,
    log: () => undefined,
    outside: { post: async () => ({ status: "unknown", reason: "a simulation calls nobody" }) },
  });
  return {
    ...run,
    close: async () => {
      await run.close();
      db.close();
    },
  };
};

/** Ids of the list's leads. A list that cannot be read, or of which nothing is left, ends the command. */
const takeIn = async ({ engine, loop }: Memory, file: string, consent: ConsentBasis): Promise<string[]> => {
  const started = await importLeads(engine, new Uint8Array(contentOf(file)), { list: "simulated", consent });
  if (started.status === "refused") throw new Refused(`${file}: ${started.reason}`);
  await loop.drain();
  const job = await findJob(engine, started.job);
  const leads = (await itemsIn(engine.world.table, "leads#marketing")).map(({ pk }) => pk);
  const [rejected] = job?.report.rejected ?? [];
  if (leads.length === 0)
    throw new Refused({
      ja: `${file} にリードがいません。${rejected === undefined ? "" : `${rejected.line}行目: ${rejected.reason}`}`,
      en: `${file} holds no lead.${rejected === undefined ? "" : ` Line ${rejected.line}: ${rejected.reason}`}`,
    });
  return leads;
};
