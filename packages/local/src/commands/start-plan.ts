import type { DatabaseSync } from "node:sqlite";
import type { Instant } from "@rekindle/core/world/world";
import { Refused } from "../data-folder.ts";
import * as Meta from "../meta.ts";
import { isSample } from "../sample/state.ts";
import { HISTORY } from "../sample/time.ts";
import { type Given, numberOf } from "./command.ts";

export type Plan = {
  sample: boolean;
  /** Domain time per wall time. */
  speed: number;
  /** Where the clock of a new folder starts. */
  startAt: Instant;
  table: "sqlite" | "dynamodb";
};

/** A day in ten seconds. */
const SAMPLE_SPEED = 8640;
const FASTEST = 1_000_000;

/** What a folder is, is decided at its first start and kept in it; flags that contradict it are refused. */
export const planOf = (given: Given, db: DatabaseSync): Plan => {
  const meta = Meta.open(db);
  const known = meta.get("table");
  const wanted = given.flag("table") ?? known ?? "sqlite";
  if (wanted !== "sqlite" && wanted !== "dynamodb")
    throw new Refused({
      ja: `--table は sqlite か dynamodb です。${wanted} は使えません。`,
      en: `--table is sqlite or dynamodb, not ${wanted}.`,
    });
  if (known !== undefined && known !== wanted)
    throw new Refused({
      ja: `このフォルダのテーブルは ${known} です。--table を外すか、--data DIR で別のフォルダを選んでください。`,
      en: `This folder's table is on ${known}. Leave --table out, or choose another folder with --data DIR.`,
    });
  if (known === undefined) {
    if (!given.has("empty")) meta.set("sample", "preparing");
    meta.set("table", wanted);
  } else if (given.has("empty") && isSample(meta))
    throw new Refused({
      ja: "このフォルダには見本の会社が入っています。画面で消すか、--data DIR で別のフォルダを選んでください。",
      en: "This folder holds the sample company. Remove it in the app, or choose another with --data DIR.",
    });
  const sample = isSample(meta);
  return {
    sample,
    table: wanted,
    speed: numberOf(given, "speed", sample ? SAMPLE_SPEED : 1, [0, FASTEST]),
    startAt: sample ? HISTORY : Date.now(),
  };
};
