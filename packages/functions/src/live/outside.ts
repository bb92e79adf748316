import { lookup as ask, type LookupAddress, type LookupOptions } from "node:dns";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Outside } from "@rekindle/core/world/world";
import { isLoopback, isPublic } from "./address-guard.ts";

const LIMIT_MS = 10_000;
const MOST_BYTES = 65_536;

export type OutsideOptions = {
  /** On one's own machine, where a test receiver listens. Never on AWS. */
  allowLoopback?: boolean;
  /** How names become addresses; tests answer by themselves. */
  resolve?: (name: string, options: LookupOptions, done: Resolved) => void;
};
type Resolved = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;

/**
 * POST to an address that a workspace wrote down: only to the open network, judged by the address that is connected to, so that
 * no name can lead inside; follows no redirect, waits ten seconds, reads 64 kB of the answer.
 */
export const outside = ({ allowLoopback = false, resolve = system }: OutsideOptions = {}): Outside => {
  const isOpen = (address: string) => isPublic(address) || (allowLoopback && isLoopback(address));
  return {
    post: ({ url, headers, body }) => {
      const target = URL.parse(url);
      const refusal = target === null ? "This is no address" : refusalOf(target, isOpen);
      if (target === null || refusal !== undefined)
        return Promise.resolve({ status: "unknown", reason: refusal ?? "This is no address" });
      return deliver(target, headers, body, guarded(resolve, isOpen));
    },
  };
};

const inside = "The address is not on the open network";

const refusalOf = ({ protocol, hostname, username, password }: URL, isOpen: (address: string) => boolean) => {
  if (protocol !== "https:" && protocol !== "http:") return "Only http and https";
  if (username !== "" || password !== "") return "No user name in an address";
  // Node looks up names only; of decimal, octal and hexadecimal spellings the URL parser has made dots already.
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) !== 0 && !isOpen(bare) ? inside : undefined;
};

const system = (name: string, options: LookupOptions, done: Resolved): void =>
  ask(name, { ...options, all: true }, done);

/** Asked for each connection: what a name meant a moment ago says nothing. One address inside spoils the name. */
const guarded =
  (resolve: NonNullable<OutsideOptions["resolve"]>, isOpen: (address: string) => boolean): LookupFunction =>
  (name, options, done) =>
    resolve(name, options, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) return done(error, "");
      if (first === undefined || !addresses.every(({ address }) => isOpen(address))) return done(new Error(inside), "");
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });

type Answer = Awaited<ReturnType<Outside["post"]>>;

const deliver = (target: URL, headers: Record<string, string>, body: string, lookup: LookupFunction): Promise<Answer> =>
  new Promise((resolve) => {
    const failed = (error: unknown) =>
      resolve({ status: "unknown", reason: error instanceof Error ? error.message : String(error) });
    try {
      const sent = (target.protocol === "https:" ? secure : plain)(target, {
        method: "POST",
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
        lookup,
        // A connection of its own: none that an earlier look-up had opened.
        agent: false,
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      sent.on("error", failed);
      sent.on("response", (answer) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        const whole = () =>
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).subarray(0, MOST_BYTES).toString() });
        answer.on("error", failed);
        answer.on("end", whole);
        answer.on("data", (part: Buffer) => {
          parts.push(part);
          bytes += part.length;
          if (bytes < MOST_BYTES) return;
          whole();
          sent.destroy();
        });
      });
      sent.end(body);
    } catch (error) {
      // A header that is none throws at once.
      failed(error);
    }
  });
