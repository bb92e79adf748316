import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Page, withParams } from "../api.ts";
import type { Attribute } from "./leads.ts";
import type { Language } from "./workspace.ts";

export type Kind =
  | "json"
  | "form"
  | "typeform"
  | "tally"
  | "standardWebhooks"
  | "jotform"
  | "googleForms"
  | "webflow"
  | "calendly"
  | "gravityForms"
  | "movableType"
  | "segment";
export const bases = ["optIn", "businessCard", "businessRelationship", "publishedAddress", "none"] as const;
export type Basis = (typeof bases)[number];
export type Consent = { basis: Basis; field?: string; text?: string };
/** Target → where in the payload. */
export type Mapping = Record<string, string | string[]>;

export type Text = { ja?: string; en?: string };
export const fieldTypes = ["text", "email", "tel", "textarea", "select", "checkbox"] as const;
export type FormField = {
  name: string;
  label: Text;
  type: (typeof fieldTypes)[number];
  required?: boolean;
  target?: string;
  options?: Text[];
};
export type Form = {
  title: Text;
  intro?: Text;
  button?: Text;
  thanks?: Text;
  fields: FormField[];
  consent?: { text: Text; required?: boolean };
  privacyUrl?: string;
  sites?: string[];
};

/** What one may say of a source. */
export type Draft = {
  kind: Kind;
  name?: string;
  mapping?: Mapping;
  consent?: Consent;
  list?: string;
  event?: string;
  honeypot?: string;
  thanksUrl?: string;
  form?: Form;
  visits?: string;
  watch?: boolean;
  secretInPath?: boolean;
};
export type Counts = {
  received: number;
  waiting: number;
  done: number;
  ignored: number;
  refused: number;
  replayed: number;
};
export type Source = Draft & {
  id: string;
  mapping: Mapping;
  consent: Consent;
  hasSecret: boolean;
  writeKey?: string;
  oldSecretUntil?: string;
  wordings?: { version: number; text: Text; since: string }[];
  path: string;
  formPath?: string;
  lastAt?: string;
  usualPerDay?: number;
  quiet?: { since: string; businessDays: number; expected: number };
  counts: { days7: Counts; days30: Counts };
  refusals: number;
  days: { day: string; received: number; refused: number }[];
};

export type Fate = "waiting" | "done" | "ignored" | "refused" | "replayed";
export type Payload = {
  id: string;
  source: string;
  receivedAt: string;
  firstAt?: string;
  fate: Fate;
  raw: string;
  contentType?: string;
  reason?: string;
  why?: string;
  lead?: string;
  replayedAs?: string;
  submission?: {
    email: string;
    name?: string;
    company?: { name: string };
    consent: { basis: Basis; given: boolean; evidence?: string };
    fields: Record<string, Attribute>;
  };
};

const at = (id: string, rest = ""): string => `/v1/sources/${encodeURIComponent(id)}${rest}`;

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => api.get<Page<Source>>(withParams("/v1/sources", { limit: 200 }), signal),
  refetchInterval: 15_000,
});
export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ["source", id],
    queryFn: ({ signal }) => api.get<Source>(at(id), signal),
    refetchInterval: 5_000,
  });
export const payloadsQuery = (id: string, fate: "all" | "refused") =>
  infiniteQueryOptions({
    queryKey: ["source", id, "payloads", fate],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Payload>>(
        withParams(at(id, "/payloads"), { fate: fate === "refused" ? fate : "", cursor: pageParam, limit: 50 }),
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 5_000,
  });

/** Only where there is none under this id yet. */
export const makeSource = (id: string, source: Draft & { secret?: string }) =>
  api.put<Source>(at(id), source, { "if-none-match": "*" });
/** `null` takes a part away. */
export const changeSource = (id: string, patch: { [K in keyof Draft]?: Draft[K] | null }) =>
  api.patch<Source>(at(id), patch);
export const removeSource = (id: string) => api.remove<unknown>(at(id));
/** Told this once. `path`: where to deliver to from now on. */
export const newSecret = (id: string, oldForHours: number) =>
  api.post<{ secret: string; path: string }>(at(id, "/secret"), { oldForHours });

export const replayOne = (id: string, payload: string) =>
  api.post<{ id: string }>(at(id, `/payloads/${encodeURIComponent(payload)}/replay`));
export const replaySome = (id: string, cursor: string) =>
  api.post<{ through: number; still: number; next?: string }>(withParams(at(id, "/payloads/replay"), { cursor }));

export type SampleField = { where: string; label: string; value: Attribute };
type Read = { kind?: Kind; fields: SampleField[]; suggestion: { mapping: Record<string, string>; consent?: string } };
export type Trial = Read &
  (
    | { status: "refused"; why: string; problems: { path: string; message: string }[] }
    | { status: "ignored"; reason: string }
    | {
        status: "ok";
        lead: {
          email: string;
          name?: string;
          company?: string;
          attributes: Record<string, Attribute>;
          tags: string[];
          list?: string;
        };
        consent: { basis: Basis; given: boolean; evidence?: string };
        events: string[];
        known?: string;
      }
  );
export type Sample = { raw: string; contentType?: string };
export const tryPayload = (id: string, source: Draft, { raw, contentType }: Sample) =>
  api.post<Trial>(at(id, "/trial"), { source, raw, ...(contentType === undefined ? {} : { contentType }) });
export const showForm = (id: string, source: Draft, language: Language) =>
  api.post<{ html: string }>(at(id, "/trial"), { source, show: language });
