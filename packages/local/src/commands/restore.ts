import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import * as Restore from "@rekindle/core/engine/restore";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import * as DataFolder from "../data-folder.ts";
import * as Meta from "../meta.ts";
import { SHARDS } from "../run.ts";
import { checksum, cloudFlags, linesOf } from "./backup-file.ts";
import type { Command, Given } from "./command.ts";
import { numberOf } from "./command.ts";
import { hold } from "./hold.ts";

const { Refused } = DataFolder;
type Restored = { items: number; leftOut: number };

export const restore: Command = {
  name: "restore",
  args: "FILE",
  says: {
    ja: "バックアップを空のデータフォルダ(またはテーブル)に戻す",
    en: "puts a backup into an empty data folder, or an empty table",
  },
  flags: {
    data: {
      value: "DIR",
      says: { ja: "新しいデータフォルダ(既定 .rekindle)", en: "new data folder (default .rekindle)" },
    },
    secret: {
      value: "FILE",
      says: { ja: "元のデータフォルダの secret ファイル", en: "the file `secret` of the folder it came from" },
    },
    erased: {
      value: "FILE",
      says: {
        ja: "その後に消去した人のハッシュ(1行に1つ)。戻さない",
        en: "hashes of people erased since, one a line: they stay out",
      },
    },
    shards: { value: "N", says: { ja: "AWS: REKINDLE_SHARDS(既定 4)", en: "on AWS: REKINDLE_SHARDS (default 4)" } },
    ...cloudFlags,
  },
  examples: [
    "rekindle restore 2026-11-24.jsonl --data new/ --secret .rekindle/secret --erased erased.txt",
    "REKINDLE_SECRET=… rekindle restore all.jsonl --table rekindle-restored",
  ],
  run: async (given, { env, print, say, paint }) => {
    const [file, more] = given.args;
    if (file === undefined)
      throw new Refused({
        ja: "ファイルを指定してください: rekindle restore FILE",
        en: "Name the file: rekindle restore FILE",
      });
    if (more !== undefined)
      throw new Refused({
        ja: `ファイルは1つずつです。${more} は2つ目です。`,
        en: `One file at a time: ${more} is a second one.`,
      });
    const name = given.flag("table");
    const { items, leftOut } =
      name === undefined ? await intoFolder(given, file, env) : await intoCloud(given, file, name, env);
    print(
      `${paint.good("✓")} ${say({ ja: `${items}件を戻しました`, en: `${items} items restored` })}${
        leftOut === 0
          ? ""
          : say({ ja: `。消去済み ${leftOut}人は戻していません`, en: `; ${leftOut} erased people left out` })
      }`,
    );
    return undefined;
  },
};

/** The database has its name only when everything is in it. */
const intoFolder = async (given: Given, file: string, env: NodeJS.ProcessEnv): Promise<Restored> => {
  const path = resolve(given.flag("data") ?? ".rekindle");
  const database = join(path, "rekindle.db");
  if (existsSync(database))
    throw new Refused({
      ja: `${path} にはすでにデータがあります。--data DIR で新しいフォルダを選んでください。`,
      en: `${path} holds data already. Choose a new folder with --data DIR.`,
    });
  const secret = given.flag("secret") ?? join(path, "secret");
  if (!existsSync(secret))
    throw new Refused({
      ja: "バックアップ元のフォルダの秘密鍵を指定してください: --secret OLD/secret",
      en: "Name the secret of the folder that the backup came from: --secret OLD/secret",
    });
  const seal = nodeSeal(readFileSync(secret, "utf8").trim());
  const { header, erased } = await checked(given, file, seal);
  mkdirSync(path, { recursive: true });
  const release = hold(path);
  const part = `${database}.part`;
  try {
    if (resolve(secret) !== join(path, "secret")) copyFileSync(secret, join(path, "secret"));
    rmSync(part, { force: true });
    const db = Sqlite.open(part);
    try {
      const done = await Restore.restore({ table: SqliteTable.open(db), seal }, linesOf(file), {
        shards: SHARDS,
        erased,
      });
      if (done.status === "refused") throw new Refused(done.reason);
      const meta = Meta.open(db);
      meta.set("clock", String(header.at));
      meta.set("table", "sqlite");
      db.close();
      renameSync(part, database);
      DataFolder.open(path, env);
      return done;
    } finally {
      if (db.isOpen) db.close();
    }
  } finally {
    release();
  }
};

const intoCloud = async (given: Given, file: string, name: string, env: NodeJS.ProcessEnv): Promise<Restored> => {
  const { openCloud } = await import("./cloud-table.ts");
  const { table, secret, hasStream, close } = openCloud(name, env);
  try {
    const seal = nodeSeal(secret);
    const { erased } = await checked(given, file, seal);
    if (await hasStream())
      throw new Refused({
        ja: `${name} のストリームが動いています。すべてが数え直されてしまいます。先に復元し、そのあとで有効にしてください。`,
        en: `The stream of ${name} is on: everything would be counted again. Restore first, then turn it on.`,
      });
    const shards = Math.floor(numberOf(given, "shards", 4, [1, 256]));
    const done = await Restore.restore({ table, seal }, linesOf(file), { shards, erased });
    if (done.status === "refused") throw new Refused(done.reason);
    return done;
  } finally {
    close();
  }
};

const checked = async (given: Given, file: string, seal: ReturnType<typeof nodeSeal>) => {
  const found = await Restore.check(linesOf(file), { seal, checksum: checksum() });
  if (found.status === "refused")
    throw new Refused({
      ja: `${file} は復元できません: ${found.reason}`,
      en: `${file} cannot be restored: ${found.reason}.`,
    });
  const list = given.flag("erased");
  if (list !== undefined && !existsSync(list))
    throw new Refused({ ja: `ファイル ${list} がありません。`, en: `There is no file ${list}.` });
  const since =
    list === undefined
      ? []
      : readFileSync(list, "utf8")
          .split(/\s+/)
          .filter((hash) => hash !== "");
  const wrong = since.find((hash) => !/^[0-9a-f]{32}$/.test(hash));
  if (wrong !== undefined)
    throw new Refused({
      ja: `${list} は1行に1つ、16進32桁のハッシュです。${wrong} は違います。`,
      en: `${list} holds hashes of 32 hex digits, one a line, and ${wrong} is none.`,
    });
  return { header: found.header, erased: new Set([...found.erased, ...since]) };
};
