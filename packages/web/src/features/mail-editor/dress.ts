/** How a mail is looked at: as wide as a desk, on a phone, where the mail program darkens it, where it loads no pictures, as text. */
export const looks = ["desktop", "phone", "dark", "images", "text"] as const;
export type LookName = (typeof looks)[number];

/** The mail's own HTML, as the chosen reader's program would show it. */
export const dressed = (html: string, look: LookName): string => {
  const page = look === "images" ? html.replace(/(<img\b[^>]*?)\ssrc=/gi, "$1 data-src=") : html;
  const head = `<base target="_blank"><style>${rules(look)}</style>`;
  return /<head[\s>]/i.test(page) ? page.replace(/<head[^>]*>/i, (open) => `${open}${head}`) : `${head}${page}`;
};

const rules = (look: LookName): string =>
  [
    // A picture that says nothing to whoever does not see it.
    'img:not([alt]),img[alt=""]{display:inline-block!important;min-width:80px;min-height:48px;outline:3px solid crimson;outline-offset:-3px}',
    look === "images"
      ? "img{display:inline-block!important;min-height:40px;height:auto!important;padding:8px;border:1px dashed gray;font:13px sans-serif;box-sizing:border-box}"
      : "",
    // What most programs do that darken mails: light and dark change places, hues and pictures stay.
    look === "dark"
      ? "html{background:white;filter:invert(0.92) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}body{min-height:100vh;background:white}"
      : "",
  ].join("");
