/**
 * The one spelling of an e-mail address that the product knows: NFKC, lower case, domain in ASCII. Dots and plus tags are kept.
 * What people paste is unwrapped (`mailto:`, `Name <a@b>`, quotes); what no mail server can take is refused with a reason.
 */
export const normalise = (written: string): Normalised => {
  if (written.length > 1000) return refused("The address is longer than 254 characters");
  const address = unwrapped(written.normalize("NFKC").replaceAll(invisible, "").trim().toLowerCase());
  if (address === "") return refused("There is no e-mail address");
  const parts = address.split("@");
  const [local, domain] = parts;
  if (local === undefined || domain === undefined) return refused(`"${shown(address)}" has no @`);
  if (parts.length > 2) return refused(`"${shown(address)}" holds more than one address or more than one @: write one`);
  const host = hostOf(domain);
  const why = wrongLocal(local) ?? (host === undefined ? wrongDomain(domain) : undefined);
  if (why !== undefined) return refused(`"${shown(address)}": ${why}`);
  if (`${local}@${host}`.length > 254) return refused("The address is longer than 254 characters");
  return { status: "ok", address: `${local}@${host}` };
};

export type Normalised = { status: "ok"; address: string } | { status: "refused"; reason: string };

const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\p{Cc}]/gu;
const refused = (reason: string): Normalised => ({ status: "refused", reason });
const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

const unwrapped = (text: string): string => {
  const bracketed = /^[^<>]*<([^<>]*)>$/.exec(text)?.[1] ?? text;
  const bare = bracketed.trim().replace(/^mailto:([^?]*)(\?.*)?$/, "$1");
  return (/^(["'])(.*)\1$/.exec(bare)?.[2] ?? bare).trim();
};

/** The unquoted form of RFC 5321; SES takes no other. */
const wrongLocal = (local: string): string | undefined => {
  if (local === "") return "nothing stands before the @";
  if (local.length > 64) return "more than 64 characters stand before the @";
  if (/[\s,;]/.test(local)) return "it holds a space or several addresses: write one address only";
  if (/^\.|\.\.|\.$/.test(local)) return "a dot at the start, at the end or doubled before the @ cannot be mailed";
  if (!/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local)) return "a character before the @ is not allowed in addresses";
  return undefined;
};

const wrongDomain = (domain: string): string =>
  domain === "" ? "nothing stands after the @" : "what stands after the @ is not a domain such as example.co.jp";

const hostOf = (domain: string): string | undefined => {
  if (/[\s/\\?#:%@[\]<>,;"]/.test(domain) || !URL.canParse(`http://${domain}`)) return undefined;
  const host = new URL(`http://${domain}`).hostname.replace(/\.$/, "");
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || host.length > 253 || !/[a-z]/.test(last) || last.length < 2) return undefined;
  return labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label)) ? host : undefined;
};
