const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** For text and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The few references that occur in the address of a link. */
export const decodeHtml = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(amp|lt|gt|quot|apos));/g, (_, decimal, hex, name) => {
    if (typeof name === "string") return named[name] ?? "";
    return String.fromCodePoint(typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16));
  });
