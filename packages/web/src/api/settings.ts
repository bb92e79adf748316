import { queryOptions } from "@tanstack/react-query";
import { api } from "../api.ts";
import type { Language } from "./workspace.ts";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];
/** `YYYY-MM-DD`, both included. */
export type Away = { from: string; to: string };
export type Rep = {
  id: string;
  name: string;
  email?: string;
  capacityPerDay: number;
  manager: boolean;
  away?: Away[];
};
export const channelKinds = ["slack", "teams", "chatwork", "webhook"] as const;
export type ChannelKind = (typeof channelKinds)[number];
/** Addresses are for admins only. */
export type Channel = { kind: ChannelKind; url?: string; token?: string };
export type SendWindow = { days: Weekday[]; from: string; to: string; holidays: "skip" | "send" };

/** What a workspace decides for itself. Null in the answer is absent here. */
export type Settings = {
  sender: { name: string; address: string };
  footer: { company: string; postalAddress: string; contact: string };
  timeZone: string;
  language: Language;
  businessHours: { days: Weekday[]; from: string; to: string; holidays: "jp" | "none" | string[] };
  frequency: { perDay?: number; perWeek?: number };
  quietHours?: { from: string; to: string } | undefined;
  sendWindow?: SendWindow | undefined;
  rampUp?: { startedAt: string; perDay: number[] } | undefined;
  reps: Rep[];
  slaHours: number;
  escalationHours: number;
  tracking: boolean;
  trackOpens: boolean;
  retention: { payloadDays: number; auditDays?: number };
  channels: Record<string, Channel>;
  baseUrl: string;
};

export const allSettingsQuery = queryOptions({
  queryKey: ["settings", "all"],
  queryFn: ({ signal }) => api.get<Settings>("/v1/settings", signal),
});
/** Merges objects; null takes back to the default. */
export const saveSettings = (patch: object) => api.put<Settings>("/v1/settings", patch);

export const testChannel = (name: string) =>
  api.post<{ ok: boolean; result: string }>(`/v1/channels/${encodeURIComponent(name)}/test`);

export type DayOff = { date: string; name?: { ja: string; en: string }; own: boolean };
export type Year = { year: number; businessDays: number; off: DayOff[] };
/** `version`: changes with the settings that it depends on. */
export const yearQuery = (year: number, version: string) =>
  queryOptions({
    queryKey: ["calendar", year, version],
    queryFn: ({ signal }) => api.get<Year>(`/v1/calendar?year=${year}`, signal),
    staleTime: 60_000,
  });

export type Known = "ok" | "missing" | "unknown";
export type Sending = {
  quota: { perDay: number; perSecond: number; sentLastDay: number };
  sentToday: number;
  planned: { at: string; n: number }[];
  whole: boolean;
  days: number;
  sent: number;
  bounceRate?: number;
  complaintRate?: number;
  auth: { spf: Known; dkim: Known; dmarc: Known };
};
export const sendingQuery = queryOptions({
  queryKey: ["sending"],
  queryFn: ({ signal }) => api.get<Sending>("/v1/sending", signal),
  staleTime: 60_000,
});

export type Signing = { since?: string; oldUntil?: string };
export const signingQuery = queryOptions({
  queryKey: ["signing"],
  queryFn: ({ signal }) => api.get<Signing>("/v1/signing", signal),
});
export const newSigning = () => api.post<Signing & { secret: string }>("/v1/signing");
