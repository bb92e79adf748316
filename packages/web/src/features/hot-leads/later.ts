/** When something is to be done, in the words of a person on the phone. */
export const laters = ["evening", "tomorrow", "threeDays", "week", "month"] as const;
export type Later = (typeof laters)[number];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Epoch ms. In the evening: in three hours; the others at the same time of day. */
export const whenOf = (later: Later, now: number): number => {
  switch (later) {
    case "evening":
      return now + 3 * HOUR;
    case "tomorrow":
      return now + DAY;
    case "threeDays":
      return now + 3 * DAY;
    case "week":
      return now + 7 * DAY;
    case "month":
      return now + 30 * DAY;
    default:
      return later satisfies never;
  }
};
