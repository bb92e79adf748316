import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { MailEvent } from "../leads/cause.ts";
import { NOBODY } from "../mail/nobody.ts";
import type { Instant } from "../world/world.ts";

/** What an event says of one of our mails. `at` = when it happened. */
export type Told = { lead: string; mail: string; event: MailEvent; at: Instant; trace?: string };

/** SNS wraps the event in an envelope unless raw delivery is on. */
export const read = (body: string): SesEvent | undefined => {
  try {
    const outer: unknown = JSON.parse(body);
    const bare = SesEvent.safeParse(outer);
    if (bare.success) return bare.data;
    const envelope = Envelope.safeParse(outer);
    return envelope.success ? SesEvent.safeParse(JSON.parse(envelope.data.Message)).data : undefined;
  } catch {
    return undefined;
  }
};

/** Undefined: not one of our mails, or nothing that concerns a lead (a delay, SES's own click tracking). */
export const toldBy = (ses: SesEvent): Told | undefined => {
  const [lead] = ses.mail.tags["lead"] ?? [];
  const [mail] = ses.mail.tags["mail"] ?? [];
  if (lead === undefined || lead === NOBODY || mail === undefined) return undefined;
  const [trace] = ses.mail.tags["trace"] ?? [];
  const traced = trace === undefined ? {} : { trace };
  const told = (event: MailEvent, at: Instant = ses.mail.timestamp): Told => ({ lead, mail, event, at, ...traced });
  switch (ses.eventType) {
    case "Send":
      return told({ kind: "sent" });
    case "Delivery":
      return told({ kind: "delivered" }, ses.delivery?.timestamp);
    case "Open": {
      const { userAgent } = ses.open ?? {};
      return told({ kind: "opened", ...(userAgent === undefined ? {} : { userAgent }) }, ses.open?.timestamp);
    }
    case "Bounce": {
      const { bounceType, bounceSubType = "", timestamp, bouncedRecipients = [] } = ses.bounce ?? {};
      const reason = bouncedRecipients[0]?.diagnosticCode ?? bounceSubType;
      return told(
        {
          kind: "bounced",
          bounce: bounceType === "Permanent" ? "permanent" : "transient",
          reason: reason.slice(0, 300),
        },
        timestamp,
      );
    }
    case "Complaint":
      return told({ kind: "complained" }, ses.complaint?.timestamp);
    case "Reject":
      return told({ kind: "failed", reason: `rejected by SES: ${ses.reject?.reason ?? ""}` });
    case "Rendering Failure":
      return told({ kind: "failed", reason: `rendering failure: ${ses.failure?.errorMessage ?? ""}`.slice(0, 300) });
    default:
      return undefined;
  }
};

const Iso = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text).epochMilliseconds);

const Envelope = z.object({ Type: z.string(), Message: z.string() });

/** An event as SES publishes it; only what is used. */
const SesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: Iso,
    messageId: z.string(),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  delivery: z.object({ timestamp: Iso }).optional(),
  open: z.object({ timestamp: Iso, userAgent: z.string().optional() }).optional(),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      timestamp: Iso,
      bouncedRecipients: z.array(z.object({ diagnosticCode: z.string().optional() })).default([]),
    })
    .optional(),
  complaint: z.object({ timestamp: Iso }).optional(),
  reject: z.object({ reason: z.string().optional() }).optional(),
  failure: z.object({ errorMessage: z.string().optional() }).optional(),
});
type SesEvent = z.infer<typeof SesEvent>;
