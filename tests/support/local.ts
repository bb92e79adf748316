import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Sqlite from "@rekindle/core/world/sqlite";
import { openDynamo } from "@rekindle/local/commands/dynamo";
import * as Product from "@rekindle/local/product";
import { onTestFinished } from "vitest";
import { start } from "./lab.ts";

/** The running local product over HTTP, in memory, with a clock that stands until it is told to advance. */
export const startLocal = async ({
  table = "sqlite",
  ...options
}: Partial<Pick<Product.ProductOptions, "fate">> & { table?: "sqlite" | "dynamodb" } = {}) => {
  const db = Sqlite.open(":memory:");
  const folder = table === "dynamodb" ? await mkdtemp(join(tmpdir(), "rekindle-test-")) : undefined;
  const dynamo = folder === undefined ? undefined : await openDynamo(join(folder, "dynamo.db"), db);
  const errors: unknown[] = [];
  const key = "rk_of_the_tests";
  const product = await Product.open({
    db,
    secret: "a secret of the tests, long enough",
    apiKey: key,
    startAt: start,
    port: 0,
    host: "127.0.0.1",
    speed: 0,
    log: () => undefined,
    onError: (error) => errors.push(error),
    ...options,
    ...(dynamo === undefined ? {} : { table: { table: dynamo.table, stream: dynamo.stream } }),
  });
  dynamo?.handTo(product.run.engine, product.run.ses);
  onTestFinished(async () => {
    await product.close();
    await dynamo?.close();
    db.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
    if (errors.length > 0) throw new AggregateError(errors);
  });
  const { url } = product.served;
  const call = async (method: string, path: string, body?: unknown, type = "application/json") => {
    const answer = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": type }) },
      ...(body === undefined
        ? {}
        : {
            body:
              typeof body === "string"
                ? body
                : body instanceof Uint8Array
                  ? new Uint8Array(body)
                  : JSON.stringify(body),
          }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") === true;
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  return {
    url,
    key,
    product,
    get: (path: string) => call("GET", path),
    post: (path: string, body?: unknown, type?: string) => call("POST", path, body, type),
    put: (path: string, body: unknown, type?: string) => call("PUT", path, body, type),
    patch: (path: string, body: unknown) => call("PATCH", path, body),
    del: (path: string) => call("DELETE", path),
    advance: (duration: string) => call("POST", "/local/clock", { advance: duration }),
    outbox: async (to?: string) =>
      (await call("GET", `/local/outbox${to === undefined ? "" : `?to=${encodeURIComponent(to)}`}`)).json.items,
  };
};
