export type Budget = {
  /** How many of `n` mails may go now; those are taken. */
  take(n: number, now: number): number;
};

/** At most `ratePerSecond` in any second, by the clock that is given; absent: no limit. */
export const budget = (ratePerSecond: number | undefined): Budget => {
  if (ratePerSecond === undefined) return { take: (n) => n };
  let left = ratePerSecond;
  let at: number | undefined;
  return {
    take: (n, now) => {
      if (at !== undefined) left = Math.min(ratePerSecond, left + (Math.max(0, now - at) / 1000) * ratePerSecond);
      at = now;
      const taken = Math.min(n, Math.floor(left));
      left -= taken;
      return taken;
    },
  };
};
