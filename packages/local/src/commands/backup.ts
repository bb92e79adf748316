import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { backup as linesFrom, type Manifest } from "@rekindle/core/engine/backup";
import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteTable from "@rekindle/core/world/sqlite-table";
import { nodeSeal } from "@rekindle/functions/live/node-seal";
import { Refused } from "../data-folder.ts";
import * as Meta from "../meta.ts";
import { checksum, cloudFlags, writeLines } from "./backup-file.ts";
import type { Command } from "./command.ts";

export const backup: Command = {
  name: "backup",
  args: "FILE",
  says: {
    ja: "ワークスペース全体を1つのファイルに写す。動いたままでよい",
    en: "copies the whole workspace into one file; it may be running",
  },
  flags: {
    data: { value: "DIR", says: { ja: "データフォルダ(既定 .rekindle)", en: "data folder (default .rekindle)" } },
    ...cloudFlags,
  },
  examples: ["rekindle backup 2026-11-24.jsonl", "REKINDLE_SECRET=… rekindle backup all.jsonl --table rekindle-Table"],
  run: async (given, { env, print, complain, sketch, say, paint }) => {
    const [file, more] = given.args;
    if (file === undefined)
      throw new Refused({
        ja: "ファイルを指定してください: rekindle backup FILE",
        en: "Name the file: rekindle backup FILE",
      });
    if (more !== undefined)
      throw new Refused({
        ja: `ファイルは1つずつです。${more} は2つ目です。`,
        en: `One file at a time: ${more} is a second one.`,
      });
    if (existsSync(file)) throw new Refused({ ja: `${file} はすでにあります。`, en: `${file} is there already.` });
    const name = given.flag("table");
    const lines = name === undefined ? ofFolder(resolve(given.flag("data") ?? ".rekindle")) : ofCloud(name, env);
    let manifest: Manifest | undefined;
    let n = 0;
    const watched = async function* () {
      for await (const line of lines) {
        n += 1;
        if (n % 1000 === 0) sketch(say({ ja: `${n} 件`, en: `${n} items` }));
        if (line.startsWith('{"manifest"')) manifest = manifestIn(line);
        yield line;
      }
    };
    await writeLines(file, watched());
    const { leads = 0, lines: items = 0, moved = [] } = manifest ?? {};
    print(
      `${paint.good("✓")} ${file}  ${say({ ja: `リード ${leads}人、全 ${items}件`, en: `${leads} leads, ${items} items in all` })}`,
    );
    if (moved.length > 0)
      complain(
        paint.warn(
          say({
            ja: `書き込み中のため途中の状態のリード: ${moved.length}人`,
            en: `leads that never stood still, kept as of some moment: ${moved.length}`,
          }),
        ),
      );
    complain(
      paint.dim(
        say({
          ja: "個人情報と連携先の秘密鍵を含みます。ワークスペースの秘密鍵は含みません(別に保管してください)。",
          en: "It holds personal data and the secrets of sources. The workspace secret is not in it: keep that apart.",
        }),
      ),
    );
    return undefined;
  },
};

/** One read transaction: the file is as of one moment, whatever a running product writes meanwhile. */
async function* ofFolder(path: string): AsyncGenerator<string> {
  const database = join(path, "rekindle.db");
  if (!existsSync(database))
    throw new Refused({
      ja: `${path} にデータがありません。--data DIR で別のフォルダを指定してください。`,
      en: `There is no data in ${path}. Name another folder with --data DIR.`,
    });
  const db = Sqlite.open(database);
  try {
    const meta = Meta.open(db);
    if (meta.get("table") === "dynamodb")
      throw new Refused({
        ja: `${path} のテーブルは DynamoDB のエミュレータにあります。止めてからフォルダをコピーしてください。`,
        en: `The table of ${path} is on the DynamoDB emulator: stop it and copy the folder.`,
      });
    const table = SqliteTable.open(db);
    db.exec("begin");
    const at = Number(meta.get("clock") ?? Date.now());
    const seal = nodeSeal(readFileSync(join(path, "secret"), "utf8").trim());
    yield* linesFrom({ table, seal, clock: { now: () => at } }, checksum());
  } finally {
    db.close();
  }
}

async function* ofCloud(name: string, env: NodeJS.ProcessEnv): AsyncGenerator<string> {
  // The AWS clients are loaded by those who use them only.
  const { openCloud } = await import("./cloud-table.ts");
  const { table, secret, close } = openCloud(name, env);
  try {
    yield* linesFrom({ table, seal: nodeSeal(secret), clock: { now: () => Date.now() } }, checksum());
  } finally {
    close();
  }
}

/** Our own line, as it was just written. */
const manifestIn = (line: string): Manifest => {
  const { manifest }: { manifest: Manifest } = JSON.parse(line);
  return manifest;
};
