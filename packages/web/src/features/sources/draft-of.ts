import type { Draft, Source } from "../../api/sources.ts";

/** The parts of a source that say how it reads, as they are put; its secret plays no part in that. */
export const draftOf = ({ kind, mapping, consent, list, event, honeypot, form }: Source): Draft => ({
  kind,
  mapping,
  consent,
  ...(list === undefined ? {} : { list }),
  ...(event === undefined ? {} : { event }),
  ...(honeypot === undefined ? {} : { honeypot }),
  ...(form === undefined ? {} : { form }),
});
