import * as z from "zod";
import { Slug } from "../workspace/shapes.ts";

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
  })
  .superRefine((source, context) => {
    const miss = (message: string) => context.addIssue({ code: "custom", path: ["secret"], message });
    if (source.kind === "segment" && source.secret === undefined)
      miss("A segment source needs its write key as secret");
    else if (source.secretInPath === true && source.secret === undefined)
      miss("With secretInPath the secret that ends the address must be given");
  });
export type Source = z.infer<typeof Source>;
export type SourceKind = Source["kind"];
