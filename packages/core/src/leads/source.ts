import * as z from "zod";
import { Slug } from "../workspace/shapes.ts";
import { HostedForm, ownNames, type Wording } from "./hosted-form.ts";

/** Where leads come in: `PUT /v1/sources/{id}`. Salesforce, HubSpot and kintone come with their connectors. */
export const sourceKinds = [
  "json",
  "form",
  "typeform",
  "tally",
  "standardWebhooks",
  "jotform",
  "googleForms",
  "webflow",
  "calendly",
  "gravityForms",
  "movableType",
  "segment",
] as const;

/** A dotted path, field name, ref or label; several are joined by a space (first and last name). */
const Where = z.union([z.string().min(1).max(300), z.array(z.string().min(1).max(300)).min(1).max(5)]);
const Target = z
  .string()
  .max(100)
  .regex(
    /^(?:email|name|familyName|givenName|company|tags|attributes\.(?!(?:__proto__|constructor|prototype)$).+)$/,
    "A target is email, name, familyName, givenName, company, tags or attributes.<name>",
  );

export const Source = z
  .strictObject({
    kind: z.enum(sourceKinds, `A kind is one of ${sourceKinds.join(", ")}`),
    name: z.string().min(1).max(200).exactOptional(),
    /** Key of the signature; for `segment` the write key; with `secretInPath: true` what must stand in the address. */
    secret: z.string().min(1).max(500).exactOptional(),
    /** `true`: the address ends in the `secret`. A text: the address ends in it, and `secret` signs besides. */
    secretInPath: z.union([z.boolean(), z.string().min(8).max(200)]).exactOptional(),
    /** Target → where in the payload. Empty: fields are recognised by their names. */
    mapping: z.record(Target, Where).default({}),
    /** On what ground mail may be sent. `field` must hold a yes; `text` = what the person saw, kept as evidence. */
    consent: z
      .strictObject({
        basis: z.enum(["optIn", "businessCard", "businessRelationship", "publishedAddress", "none"]),
        field: z.string().min(1).max(300).exactOptional(),
        text: z.string().min(1).max(2000).exactOptional(),
      })
      .default({ basis: "none" }),
    list: Slug.exactOptional(),
    /** Name of an event tracked besides `form.submitted`. */
    event: z.string().min(1).max(100).exactOptional(),
    /** A field that people do not see: who fills it is a robot. */
    honeypot: z.string().min(1).max(100).exactOptional(),
    /** Where a browser goes after a form. */
    thanksUrl: z.url({ protocol: /^https?$/ }).exactOptional(),
    /** A page of ours at `/f/{source}`. Mapping, consent and trap follow from it. */
    form: HostedForm.exactOptional(),
    /** The `segment` source whose snippet counts the visits of those who send this form. */
    visits: Slug.exactOptional(),
    /** `false`: nobody is told when nothing comes any more, as after a seminar. */
    watch: z.boolean().exactOptional(),
  })
  .superRefine((source, context) => {
    const miss = (message: string) => context.addIssue({ code: "custom", path: ["secret"], message });
    if (source.kind === "segment" && source.secret === undefined)
      miss("A segment source needs its write key as secret");
    else if (source.secretInPath === true && source.secret === undefined)
      miss("With secretInPath the secret that ends the address must be given");
    if (source.form !== undefined && source.kind !== "form")
      context.addIssue({ code: "custom", path: ["form"], message: "Only a source of the kind form has a page" });
  });
export type Source = z.infer<typeof Source>;
export type SourceKind = Source["kind"];

/** As it is kept. `previous` is still good until then, by the wall's time. `wordings`: the newest last. */
export type StoredSource = Source & {
  previous?: { secret?: string; secretInPath?: string; until: number };
  wordings?: Wording[];
};

/** What a page of ours asks says how it is read. Words that changed become a new version; old ones stay, as evidence. */
export const saved = (source: Source, before: StoredSource | undefined, now: number): StoredSource => {
  const kept: StoredSource = {
    ...source,
    ...(before?.previous === undefined ? {} : { previous: before.previous }),
    ...(before?.wordings === undefined ? {} : { wordings: before.wordings }),
  };
  const { form } = source;
  if (form === undefined) return kept;
  const wordings = worded(before?.wordings ?? [], form, now);
  return {
    ...kept,
    wordings,
    mapping: Object.fromEntries(
      form.fields.flatMap(({ target, name }) => (target === undefined ? [] : [[target, name]])),
    ),
    honeypot: ownNames.trap,
    consent: form.consent === undefined ? source.consent : { basis: "optIn", field: ownNames.consent },
  };
};

const worded = (wordings: Wording[], { consent }: HostedForm, since: number): Wording[] => {
  const newest = wordings.at(-1);
  if (consent === undefined || isSame(newest?.text, consent.text)) return wordings;
  return [...wordings, { version: (newest?.version ?? 0) + 1, text: consent.text, since }].slice(-MOST_WORDINGS);
};
const isSame = (a: Wording["text"] | undefined, b: Wording["text"]): boolean => a?.ja === b.ja && a?.en === b.en;
const MOST_WORDINGS = 100;
