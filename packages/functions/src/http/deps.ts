import type { Engine } from "@rekindle/core/engine/engine";
import type { Context } from "hono";
import type { Provider } from "./auth/provider.ts";
import type { Limits } from "./rate-limit.ts";

/** What the API is made of. */
export type AppDeps = {
  engine: Engine;
  /** The key of whoever installed it, which may do everything. Compares in constant time. */
  apiKey(presented: string): boolean | Promise<boolean>;
  /** The wall's time: ages of signatures and sessions are its matter, not the domain's. */
  nowWallMs(): number;
  /** Absent where only keys come in. */
  signIn?: SignIn;
  /** The network address that a request came from, where it is known for certain. */
  from?(c: Context): string | undefined;
  /** How often one caller may ask; absent: the usual. */
  limits?: Limits;
};

export type SignIn = {
  /** Seals the cookies. Another secret signs everybody out. */
  secret: string;
  /** The address that people type, without a slash at its end. Absent in the local run: whatever a request names. */
  url?: string;
  /** Absent in the local run, which has a role picker instead. */
  provider?: Provider;
};
