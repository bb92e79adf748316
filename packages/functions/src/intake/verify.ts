import { createHmac } from "node:crypto";
import type { Source, StoredSource } from "@rekindle/core/leads/source";
import { same } from "./same.ts";
import { signatureOf } from "./signatures.ts";

/**
 * Does this delivery come from whom the source was made for? Over the raw bytes, in constant time; ages by wall time. A source
 * without a secret takes anything. The provider's own signature or, where it has none, the secret at the end of the address.
 * After a change the secret before it is good as well, for a time.
 */
export const verify = (source: StoredSource, delivery: Delivery): Verdict => {
  const verdict = verifyOnce(source, delivery);
  const before = secretsBefore(source, delivery.nowWallMs);
  if (verdict.status === "ok" || before === undefined) return verdict;
  return verifyOnce({ ...source, ...before }, delivery).status === "ok" ? { status: "ok" } : verdict;
};

/** What was good before the last change and still is. */
export const secretsBefore = (
  { previous }: StoredSource,
  nowWallMs: number,
): Pick<StoredSource, "secret" | "secretInPath"> | undefined => {
  if (previous === undefined || nowWallMs >= previous.until) return undefined;
  const { until: _, ...secrets } = previous;
  return secrets;
};

const verifyOnce = (source: Source, delivery: Delivery): Verdict => {
  const inPath = pathSecretOf(source);
  if (inPath !== undefined && !same(delivery.pathSecret ?? "", inPath))
    return refused(
      delivery.pathSecret === undefined ? "The address lacks its secret" : "The secret in the address is wrong",
    );
  if (source.secret === undefined || source.secretInPath === true) return { status: "ok" };
  if (inPath === undefined && unsignedKinds.has(source.kind))
    return same(delivery.pathSecret ?? "", source.secret) ? { status: "ok" } : refused("The address lacks its secret");
  const either = source.kind === "json" || source.kind === "form";
  if (either && delivery.pathSecret !== undefined && same(delivery.pathSecret, source.secret)) return { status: "ok" };
  if (source.kind === "segment") return segment(source.secret, delivery.headers["authorization"]);
  const read = signatureOf(source.kind, source.secret, delivery.headers);
  if ("missing" in read) return refused(read.missing);
  const { signed, key, encoding, given, age } = read;
  if (age !== undefined) {
    if (!Number.isFinite(age.at)) return refused("The signature's time cannot be read");
    if (Math.abs(delivery.nowWallMs - age.at) > age.limitMs)
      return refused(
        `The signature is more than ${age.limitMs / 60_000} minutes from now: an old delivery, or a wrong clock`,
      );
  }
  const expected = createHmac("sha256", key).update(signed).update(delivery.rawBody).digest(encoding);
  // Every one is compared, so that time tells nothing.
  const matching = given.filter((signature) =>
    same(encoding === "hex" ? signature.toLowerCase() : signature, expected),
  );
  return matching.length > 0 ? { status: "ok" } : refused("The signature is wrong");
};

export type Delivery = {
  rawBody: Uint8Array;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  /** What followed the source's id in the address. */
  pathSecret?: string;
  nowWallMs: number;
};
export type Verdict = { status: "ok" } | { status: "refused"; reason: string };

/** Providers that sign nothing: the secret can only stand in the address. */
const unsignedKinds: ReadonlySet<Source["kind"]> = new Set(["jotform", "gravityForms", "movableType"]);

const pathSecretOf = ({ secret, secretInPath }: Source): string | undefined => {
  if (typeof secretInPath === "string") return secretInPath;
  return secretInPath === true ? secret : undefined;
};

/** Basic authentication with the write key as the user. */
const segment = (writeKey: string, authorization: string | undefined): Verdict => {
  const given = writeKeyIn(authorization);
  if (given === undefined) return refused("Send the write key as the user of Basic authentication");
  return same(given, writeKey) ? { status: "ok" } : refused("The write key is wrong");
};

/** The write key of a request to Segment's paths: finds the source before it is verified. */
export const writeKeyIn = (authorization: string | undefined): string | undefined => {
  const encoded = /^Basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(authorization ?? "")?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8").split(":")[0];
};

const refused = (reason: string): Verdict => ({ status: "refused", reason });
