import type { Found } from "./markup.ts";
import { lineAt, type Place, sourceOf, type Template, type TemplateDraft } from "./template.ts";

/** What filters of mailboxes, and readers, take for advertising: shouting, shortened links, promises, pictures without words. */
export const spamPlaces = (draft: TemplateDraft, template: Template, pictures: number): Found[] => {
  const { path, source } = sourceOf(draft);
  const parts: { path: Place; text: string }[] = [
    { path: "subject", text: draft.subject },
    { path, text: source },
  ];
  const found = parts.flatMap(({ path: place, text }) =>
    signs.flatMap(({ why, pattern }) =>
      [...text.matchAll(pattern)].slice(0, 3).map(
        ({ 0: what, index }): Found => ({
          path: place,
          ...(place === "subject" ? {} : { line: lineAt(text, index) }),
          why,
          what,
        }),
      ),
    ),
  );
  const title = draft.subject.replace(/\{[{%].*?[%}]\}/g, "");
  const capitals = !/[a-z]/.test(title) && (title.match(/[A-Z]{3,}/g) ?? []).length > 1;
  return [
    ...(capitals ? [{ path: "subject" as const, why: "capitals" }] : []),
    ...found,
    ...(pictures > 0 && wordsIn(template.text) < 40 ? [{ path, why: "pictureOnly" }] : []),
  ];
};

const signs = [
  { why: "shouting", pattern: /[!！]{2,}/g },
  {
    why: "shortener",
    pattern: /\bhttps?:\/\/(?:bit\.ly|t\.co|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|buff\.ly|cutt\.ly)\/[\w-]*/gi,
  },
  {
    why: "promise",
    pattern: /必ず儲か|絶対に?儲か|完全無料|今すぐクリック|不労所得|act now|100% free|risk[- ]free|make money/gi,
  },
];

/** Characters of the text part that are neither addresses nor marks. */
const wordsIn = (text: string): number =>
  text
    .replace(/\{\{footer\}\}/g, "")
    .replace(/\[?\{\{c\}\}\d+\]?|https?:\/\/\S+/g, "")
    .replace(/\s/g, "").length;
