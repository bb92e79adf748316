import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pagePolicy } from "@rekindle/functions/http/security-headers";
import { onTestFinished } from "vitest";
import { story } from "../web/story/story.ts";
import { built } from "./built-pages.ts";

/** `METHOD /path` → what is answered. A function is given the body; `never` leaves it unanswered. */
export type Answers = Record<string, unknown>;
export type Fixture = { url: string; asked: { route: string; body: unknown }[]; answer: (more: Answers) => void };

export const refused = (status: number, title: string, detail?: string) => ({ refused: { status, title, detail } });
export const never = Symbol("never answered");

/** The built pages over the story of the mockups, or over any state that a test wants to see. Writes are recorded in `asked`. */
export const startFixture = async (answers: Answers = {}): Promise<Fixture> => {
  let known: Answers = { ...story, ...answers };
  const asked: Fixture["asked"] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://fixture");
    if (!/^\/(v1|local)\//.test(url.pathname)) {
      const name = url.pathname.startsWith("/assets/") ? url.pathname.slice(1) : "index.html";
      const page = built().get(name);
      const type = page?.type ?? "text/plain";
      response.writeHead(page === undefined ? 404 : 200, {
        "content-type": type,
        "content-security-policy": pagePolicy,
      });
      return response.end(page?.bytes);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString("utf8");
    const isJson = request.headers["content-type"]?.includes("json") === true;
    const body: unknown = text === "" ? undefined : isJson ? JSON.parse(text) : text;
    const exact = `${request.method} ${url.pathname}${url.search}`;
    const route = exact in known ? exact : `${request.method} ${url.pathname}`;
    if (request.method !== "GET") asked.push({ route: exact, body });
    const found = known[route];
    const answer: unknown = typeof found === "function" ? found(body) : found;
    if (answer === never) return undefined;
    const missing = { status: 404, title: "Not found", detail: undefined };
    const problem =
      answer === undefined
        ? missing
        : typeof answer === "object" && answer !== null && "refused" in answer
          ? answer.refused
          : undefined;
    const status =
      typeof problem === "object" && problem !== null && "status" in problem ? Number(problem.status) : 200;
    response.writeHead(status, {
      "content-type": problem === undefined ? "application/json" : "application/problem+json",
    });
    return response.end(JSON.stringify(problem ?? answer));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  onTestFinished(close);
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the fixture server listens on no port");
  return { url: `http://127.0.0.1:${address.port}`, asked, answer: (more) => (known = { ...known, ...more }) };
};
