import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { finished } from "node:stream/promises";
import type { Checksum } from "@rekindle/core/engine/backup";
import { Refused } from "../data-folder.ts";
import type { Flag } from "./command.ts";

export const cloudFlags: Record<string, Flag> = {
  table: {
    value: "NAME",
    says: {
      ja: "AWS上のテーブル(REKINDLE_SECRETとAWSの認証情報が必要)",
      en: "a table on AWS (with REKINDLE_SECRET and your AWS credentials)",
    },
  },
};

export const checksum = (): Checksum => {
  const hash = createHash("sha256");
  return { update: (text) => hash.update(text), digest: () => hash.digest("hex") };
};

/** Lines as they come, at most a few in memory. The file has its name only when it is whole; nobody else may read it. */
export const writeLines = async (file: string, lines: AsyncIterable<string>): Promise<void> => {
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600 });
  const over = finished(out);
  // Whatever fails first is what is thrown; the other one is known then.
  over.catch(() => undefined);
  try {
    for await (const line of lines) if (!out.write(line)) await Promise.race([once(out, "drain"), over]);
    out.end();
    await over;
    renameSync(part, file);
  } finally {
    out.destroy();
    rmSync(part, { force: true });
  }
};

/** Split at line feeds only: JSON may hold every other separator as it is. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  if (!existsSync(file)) throw new Refused({ ja: `ファイル ${file} がありません。`, en: `There is no file ${file}.` });
  let rest = "";
  for await (const piece of createReadStream(file, { encoding: "utf8", highWaterMark: 1 << 18 })) {
    const lines = `${rest}${String(piece)}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
