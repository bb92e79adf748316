import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Seal, SealScope } from "@rekindle/core/world/world";

/**
 * One key per purpose, made once: a signature for one scope is none for another. `secret` makes the keys of addresses and can
 * never change, since what is stored is found by them. Links are signed with the first of `signing`, and what any
 * of them signed is good: a new one is put in front, the old one taken away when no mail with it matters any more. Each secret
 * has at least 16 bytes.
 */
export const nodeSeal = (secret: string, signing: readonly string[] = [secret]): Seal => {
  const address = keyOf(secret, "address");
  const sets = signing.map(
    (one): Record<SealScope, KeyObject> => ({
      click: keyOf(one, "click"),
      open: keyOf(one, "open"),
      unsubscribe: keyOf(one, "unsubscribe"),
    }),
  );
  const [newest] = sets;
  if (newest === undefined) throw new RangeError("Nothing can be signed without a secret");
  return {
    sign: (scope, text) => signed(newest[scope], text),
    signWith: (shared, text) =>
      createHmac("sha256", Buffer.from(shared.replace(/^whsec_/, ""), "base64"))
        .update(text)
        .digest("base64"),
    addressKey: (normalised) => createHmac("sha256", address).update(normalised).digest("hex").slice(0, 32),
    // Compared as text: base64url has several spellings of the same bytes, and only one of them is ours.
    verify: (scope, text, signature) => {
      const given = Buffer.from(signature);
      return sets.some((keys) => {
        const right = Buffer.from(signed(keys[scope], text));
        return given.length === right.length && timingSafeEqual(given, right);
      });
    },
  };
};

const signed = (key: KeyObject, text: string): string =>
  createHmac("sha256", key).update(text).digest().toString("base64url", 0, 16);

const keyOf = (secret: string, purpose: string): KeyObject => {
  if (Buffer.byteLength(secret) < 16) throw new RangeError("The secret of the workspace needs at least 16 bytes");
  return createSecretKey(createHmac("sha256", secret).update(purpose).digest());
};
