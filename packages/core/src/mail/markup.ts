import { lineAt, type Place } from "./template.ts";

/** `written`: the MJML; `mjml`: the same with its Liquid hidden; where its lines stand in what was written. */
export type Markup = { path: Place; written: string; mjml: string; lineOf: (line: number) => number };

/** Where something is to be looked at. `why`: one word; `what`: the piece that it is about. */
export type Found = { path: Place | "settings"; line?: number; why: string; what?: string };

/** Nobody reads more, and each line is counted from the start of the text. */
const MOST = 20;

/** Pictures, and those that say nothing to whoever does not see them. */
export const picturePlaces = (markup: Markup): { count: number; bare: Found[] } => {
  const all = tagsOf(markup, /<(?:mj-image|mj-hero|img|mj-carousel-image)\b/g).filter(
    ({ tag }) => attributeOf(tag, "src") !== undefined,
  );
  const bare = all.filter(({ tag }) => {
    const alt = attributeOf(tag, "alt");
    // A picture that decorates may say so in MJML with an empty text; one that leads somewhere may not.
    return (
      alt === undefined || (alt.trim() === "" && (markup.path === "markdown" || attributeOf(tag, "href") !== undefined))
    );
  });
  return { count: all.length, bare: bare.slice(0, MOST).map(({ index }) => at(markup, index, "alt")) };
};

/** Links that lead nowhere, to a placeholder, or over a line that is not safe. */
export const linkPlaces = (markup: Markup): Found[] =>
  tagsOf(markup, /<(?:mj-button|mj-image|mj-navbar-link|mj-social-element|a)\b/g)
    .flatMap(({ name, tag, index }) => {
      const href = attributeOf(tag, "href")?.trim();
      const why = href === undefined ? (name === "mj-button" ? "empty" : undefined) : wrongWith(href);
      return why === undefined ? [] : [{ index, why, href: href ?? "" }];
    })
    .slice(0, MOST)
    .map(({ index, why, href }) => at(markup, index, why, href));

const wrongWith = (href: string): string | undefined => {
  if (href === "" || href === "#") return "empty";
  if (/^https?:\/\/(?:www\.)?example\.(?:com|org|net)\b/i.test(href)) return "placeholder";
  if (/^https?:\/\/(?:localhost|127\.|192\.168\.|10\.)/i.test(href)) return "private";
  return /^http:/i.test(href) ? "http" : undefined;
};

const at = ({ path, mjml, lineOf }: Markup, index: number, why: string, what = ""): Found => ({
  path,
  line: lineOf(lineAt(mjml, index)),
  why,
  ...(what === "" ? {} : { what: what.slice(0, 200) }),
});

/** Without the head: what stands there are defaults. */
const tagsOf = ({ mjml: whole }: Markup, begins: RegExp): { name: string; tag: string; index: number }[] => {
  const mjml = whole.replace(/<mj-head\b[\s\S]*?<\/mj-head>/, (head) => head.replace(/[^\n]/g, " "));
  return [...mjml.matchAll(begins)].map(({ 0: begin, index }) => ({
    name: begin.slice(1),
    tag: /^<(?:"[^"]*"|'[^']*'|[^<>"'])*>?/.exec(mjml.slice(index, index + 2_000))?.[0] ?? begin,
    index,
  }));
};

const attributeOf = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(tag);
  return found === null ? undefined : (found[1] ?? found[2] ?? "");
};
