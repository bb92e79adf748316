import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import type { Seal, SealScope } from "@rekindle/core/world/world";

/** One key per purpose, made once: a signature for one scope is none for another. `secret` has at least 16 bytes. */
export const nodeSeal = (secret: string): Seal => {
  if (Buffer.byteLength(secret) < 16) throw new RangeError("The secret of the workspace needs at least 16 bytes");
  const key = (purpose: string): KeyObject => createSecretKey(createHmac("sha256", secret).update(purpose).digest());
  const address = key("address");
  const scopes: Record<SealScope, KeyObject> = {
    click: key("click"),
    open: key("open"),
    unsubscribe: key("unsubscribe"),
    webhook: key("webhook"),
  };
  const sign: Seal["sign"] = (scope, text) =>
    createHmac("sha256", scopes[scope]).update(text).digest().toString("base64url", 0, 16);
  return {
    sign,
    addressKey: (normalised) => createHmac("sha256", address).update(normalised).digest("hex").slice(0, 32),
    // Compared as text: base64url has several spellings of the same bytes, and only one of them is ours.
    verify: (scope, text, signature) => {
      const [given, right] = [Buffer.from(signature), Buffer.from(sign(scope, text))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
};
