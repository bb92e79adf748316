import { app } from "@rekindle/functions/http/app";
import { memoryEngine } from "./memory-engine.ts";
import { startOidc } from "./oidc.ts";

export const own = "http://rekindle.example";
const HOUR = 3_600_000;

/** The API as people come to it: with a provider, a clock on the wall that is set by hand, and browsers that keep cookies. */
export const withProvider = async (url = own) => {
  const memory = memoryEngine();
  const oidc = await startOidc(url);
  let wall = Date.now();
  const api = app({
    engine: memory.engine,
    apiKey: (presented) => presented === "rk_of_the_tests",
    nowWallMs: () => wall,
    signIn: { secret: "a secret of the tests, long enough", url, provider: oidc.client() },
    from: (c) => c.req.header("x-test-from"),
  });
  const request = (path: string, init?: RequestInit) => api.request(`${url}${path}`, init);
  return {
    ...memory,
    oidc,
    request,
    pass: (hours: number) => {
      wall += hours * HOUR;
    },
    visitor: () => visitor(request, url),
    /** With the key of whoever installed it. */
    install: async (method: string, path: string, body?: unknown) => {
      const answer = await request(path, {
        method,
        headers: { authorization: "Bearer rk_of_the_tests", "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, text, json: text === "" ? undefined : JSON.parse(text) };
    },
  };
};

/** A browser without a screen: keeps cookies, and says where a request comes from. */
const visitor = (request: (path: string, init?: RequestInit) => Response | Promise<Response>, url: string) => {
  const jar = new Map<string, string>();
  const ask = async (method: string, path: string, { body, headers = {} }: Ask = {}) => {
    const answer = await request(path, {
      method,
      headers: {
        cookie: cookiesOf(jar),
        ...(method === "GET" ? {} : { "sec-fetch-site": "same-origin", origin: url }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    keep(jar, answer);
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") === true;
    return {
      status: answer.status,
      headers: answer.headers,
      to: answer.headers.get("location"),
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  };
  /** As far as the provider's answer, which is the path that the browser is sent back to. */
  const comeBack = async (login: string, to = "/"): Promise<string> => {
    const begun = await ask("GET", `/auth/sign-in?to=${encodeURIComponent(to)}`);
    const back = await atProvider(begun.to ?? "", login, url);
    return back.slice(url.length);
  };
  return {
    jar,
    ask,
    get: (path: string) => ask("GET", path),
    post: (path: string, body?: unknown) => ask("POST", path, { body }),
    comeBack,
    signIn: async (login: string, to?: string) => ask("GET", await comeBack(login, to)),
  };
};
type Ask = { body?: unknown; headers?: Record<string, string> };

/** Logs in at the provider; answers the address that it sends the browser back to. */
const atProvider = async (start: string, login: string, own: string): Promise<string> => {
  const jar = new Map<string, string>();
  let [at, method] = [start, "GET"];
  for (let steps = 0; steps < 10 && !at.startsWith(own); steps++) {
    const answer = await fetch(at, {
      method,
      redirect: "manual",
      headers: { cookie: cookiesOf(jar) },
      ...(method === "GET" ? {} : { body: new URLSearchParams({ login }) }),
    });
    keep(jar, answer);
    await answer.text();
    const next = answer.headers.get("location");
    if (next === null && !at.includes("/login/")) throw new Error(`${at} answered ${answer.status}`);
    method = next === null ? "POST" : "GET";
    at = new URL(next ?? at, at).href;
  }
  return at;
};

const cookiesOf = (jar: Map<string, string>): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
const keep = (jar: Map<string, string>, answer: Response): void => {
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = "", ...rest] = cookie.split("; ");
    const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
    if (rest.some((one) => /^max-age=0$/i.test(one)) || value === "") jar.delete(name);
    else jar.set(name, value);
  }
};
