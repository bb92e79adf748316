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
  /** Mails per day while a new domain earns its name, from the first day on; after the last one only SES limits. */
  rampUp: z
    .object({ startedAt: z.iso.date(), perDay: z.array(z.int().min(1)).min(1) })
    .nullable()
    .default(null),
  reps: z.array(Rep).default([]),
  /** Business hours until a hand-off must be answered. Practice: four (domain.md, 2). */
  slaHours: z.number().min(0.25).default(4),
  /** Links and opens are counted; off where the workspace publishes no notice (外部送信規律). */
  tracking: z.boolean().default(true),
  /** Where `notify` steps post: channel name → incoming webhook. */
  channels: z.record(z.string(), z.object({ url: z.url() })).default({}),
  /** The address that links in mails point to. */
  baseUrl: z.url().default("http://localhost:4000"),
});
export type Settings = z.infer<typeof Settings>;
export const defaults: Settings = Settings.parse({});
