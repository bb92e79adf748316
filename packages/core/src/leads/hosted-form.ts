import * as z from "zod";

/** A form that we show ourselves at `/f/{source}`: what it asks, in which order and words. */
const text = (most: number) =>
  z
    .strictObject({ ja: z.string().min(1).max(most).exactOptional(), en: z.string().min(1).max(most).exactOptional() })
    .refine(({ ja, en }) => ja !== undefined || en !== undefined, "A text in ja or en");
export type Text = { ja?: string; en?: string };

export const fieldTypes = ["text", "email", "tel", "textarea", "select", "checkbox"] as const;
/** Names that the page itself gives to what it sends. `consent` holds the version of the words that were agreed to. */
export const ownNames = { consent: "consent", trap: "homepage_url", stamp: "rk_stamp", visitor: "rk_visitor" } as const;

const Field = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "Small letters, digits and _, such as job_title"),
    label: text(200),
    type: z.enum(fieldTypes),
    required: z.boolean().default(false),
    /** Where the answer goes, as in a mapping; without one it is only kept with the delivery. */
    target: z
      .string()
      .regex(
        /^(?:email|name|familyName|givenName|company|tags|attributes\.(?!(?:__proto__|constructor|prototype)$)[^.].{0,80})$/,
        "A target is email, name, familyName, givenName, company, tags or attributes.<name>",
      )
      .exactOptional(),
    options: z.array(text(200)).min(1).max(60).exactOptional(),
  })
  .superRefine(({ type, options }, context) => {
    if (type === "select" && options === undefined)
      context.addIssue({ code: "custom", path: ["options"], message: "A list to choose from needs its choices" });
  });
export type FormField = z.infer<typeof Field>;

export const HostedForm = z
  .strictObject({
    title: text(200),
    intro: text(2000).exactOptional(),
    button: text(60).exactOptional(),
    thanks: text(1000).exactOptional(),
    fields: z.array(Field).min(1).max(30),
    /** What one agrees to by ticking; only then mail may be sent. Every change of the words is a version of its own. */
    consent: z.strictObject({ text: text(1000), required: z.boolean().default(false) }).exactOptional(),
    privacyUrl: z.url({ protocol: /^https?$/ }).exactOptional(),
    /** Sites that may show the form in a frame; none named: all. */
    sites: z
      .array(z.string().regex(/^https?:\/\/[a-z0-9.-]{1,200}(?::\d{1,5})?$/, "A site such as https://www.example.jp"))
      .max(20)
      .default([]),
  })
  .superRefine(({ fields }, context) => {
    const names = fields.map(({ name }) => name);
    const taken: readonly string[] = Object.values(ownNames);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) !== index || taken.includes(name))
        context.addIssue({ code: "custom", path: ["fields", index, "name"], message: `${name} is taken` });
    if (fields.filter(({ target }) => target === "email").length !== 1)
      context.addIssue({ code: "custom", path: ["fields"], message: "One field, and only one, asks for the e-mail" });
  });
export type HostedForm = z.infer<typeof HostedForm>;

/** The words of a consent as they were shown from `since` (epoch ms) on. */
export type Wording = { version: number; text: Text; since: number };

/** What the checkbox sends: `v3 ja`. */
export const agreedTo = (version: number, language: "ja" | "en"): string => `v${version} ${language}`;

/** Evidence of a ticked box: `v3「…」`, with the words that this person saw. */
export const evidenceOf = (wordings: readonly Wording[], value: string): string | undefined => {
  const [, version, language] = /^v(\d{1,6}) (ja|en)$/.exec(value) ?? [];
  const known = wordings.find((wording) => String(wording.version) === version);
  if (known === undefined) return undefined;
  const shown = language === "en" ? (known.text.en ?? known.text.ja) : (known.text.ja ?? known.text.en);
  return shown === undefined ? undefined : `v${version}「${shown}」`;
};
