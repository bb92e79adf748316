import { readJson } from "@rekindle/core/leads/json";
import type { Context, ErrorHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod";

type Part = { path: string; message: string };

/** A refusal that a caller can act on; `toProblem` makes it an answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: ContentfulStatusCode;
  readonly problems: Part[];
  /** One word for programs, such as why the gate is shut. */
  readonly reason: string | undefined;
  constructor(status: ContentfulStatusCode, detail: string, problems: Part[] = [], reason?: string) {
    super(detail);
    this.status = status;
    this.problems = problems;
    this.reason = reason;
  }
}

export const missing = (what: string): Refusal => new Refusal(404, `There is no such ${what}`);

/** A body as JSON of a shape: 400 when it is no JSON, 422 when the shape is another. */
export const body = async <T>(c: Context, schema: z.ZodType<T>, fallback?: unknown): Promise<T> =>
  shaped(schema, await json(c, fallback));

/** `fallback` stands for an empty body. Nested and long without bound is refused, as broken JSON is. */
export const json = async (c: Context, fallback?: unknown): Promise<unknown> => {
  const text = (await c.req.text()).replace(/^\uFEFF/, "");
  if (text.trim() === "" && fallback !== undefined) return fallback;
  const read = readJson(text);
  if (read.status === "refused") throw new Refusal(400, read.reason);
  return read.value;
};

export const shaped = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    422,
    "The request does not have the expected shape",
    parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  );
};

/** RFC 9457. */
export const problem = (
  c: Context,
  status: ContentfulStatusCode,
  detail: string,
  problems: Part[] = [],
  reason?: string,
) =>
  c.body(
    JSON.stringify({ type: "about:blank", title: titles[status] ?? "Error", status, detail, reason, problems }),
    status,
    { "content-type": "application/problem+json" },
  );

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  410: "Gone",
  413: "Too large",
  415: "Unsupported media type",
  422: "Refused",
  429: "Too many requests",
  500: "Internal error",
};

/** The one place where errors become answers. What is no refusal is a bug: logged by its name, and told to nobody. */
export const toProblem =
  (log: (event: string, fields: Record<string, string>) => void): ErrorHandler =>
  (error, c) => {
    if (error instanceof Refusal) return problem(c, error.status, error.message, error.problems, error.reason);
    if (c.req.query("cursor") !== undefined && isForeignCursor(error))
      return problem(c, 422, "The cursor is not one of this list", [
        { path: "cursor", message: "Take `next` as it came" },
      ]);
    const trace: unknown = c.get("trace");
    log("http.failed", {
      path: c.req.routePath,
      error: error.stack ?? error.message,
      ...(typeof trace === "string" ? { trace } : {}),
    });
    return problem(c, 500, "Something went wrong on our side. It was logged.");
  };

/** What tables say of a cursor that they did not give out: ours a RangeError, DynamoDB a ValidationException. */
const isForeignCursor = (error: Error): boolean =>
  (error instanceof RangeError && error.message.includes("cursor")) || error.name === "ValidationException";
