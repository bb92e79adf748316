import type { Instant } from "../world/world.ts";
import type { CauseOf } from "./cause.ts";
import type { Fact } from "./entry.ts";
import type { Consent, Lead } from "./lead.ts";

/**
 * A person came in. New: captured as they are. Known again: a form and the API overwrite with what is not empty, an import
 * and a form that was filled in before the newest one fill blanks; consents append. Only the person's own later opt-in form
 * lifts an opt-out (rulings.md).
 */
export const captured = (lead: Lead, { capture, at }: CauseOf<"captured">): Fact[] => {
  const overwrite = overwrites(lead, capture, at);
  const facts: Fact[] = lead.email === "" ? [first(capture)] : again(lead, capture, overwrite);
  const { via, source, payload, occurredAt, companySeen } = capture;
  if (companySeen !== undefined && joins(lead, capture, overwrite))
    facts.push({ type: "company.seen", company: companySeen });
  if (via === "form" && source !== undefined)
    facts.push({
      type: "form.submitted",
      source,
      occurredAt: Math.min(occurredAt ?? at, at),
      ...(payload === undefined ? {} : { payload }),
    });
  if (capture.optedOut && lead.gate.optedOutAt === undefined)
    facts.push({ type: "lead.optedOut", via: capture.list ?? via });
  return facts;
};

type Capture = CauseOf<"captured">["capture"];

const overwrites = ({ formAt }: Lead, { via, occurredAt }: Capture, at: Instant): boolean =>
  via === "api" || (via === "form" && Math.min(occurredAt ?? at, at) >= (formAt ?? 0));

const joins = (lead: Lead, { company }: Capture, overwrite: boolean): boolean =>
  company !== undefined && company.key !== lead.company?.key && (lead.company === undefined || overwrite);

const first = ({
  via: _,
  payload: __,
  occurredAt: ___,
  optedOut: ____,
  companySeen: _____,
  ...capture
}: Capture): Fact => ({
  type: "lead.captured",
  ...capture,
});

const again = (lead: Lead, capture: Capture, overwrite: boolean): Fact[] => {
  const attributes = Object.fromEntries(
    Object.entries(capture.attributes).filter(
      ([name, value]) => value !== "" && (overwrite || lead.attributes[name] === undefined),
    ),
  );
  const changed = Object.entries(attributes).some(
    ([name, value]) => JSON.stringify(lead.attributes[name]) !== JSON.stringify(value),
  );
  const name =
    capture.name !== undefined &&
    capture.name !== "" &&
    (overwrite || lead.name === undefined) &&
    capture.name !== lead.name;
  const tags = capture.tags.filter((tag) => !lead.tags.includes(tag));
  const list = capture.list !== undefined && !lead.lists.includes(capture.list);
  const facts: Fact[] = [];
  if (changed || name || joins(lead, capture, overwrite) || tags.length > 0 || list)
    facts.push({
      type: "lead.updated",
      ...(name && capture.name !== undefined ? { name: capture.name } : {}),
      ...(joins(lead, capture, overwrite) && capture.company !== undefined ? { company: capture.company } : {}),
      ...(changed ? { attributes } : {}),
      ...(tags.length > 0 ? { addTags: tags } : {}),
      ...(list && capture.list !== undefined ? { list: capture.list } : {}),
      ...(capture.source === undefined ? {} : { source: capture.source }),
    });
  const { consent } = capture;
  if (consent !== undefined && (consent.basis !== "none" || lead.consents.length === 0) && !isKnown(lead, consent)) {
    const lifts =
      capture.via === "form" &&
      consent.basis === "optIn" &&
      lead.gate.optedOutAt !== undefined &&
      consent.at > lead.gate.optedOutAt;
    facts.push({ type: "consent.given", consent, ...(lifts ? { liftsOptOut: true } : {}) });
  }
  return facts;
};

/** Several rows of one list say the same of a person: that is one consent. */
const isKnown = ({ consents }: Lead, { basis, at, source }: Consent): boolean =>
  consents.some((known) => known.basis === basis && known.at === at && known.source === source);
