import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import * as Sqlite from "@rekindle/core/world/sqlite";
import { redacted } from "@rekindle/functions/live/log";
import * as DataFolder from "../data-folder.ts";
import { type Command, type Given, numberOf } from "./command.ts";
import { hold } from "./hold.ts";
import { addressFile } from "./instance.ts";
import { planOf } from "./start-plan.ts";
import { announceSample, banner } from "./start-view.ts";
import type { Terminal } from "./terminal.ts";
import { untilStopped } from "./until-stopped.ts";

export const start: Command = {
  name: "start",
  args: "",
  says: { ja: "このマシンで動かす", en: "runs Rekindle on this machine" },
  flags: {
    port: { value: "N", says: { ja: "ポート(既定 4000)", en: "port (default 4000)" } },
    data: { value: "DIR", says: { ja: "データフォルダ(既定 .rekindle)", en: "data folder (default .rekindle)" } },
    speed: {
      value: "N",
      says: {
        ja: "時計の速さ。1 = 実際の時間(見本は 8640 = 1日10秒)",
        en: "clock: 1 = real time (the sample: 8640 = a day in 10 s)",
      },
    },
    empty: { says: { ja: "見本の会社なしで始める", en: "begin without the sample company" } },
    table: {
      value: "KIND",
      says: { ja: "sqlite または dynamodb(既定 sqlite)", en: "sqlite or dynamodb (default sqlite)" },
    },
    host: {
      value: "ADDRESS",
      says: { ja: "待ち受けるアドレス(既定 127.0.0.1)", en: "address to listen on (default 127.0.0.1)" },
    },
  },
  examples: ["npm start", "npm start -- --port 4100 --data ~/rekindle --empty", "npm start -- --table dynamodb"],
  run: async (given, terminal) => {
    const [more] = given.args;
    if (more !== undefined) throw new DataFolder.Refused(`start takes flags only, and ${more} is none.`);
    const path = resolve(given.flag("data") ?? ".rekindle");
    const folder = DataFolder.open(path, terminal.env);
    const release = hold(path);
    const db = Sqlite.open(folder.database);
    try {
      return await serve(given, terminal, folder, db);
    } finally {
      db.close();
      release();
    }
  },
};

const serve = async (
  given: Given,
  terminal: Terminal,
  folder: DataFolder.DataFolder,
  db: DatabaseSync,
): Promise<number | undefined> => {
  const stopped = untilStopped();
  const plan = planOf(given, db);
  // The whole product: loaded by the command that runs it only.
  const { open } = await import("./local-product.ts");
  const product = await open({
    ...plan,
    db,
    folder,
    port: Math.floor(numberOf(given, "port", 4000, [0, 65_535])),
    host: given.flag("host") ?? "127.0.0.1",
    // What failed is worth a line; that all goes well is not.
    log: (event, fields) => {
      if (/failed|unanswered/.test(event))
        terminal.complain(terminal.paint.dim(`${event} ${JSON.stringify(redacted(fields))}`));
    },
    onError: (error) => stopped.fail(error),
  });
  try {
    writeFileSync(addressFile(folder.path), `${product.url}\n`);
    announceSample(plan, product, terminal);
    await Promise.race([product.settle(), stopped.done]);
    if (!stopped.isOver()) banner(product, { ...plan, path: folder.path, apiKey: folder.apiKey }, terminal);
    return await stopped.done;
  } finally {
    await product.close();
  }
};
