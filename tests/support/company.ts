import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Sqlite from "@rekindle/core/world/sqlite";
import { open } from "@rekindle/local/commands/local-product";
import * as DataFolder from "@rekindle/local/data-folder";
import * as Meta from "@rekindle/local/meta";
import { HISTORY } from "@rekindle/local/sample/time";
import { onTestFinished } from "vitest";

/** The product as `npm start` shows it: the sample company on the morning of 24 November 2026, with a clock that stands. */
export const startCompany = async ({ days = 0 }: { days?: number } = {}): Promise<{ url: string; key: string }> => {
  const path = await mkdtemp(join(tmpdir(), "rekindle-company-"));
  const folder = DataFolder.open(path, { REKINDLE_API_KEY: "rk_of_the_company" });
  const db = Sqlite.open(folder.database);
  Meta.open(db).set("sample", "preparing");
  const errors: unknown[] = [];
  const product = await open({
    db,
    folder,
    sample: true,
    table: "sqlite",
    startAt: HISTORY,
    speed: 0,
    port: 0,
    host: "127.0.0.1",
    log: () => undefined,
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await product.close();
    db.close();
    await rm(path, { recursive: true });
    if (errors.length > 0) throw new AggregateError(errors);
  });
  await product.settle();
  const { url } = product;
  if (days > 0)
    await fetch(`${url}/local/clock`, {
      method: "POST",
      headers: { authorization: `Bearer ${folder.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ advance: `P${days}D` }),
    });
  return { url, key: folder.apiKey };
};
