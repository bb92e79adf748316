import {
  type Icon,
  IconBrandGoogle,
  IconBriefcase,
  IconCalendarEvent,
  IconForms,
  IconListDetails,
  IconWebhook,
  IconWorld,
} from "@tabler/icons-react";
import type { Draft, Kind } from "../../api/sources.ts";

/**
 * How people and deals can come in. `proof`: how the other side shows that it is the one: it signs, or its address ends in a
 * secret, or it has a write key, or (a form of ours) anybody may.
 */
export type Way = { id: string; group: "own" | "services" | "systems"; icon: Icon; made?: Made };
type Made = { kind: Kind; proof: "signs" | "path" | "key" | "open" };

const made = (kind: Kind, proof: Made["proof"]): Made => ({ kind, proof });
export const ways: Way[] = [
  { id: "form", group: "own", icon: IconForms, made: made("form", "open") },
  { id: "segment", group: "own", icon: IconWorld, made: made("segment", "key") },
  { id: "typeform", group: "services", icon: IconListDetails, made: made("typeform", "signs") },
  { id: "tally", group: "services", icon: IconListDetails, made: made("tally", "signs") },
  { id: "googleForms", group: "services", icon: IconBrandGoogle, made: made("googleForms", "path") },
  { id: "hubspot", group: "services", icon: IconListDetails, made: made("json", "path") },
  { id: "formrun", group: "services", icon: IconListDetails, made: made("json", "path") },
  { id: "jotform", group: "services", icon: IconListDetails, made: made("jotform", "path") },
  { id: "webflow", group: "services", icon: IconListDetails, made: made("webflow", "signs") },
  { id: "calendly", group: "services", icon: IconCalendarEvent, made: made("calendly", "signs") },
  { id: "gravityForms", group: "services", icon: IconListDetails, made: made("gravityForms", "path") },
  { id: "movableType", group: "services", icon: IconListDetails, made: made("movableType", "path") },
  { id: "webhook", group: "systems", icon: IconWebhook, made: made("json", "path") },
  { id: "standardWebhooks", group: "systems", icon: IconWebhook, made: made("standardWebhooks", "signs") },
  { id: "deals", group: "systems", icon: IconBriefcase },
];
export const groups = ["own", "services", "systems"] as const;

export const iconOf = (kind: Kind): Icon =>
  ways.find((way) => way.made?.kind === kind && (kind !== "json" || way.id === "webhook"))?.icon ?? IconWebhook;

/** What a new source of this way begins with; `secret` is made here, so that it can be shown. */
export const beginning = ({ kind, proof }: Made, secret: string): Draft & { secret?: string } => ({
  kind,
  ...(proof === "open" ? {} : { secret: kind === "standardWebhooks" ? `whsec_${btoa(secret)}` : secret }),
  ...(proof === "path" ? { secretInPath: true } : {}),
});

/** 32 characters of base64url. */
export const chance = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))
    .replaceAll("+", "-")
    .replaceAll("/", "_");

/** Kinds whose proof is at the end of the address, and those whose is a signature. */
export const proofOf = (kind: Kind, secretInPath: boolean): Made["proof"] => {
  if (kind === "segment") return "key";
  if (secretInPath) return "path";
  return ways.find((way) => way.made?.kind === kind)?.made?.proof ?? "signs";
};
