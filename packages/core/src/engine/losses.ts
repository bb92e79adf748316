import type { Instant } from "../world/world.ts";
import type { GoodDeal } from "./import-source.ts";

/** Which of a person's lost deals in one list is the newest: by the day it was lost, then by the line. */
export const newestLosses = () => {
  const newest = new Map<string, { line: number; at: Instant }>();
  return {
    note: (line: number, { email, closedAt = 0 }: GoodDeal): void => {
      const known = email === undefined ? undefined : newest.get(email);
      if (email !== undefined && (known === undefined || closedAt >= known.at))
        newest.set(email, { line, at: closedAt });
    },
    isOlder: (line: number, { email }: GoodDeal): boolean => email !== undefined && newest.get(email)?.line !== line,
    /** People with several. */
    size: (): number => newest.size,
  };
};
