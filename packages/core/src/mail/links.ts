import { decodeHtml } from "./escape.ts";
import type { Hidden } from "./hidden.ts";
import { isDynamic, lineAt, type Problem, problemAt } from "./template.ts";

export type Linked = { html: string; links: string[]; labels: string[]; problems: Problem[] };

const anchor = /<(?:a|area|v:[a-z]+)\b(?:"[^"]*"|'[^']*'|[^<>"'])*?\shref\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/**
 * Gives each http(s) address a number, from 1; the same address has one number. A static one becomes `{{c}}<n>`; one with Liquid
 * becomes `{% link n %}…{% endlink %}`, since its token is made for each mail. `mailto:`, `tel:`, `sms:` and `#` stay.
 */
export const number = (html: string, mjml: string, hidden: Hidden): Linked => {
  const links: string[] = [];
  const labels: string[] = [];
  const problems: Problem[] = [];
  const numbered = html.replace(anchor, (whole, at: number) => {
    const quote = whole.at(-1) ?? '"';
    const start = whole.lastIndexOf(quote, whole.length - 2);
    const written = whole.slice(start + 1, -1);
    const address = hidden.restore(decodeHtml(written)).trim();
    if (/^(mailto:|tel:|sms:|#)/i.test(address) || address === "") return whole;
    if (!isLink(address)) {
      // Nobody reads more, and each is looked for from the start of the text.
      if (problems.length >= 50) return whole;
      const place = Math.max(0, mjml.indexOf(hidden.restore(written)));
      problems.push(
        problemAt("mjml", lineAt(mjml, place), `the link "${address}" must begin with https://, mailto: or tel:`),
      );
      return whole;
    }
    const n = links.includes(address) ? links.indexOf(address) + 1 : links.push(address);
    labels[n - 1] ||= hidden.restore(labelAt(html, at + whole.length));
    const mark = isDynamic(address)
      ? hidden.hide(`{% link ${n} %}${address}{% endlink %}`)
      : `${hidden.hide("{{c}}")}${n}`;
    return `${whole.slice(0, start)}"${mark}"`;
  });
  return { html: numbered, links, labels, problems };
};

/**
 * The same for a text part that somebody wrote: an address that the html has too is the same link; another one stays as it is,
 * uncounted, since a version's links are those of its html.
 */
export const numberText = (text: string, links: readonly string[], hidden: Hidden): string =>
  hidden.hideIn(text).replace(/https?:\/\/[^\s<>"'()（）「」『』、。]+/g, (written) => {
    const address = hidden.restore(written);
    const n = links.indexOf(address) + 1;
    if (n === 0) return written;
    return isDynamic(address) ? hidden.hide(`{% link ${n} %}${address}{% endlink %}`) : `${hidden.hide("{{c}}")}${n}`;
  });

/** What stands between `<a …` and its end: words, else what the picture says. */
const labelAt = (html: string, from: number): string => {
  const part = html.slice(from, from + 2_000);
  const inside = part.slice(0, Math.max(0, part.indexOf("</a>")));
  const words = decodeHtml(inside.replace(/^[^>]*>/, "").replace(/<[^>]*>/g, " "));
  const alt = /\salt="([^"]*)"/.exec(inside)?.[1] ?? "";
  return (words.replace(/\s+/g, " ").trim() || decodeHtml(alt)).slice(0, 80);
};

/** A dynamic address may begin with Liquid; whether it is one of the web is then seen for each mail. */
const isLink = (address: string): boolean =>
  isDynamic(address)
    ? /^(https?:\/\/|\{\{|\{%)/i.test(address)
    : /^https?:\/\//i.test(address) && URL.canParse(address);
