import * as z from "zod";
import { TimeOfDay } from "./shapes.ts";

export const Weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
export type Weekday = z.infer<typeof Weekday>;

/** `jp` = Japanese public holidays, built in; or dates of the company's own; or both. */
const Holidays = z.union([z.enum(["jp", "none"]), z.array(z.union([z.literal("jp"), z.iso.date()]))]);

export const Rep = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  email: z.string().optional(),
  capacityPerDay: z.int().min(0).default(15),
  manager: z.boolean().default(false),
  /** Days without them, both ends included: they get no hand-offs then. */
  away: z
    .array(
      z.object({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to, "Ends before it begins"),
    )
    .exactOptional(),
});
export type Rep = z.infer<typeof Rep>;

const zones = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, "An IANA time zone such as Asia/Tokyo");

/** Where `notify` steps post. `slack` is also what Mattermost and Google Chat take; `webhook` is JSON, signed as our webhooks are. */
export const Channel = z
  .object({
    kind: z.enum(["slack", "teams", "chatwork", "webhook"]).default("slack"),
    url: z.url(),
    token: z.string().min(1).exactOptional(),
  })
  .refine(({ kind, token }) => kind !== "chatwork" || token !== undefined, {
    path: ["token"],
    message: "Chatwork wants its API token",
  });
export type Channel = z.infer<typeof Channel>;

/** What a workspace decides for itself. Every field has a default that lets a first mail go out in the local run. */
export const Settings = z.object({
  sender: z
    .object({ name: z.string().min(1), address: z.email() })
    .default({ name: "Rekindle", address: "hello@rekindle.example" }),
  footer: z
    .object({ company: z.string(), postalAddress: z.string(), contact: z.string() })
    .default({ company: "会社名未設定", postalAddress: "住所未設定", contact: "hello@rekindle.example" }),
  timeZone: zones.default("Asia/Tokyo"),
  language: z.enum(["ja", "en"]).default("ja"),
  businessHours: z
    .object({ days: z.array(Weekday).min(1), from: TimeOfDay, to: TimeOfDay, holidays: Holidays.default("jp") })
    .default({ days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00", holidays: "jp" }),
  /** Mails a person may get from us, over all workflows; absent = no limit. */
  frequency: z.object({ perDay: z.int().min(1).optional(), perWeek: z.int().min(1).optional() }).default({}),
  /** No mail from `from` to `to`, over midnight too. Absent = mail goes at any time. */
  quietHours: z.object({ from: TimeOfDay, to: TimeOfDay }).nullable().default(null),
  /** Days and hours in which mail may go, over all workflows; each may narrow it. Null = any day. */
  sendWindow: z
    .object({
      days: z.array(Weekday).min(1),
      from: TimeOfDay,
      to: TimeOfDay,
      holidays: z.enum(["skip", "send"]).default("skip"),
    })
    .nullable()
    .default(null),
  /** Mails per day while a new domain earns its name, from the first day on; after the last one only SES limits. */
  rampUp: z
    .object({ startedAt: z.iso.date(), perDay: z.array(z.int().min(1)).min(1) })
    .nullable()
    .default(null),
  reps: z.array(Rep).default([]),
  /** Business hours until a hand-off must be answered. Practice: four (domain.md, 2). */
  slaHours: z.number().min(0.25).default(4),
  /** Business hours between the steps of an escalation that nobody answers. */
  escalationHours: z.number().min(0.25).default(0.5),
  /** Links and opens are counted; off where the workspace publishes no notice (外部送信規律). */
  tracking: z.boolean().default(true),
  /** Opens are counted too, where `tracking` is on. They never score. */
  trackOpens: z.boolean().default(true),
  /** Days that deliveries to sources and entries of the audit are kept; `auditDays` null = for ever. */
  retention: z
    .object({
      payloadDays: z.int().min(7).max(400).default(90),
      auditDays: z.int().min(365).max(3660).nullable().default(null),
    })
    .default({ payloadDays: 90, auditDays: null }),
  /** By name. */
  channels: z.record(z.string().min(1).max(60), Channel).default({}),
  /** The address that links in mails point to. */
  baseUrl: z.url().default("http://localhost:4000"),
});
export type Settings = z.infer<typeof Settings>;
export const defaults: Settings = Settings.parse({});
