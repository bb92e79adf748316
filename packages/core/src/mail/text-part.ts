import { convert } from "html-to-text";

/** The text part of a mail, without what only eyes need. The Liquid in the html is hidden. */
export const textPart = (html: string): string =>
  convert(html, {
    wordwrap: false,
    limits: { maxDepth: 100 },
    selectors: [
      { selector: "img", format: "skip" },
      { selector: "a", options: { noAnchorUrl: true } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", options: { uppercaseHeaderCells: false } },
      { selector: 'div[style^="display:none"]', format: "skip" },
    ],
  }).trim();
