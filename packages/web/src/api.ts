/**
 * The API as the pages know it: JSON over fetch, refusals as RFC 9457 problems. Shapes are in `api/`, one file per resource.
 * What is null in an answer is absent here.
 */
export const api = {
  get: <Answer>(path: string, signal?: AbortSignal) => call<Answer>("GET", path, { signal }),
  post: <Answer>(path: string, body: object = {}, keepalive = false, headers: Record<string, string> = {}) =>
    call<Answer>("POST", path, { body, keepalive, headers }),
  /** `headers` such as `if-match`. */
  put: <Answer>(path: string, body: object, headers: Record<string, string> = {}, keepalive = false) =>
    call<Answer>("PUT", path, { body, headers, keepalive }),
  patch: <Answer>(path: string, body: object) => call<Answer>("PATCH", path, { body }),
  remove: <Answer>(path: string) => call<Answer>("DELETE", path),
};

/** What the server refused and why. `status` 0: it could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string | undefined;
  /** One word for programs, such as `edited`. */
  readonly reason: string | undefined;
  readonly problems: { path: string; message: string }[];
  constructor(status: number, title: string, detail?: string, reason?: string, problems: Problem["problems"] = []) {
    super(title);
    this.name = "Problem";
    this.status = status;
    this.detail = detail;
    this.reason = reason;
    this.problems = problems;
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

type Options = {
  body?: object | undefined;
  headers?: Record<string, string>;
  keepalive?: boolean;
  signal?: AbortSignal | undefined;
};

const call = async <Answer>(method: string, path: string, options: Options = {}): Promise<Answer> => {
  const ask = () =>
    reach(path, {
      method,
      headers: {
        accept: "application/json",
        ...options.headers,
        ...(options.body === undefined ? {} : { "content-type": typeOf(options.body) }),
      },
      ...(options.body === undefined
        ? {}
        : { body: options.body instanceof Blob ? options.body : JSON.stringify(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      keepalive: options.keepalive ?? false,
    });
  let response = await ask();
  if (response.status === 401) {
    const nobody = await problemOf(response);
    if (!(await hasRole())) throw nobody;
    response = await ask();
  }
  if (!response.ok) throw await problemOf(response);
  // Where nothing answers a path, the page itself comes.
  if (response.headers.get("content-type")?.includes("html")) throw new Problem(404, "nothing there");
  const text = await response.text();
  return JSON.parse(text === "" ? "{}" : text, (_, value: unknown) => value ?? undefined);
};

/** A file goes as it is, under its own type. */
const typeOf = (body: object): string => (body instanceof Blob ? body.type : "application/json");

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
  const { title, detail, reason, problems }: Partial<Problem> & { title?: string } = await response.json();
  return new Problem(response.status, title ?? response.statusText, detail, reason, problems);
};

/** On one's own machine nobody signs in: the page takes the role that was chosen last. False: sign in where that is done. */
const hasRole = (): Promise<boolean> => {
  taking ??= takeRole(localStorage.getItem(chosen) ?? "admin").finally(() => {
    taking = undefined;
  });
  return taking;
};
/** One at a time, however many queries ask for it. */
let taking: Promise<boolean> | undefined;
const chosen = "rekindle.role";

/** Only in the local run; false elsewhere. */
export const takeRole = async (role: string): Promise<boolean> => {
  const response = await reach("/local/session", {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ role }),
  });
  // Read to the end, like every answer: to the browser a request is under way until then.
  await response.text();
  if (!response.ok || response.headers.get("content-type")?.includes("json") !== true) return false;
  localStorage.setItem(chosen, role);
  return true;
};
