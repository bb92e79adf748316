/**
 * The API as the pages know it: JSON over fetch, refusals as RFC 9457 problems. Shapes are in `api/`, one file per resource.
 * What is null in an answer is absent here.
 */
export const api = {
  get: <Answer>(path: string, signal?: AbortSignal) => call<Answer>("GET", path, { signal }),
  post: <Answer>(path: string, body: object = {}, keepalive = false) => call<Answer>("POST", path, { body, keepalive }),
  patch: <Answer>(path: string, body: object) => call<Answer>("PATCH", path, { body }),
  remove: <Answer>(path: string) => call<Answer>("DELETE", path),
};

/** What the server refused and why. `status` 0: it could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string | undefined;
  constructor(status: number, title: string, detail?: string) {
    super(title);
    this.name = "Problem";
    this.status = status;
    this.detail = detail;
  }
}

/** A list with more behind `next`. */
export type Page<Item> = { items: Item[]; next?: string };

/** The path with those parameters that have a value. */
export const withParams = (path: string, params: Record<string, string | number | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== "") search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search}`;
};

type Options = { body?: object | undefined; keepalive?: boolean; signal?: AbortSignal | undefined };

const call = async <Answer>(method: string, path: string, options: Options = {}): Promise<Answer> => {
  const key = await sessionKey();
  const response = await reach(path, {
    method,
    headers: {
      accept: "application/json",
      ...(options.body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    keepalive: options.keepalive ?? false,
  });
  if (!response.ok) throw await problemOf(response);
  const text = await response.text();
  return JSON.parse(text === "" ? "{}" : text, (_, value: unknown) => value ?? undefined);
};

const reach = async (path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "unreachable");
  }
};

const problemOf = async (response: Response): Promise<Problem> => {
  if (!response.headers.get("content-type")?.includes("json")) return new Problem(response.status, response.statusText);
  const { title, detail }: { title?: string; detail?: string } = await response.json();
  return new Problem(response.status, title ?? response.statusText, detail);
};

/** Lives as long as the page; asked for again after a failure. Undefined where the server hands out none. */
let session: Promise<string | undefined> | undefined;
const sessionKey = (): Promise<string | undefined> => {
  session ??= askForKey().catch((error: unknown) => {
    session = undefined;
    throw error;
  });
  return session;
};
const askForKey = async (): Promise<string | undefined> => {
  const response = await reach("/local/session", { headers: { accept: "application/json" } });
  if (response.status === 404) return undefined;
  if (!response.ok) throw await problemOf(response);
  const { key }: { key?: string } = await response.json();
  return key;
};
