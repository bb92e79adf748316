import { defaults, type Settings } from "../workspace/settings.ts";
import { bareIn } from "./bare.ts";
import { hidden } from "./hidden.ts";
import { type Found, linkPlaces, type Markup, picturePlaces } from "./markup.ts";
import { spamPlaces } from "./spam.ts";
import { sourceOf, type Template, type TemplateDraft } from "./template.ts";

/** `stop`: recipients would see it. `warn`: look at it. `n`, `most`: the figure behind it, where there is one. */
export type Check = {
  id: "law" | "optOut" | "altTexts" | "variables" | "links" | "size" | "subject" | "spam" | "text";
  state: "ok" | "warn" | "stop";
  places: Found[];
  n?: number;
  most?: number;
};
/** Gmail clips at 102 kB; phones show about 30 full-width characters of a subject. */
const MOST_BYTES = 100_000;
const MOST_SUBJECT = 30;
/** Each is looked for in the whole text. */
const MOST_LINKS = 200;

/** What to look at before a mail goes to many, each with its place. What cannot be published at all is refused by `publish`. */
export const checksOf = (draft: TemplateDraft, template: Template, settings: Settings, markup: Markup): Check[] => {
  const subject = widthOf(withoutLiquid(draft.subject));
  const law = unlawful(settings);
  const pictures = picturePlaces(markup);
  const links = linkPlaces(markup);
  const bare = bareIn(draft);
  const spam = spamPlaces(draft, template, pictures.count);
  const text = textPlaces(draft, template);
  return [
    check("altTexts", pictures.bare.length > 0 ? "stop" : "ok", pictures.bare, pictures.count),
    check(
      "links",
      links.some(({ why }) => why === "empty") ? "stop" : links.length > 0 ? "warn" : "ok",
      links,
      template.links.length,
    ),
    check(
      "variables",
      bare.length > 0 ? "warn" : "ok",
      bare.map(({ variable, ...place }) => ({ ...place, why: "bare", what: variable })),
    ),
    check(
      "law",
      law.length > 0 ? "stop" : "ok",
      law.map((field) => ({ path: "settings", why: "law", what: field })),
    ),
    check("optOut", "ok", []),
    { ...check("size", template.bytes > 0.9 * MOST_BYTES ? "warn" : "ok", [], template.bytes), most: MOST_BYTES },
    {
      ...check(
        "subject",
        subject > MOST_SUBJECT ? "warn" : "ok",
        subject > MOST_SUBJECT ? [{ path: "subject", why: "long" }] : [],
        subject,
      ),
      most: MOST_SUBJECT,
    },
    check("spam", spam.length > 0 ? "warn" : "ok", spam),
    check("text", text.length > 0 ? "warn" : "ok", text, draft.text === undefined || draft.text === "" ? 0 : 1),
  ];
};

const check = (id: Check["id"], state: Check["state"], places: Found[], n?: number): Check => ({
  id,
  state,
  places: places.slice(0, 20),
  ...(n === undefined ? {} : { n }),
});

/** What the 特定電子メール法 wants shown, as long as it still has the value it came with. */
export const unlawful = ({ sender, footer }: Pick<Settings, "sender" | "footer">): string[] => {
  const same = (field: string, given: string, first: string) => (given.trim() === "" || given === first ? [field] : []);
  return [
    ...same("footer.company", footer.company, defaults.footer.company),
    ...same("footer.postalAddress", footer.postalAddress, defaults.footer.postalAddress),
    ...same("footer.contact", footer.contact, defaults.footer.contact),
    ...same("sender.name", sender.name, defaults.sender.name),
    ...same("sender.address", sender.address, defaults.sender.address),
  ];
};

/** A text part of one's own that forgets the main link. */
const textPlaces = ({ text = "" }: TemplateDraft, { links }: Template): Found[] =>
  text === ""
    ? []
    : links
        .slice(0, MOST_LINKS)
        .filter((link) => !text.includes(link))
        .map((link) => ({ path: "text", why: "missingLink", what: link }));

const withoutLiquid = (text: string): string => text.replace(/\{%.*?%\}/g, "").replace(/\{\{.*?\}\}/g, "xxxxxxxx");
/** In full-width characters: what is narrow counts half. */
const widthOf = (text: string): number =>
  Math.ceil(
    [...text.trim()].reduce((sum, character) => sum + (/[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 0.5 : 1), 0),
  );

/** MJML as it was written, or as the Markdown became, without its Liquid. */
export const markupOf = async (draft: TemplateDraft): Promise<Markup> => {
  const { path, source } = sourceOf(draft);
  if (path === "mjml") return { path, written: source, mjml: hidden(source).hideIn(source), lineOf: (line) => line };
  const { toMjml } = await import("./markdown.ts");
  const { mjml, lineOf } = toMjml(source);
  return { path, written: mjml, mjml: hidden(mjml).hideIn(mjml), lineOf };
};
