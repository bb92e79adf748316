import type { Hidden } from "./hidden.ts";
import { structure } from "./structure.ts";
import { lineAt, type Problem, problemAt } from "./template.ts";

export type Compiled = { html: string; problems: Problem[] };

/**
 * MJML → HTML, once, when a template is published. Reads no files, loads no fonts from elsewhere.
 * The Liquid is hidden in what is given and in what comes back.
 */
export const compile = async (mjml: string, hidden: Hidden): Promise<Compiled> => {
  const source = hidden.hideIn(mjml);
  const isText = (between: string): boolean =>
    /\S/.test(hidden.restore(between).replace(/\{%.*?%\}|\{\{.*?\}\}/gs, ""));
  const before = [...includes(mjml), ...structure(source, isText)];
  if (before.length > 0) return { html: "", problems: before };
  // MJML costs 100 MB of memory and half a second: loaded by those who publish only.
  const { default: mjml2html } = await import("mjml");
  try {
    const { html, errors } = await mjml2html(source, { validationLevel: "soft", ignoreIncludes: true, fonts: {} });
    const said = errors.map(({ line, message }) => problemAt("mjml", line, hidden.restore(message)));
    const lost = hidden
      .missingIn(html)
      .map(({ liquid, index }) =>
        problemAt("mjml", lineAt(mjml, index), `${liquid} must stand in text or in <mj-raw>`),
      );
    return { html: spoken(html, mjml), problems: [...said, ...lost] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { html: "", problems: [problemAt("mjml", 1, `This is not MJML: ${error.message}`)] };
  }
};

/** Comments say nothing to readers, and Liquid in them is not meant; those of Outlook (`<!--[if`) stay. Lines are kept. */
export const withoutComments = (mjml: string): string => {
  const parts: string[] = [];
  let after = 0;
  for (const { index } of mjml.matchAll(/<!--(?!\[if|<!\[endif)/g)) {
    if (index < after) continue;
    const end = mjml.indexOf("-->", index + 4);
    // One that never ends: nor does any that follows.
    if (end === -1) break;
    parts.push(mjml.slice(after, index), mjml.slice(index, end).replace(/[^\n]/g, ""));
    after = end + 3;
  }
  return `${parts.join("")}${mjml.slice(after)}`;
};

const includes = (mjml: string): Problem[] =>
  [...mjml.matchAll(/<mj-include\b/g)].map(({ index }) =>
    problemAt("mjml", lineAt(mjml, index), "mj-include is not available: a mail is one document"),
  );

/** Without a language, Japanese text appears in Chinese glyphs on some systems. */
const spoken = (html: string, mjml: string): string =>
  /[\u3040-\u30ff]/.test(mjml) ? html.replaceAll('lang="und"', 'lang="ja"') : html;
