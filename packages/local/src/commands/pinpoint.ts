import { existsSync, readFileSync } from "node:fs";
import { readJson } from "@rekindle/core/leads/json";
import { fromPinpoint, type Missing } from "@rekindle/core/workflows/pinpoint";
import { toYaml } from "@rekindle/core/workflows/read";
import { Refused } from "../data-folder.ts";
import type { Command } from "./command.ts";
import { lineOf } from "./push.ts";
import type { Terminal } from "./terminal.ts";

export const pinpoint: Command = {
  name: "pinpoint",
  args: "JOURNEY.json [SEGMENTS.json]",
  says: {
    ja: "Amazon Pinpointのジャーニーをシナリオ(YAML)にする。置き換えられないものは一覧で示す",
    en: "makes a workflow (YAML) of an Amazon Pinpoint journey, and lists what has no equivalent",
  },
  flags: {
    zone: {
      value: "ZONE",
      says: { ja: "日時のタイムゾーン(既定 Asia/Tokyo)", en: "zone of fixed dates (default Asia/Tokyo)" },
    },
  },
  examples: [
    "aws pinpoint get-journey --application-id ID --journey-id ID > journey.json",
    "aws pinpoint get-segments --application-id ID > segments.json",
    "rekindle pinpoint journey.json segments.json > flow.yaml",
  ],
  run: async (given, terminal) => {
    const [journey, segments, more] = given.args;
    if (journey === undefined)
      throw new Refused({
        ja: "ジャーニーを指定してください: rekindle pinpoint JOURNEY.json",
        en: "Name the journey: rekindle pinpoint JOURNEY.json",
      });
    if (more !== undefined)
      throw new Refused({
        ja: `ジャーニーは1つずつです。${more} は余分です。`,
        en: `One journey at a time: ${more} is one file too many.`,
      });
    const zone = given.flag("zone");
    if (zone !== undefined && !isZone(zone))
      throw new Refused({
        ja: `--zone は Asia/Tokyo のようなタイムゾーンです。${zone} は使えません。`,
        en: `--zone is a time zone such as Asia/Tokyo, not ${zone}.`,
      });
    const made = fromPinpoint(jsonIn(journey), {
      ...(segments === undefined ? {} : { segments: jsonIn(segments) }),
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
    if ("problems" in made) {
      terminal.complain(terminal.paint.bad(`✗ ${journey}`));
      for (const problem of made.problems) terminal.complain(`    ${lineOf(problem)}`);
      return 1;
    }
    terminal.print(toYaml(made.definition).trimEnd());
    tell(made.missing, terminal);
    return undefined;
  },
};

/** Beside the workflow, which goes into a file. */
const tell = (missing: Missing[], { complain, paint, say }: Terminal): void => {
  if (missing.length === 0) return;
  const n = missing.length;
  complain(paint.warn(say({ ja: `置き換えられないもの ${n}件`, en: `without an equivalent: ${n}` })));
  for (const { path, what, instead } of missing) complain(`  ${paint.dim(path)}  ${what}\n      → ${instead}`);
};

const jsonIn = (file: string): unknown => {
  if (!existsSync(file)) throw new Refused({ ja: `ファイル ${file} がありません。`, en: `There is no file ${file}.` });
  const read = readJson(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  if (read.status === "refused")
    throw new Refused({ ja: `${file} を読めません: ${read.reason}`, en: `${file} cannot be read: ${read.reason}` });
  return read.value;
};

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
