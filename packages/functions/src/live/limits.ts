import type { Limit, Limits } from "../http/rate-limit.ts";
import { config } from "./config.ts";

/** How often one caller may ask, as the environment says. */
export const limits = (): Limits => {
  const { REKINDLE_KEY_PER_SECOND, REKINDLE_HOOKS_PER_SECOND, REKINDLE_LINKS_PER_SECOND } = config();
  return {
    key: limitOf(REKINDLE_KEY_PER_SECOND),
    hooks: limitOf(REKINDLE_HOOKS_PER_SECOND),
    links: limitOf(REKINDLE_LINKS_PER_SECOND),
  };
};

const limitOf = (perSecond: number): Limit => ({ perSecond, burst: perSecond * 10 });
