import * as z from "zod";

/** What becomes of an accepted mail. */
export type Fate = "deliver" | "bounce" | "softBounce" | "complain" | "reject" | "suppressed";

export const EventKind = z.enum([
  "send",
  "delivery",
  "bounce",
  "softBounce",
  "complaint",
  "reject",
  "suppressed",
  "renderingFailure",
]);
export type EventKind = z.infer<typeof EventKind>;

/** The mailbox simulator of SES; a label may stand after a plus: `bounce+lead1@simulator.amazonses.com`. */
export const simulatorFate = (to: string): Fate | undefined => {
  const [, box] = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(to) ?? [];
  switch (box?.toLowerCase()) {
    case "success":
    case "ooto":
      return "deliver";
    case "bounce":
      return "bounce";
    case "complaint":
      return "complain";
    case "suppressionlist":
      return "suppressed";
    default:
      return undefined;
  }
};

/** The events of a fate, each with its delay in milliseconds after acceptance. */
export const eventsOf = (fate: Fate): { kind: EventKind; afterMs: number }[] => {
  const send = { kind: "send" as const, afterMs: 0 };
  switch (fate) {
    case "deliver":
      return [send, { kind: "delivery", afterMs: 1_000 }];
    case "complain":
      return [send, { kind: "delivery", afterMs: 1_000 }, { kind: "complaint", afterMs: 2_000 }];
    case "bounce":
    case "softBounce":
    case "suppressed":
      return [send, { kind: fate, afterMs: 1_000 }];
    case "reject":
      return [{ kind: "reject", afterMs: 0 }];
    default:
      return fate satisfies never;
  }
};
