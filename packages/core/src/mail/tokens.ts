import type { Seal, SealScope } from "../world/world.ts";

/** Which mail a token belongs to. */
export type Ref = { lead: string; mail: string; template: string; version: number };
/** `url` only where the address depends on the lead: it is in the token, signed. */
export type Click = Ref & { link: number; url?: string };

/*
 * click          1.<payload>.<signature>.<link>    one signature per mail: the number stands outside it, and is checked
 *                                                  against the links of the version
 * click, dynamic 1.<payload>.<signature>           number and address are in the payload
 * open, unsubscribe 1.<payload>.<signature>
 */

/** The part that all tokens of a mail share. */
export const pack = (ref: Ref): string => packFields([ref.lead, ref.mail, ref.template, ref.version]);

/** What stands before the number of a link. */
export const clickToken = (seal: Pick<Seal, "sign">, packed: string): string => `${signed(seal, "click", packed)}.`;
export const dynamicClickToken = (seal: Pick<Seal, "sign">, ref: Ref, link: number, url: string): string =>
  signed(seal, "click", packFields([ref.lead, ref.mail, ref.template, ref.version, link, new URL(url).href]));
export const openToken = (seal: Pick<Seal, "sign">, packed: string): string => signed(seal, "open", packed);
export const unsubscribeToken = (seal: Pick<Seal, "sign">, packed: string): string =>
  signed(seal, "unsubscribe", packed);

/** Undefined = forged or broken. The caller looks the number up with `addressOf`. */
export const readClick = (seal: Pick<Seal, "verify">, token: string): Click | undefined => {
  const [, body, number] = /^([^.]*\.[^.]*\.[^.]*)(?:\.([1-9]\d{0,3}))?$/.exec(token) ?? [];
  const [fields, ref] = body === undefined ? [] : read(seal, "click", body);
  if (fields === undefined || ref === undefined) return undefined;
  if (number !== undefined) return fields.length === 4 ? { ...ref, link: Number(number) } : undefined;
  const [link, url] = fields.slice(4);
  return link !== undefined && url !== undefined ? { ...ref, link: Number(link), url } : undefined;
};

export const readOpen = (seal: Pick<Seal, "verify">, token: string): Ref | undefined => plainRef(seal, "open", token);
export const readUnsubscribe = (seal: Pick<Seal, "verify">, token: string): Ref | undefined =>
  plainRef(seal, "unsubscribe", token);

const plainRef = (seal: Pick<Seal, "verify">, scope: SealScope, token: string): Ref | undefined => {
  const [fields, ref] = read(seal, scope, token);
  return fields?.length === 4 ? ref : undefined;
};

/** Base64url: ids and, where there is one, an address, separated by spaces, which none of them contains. */
const packFields = (fields: (string | number)[]): string =>
  `1.${btoa(fields.join(" ")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;

const signed = (seal: Pick<Seal, "sign">, scope: SealScope, packed: string): string =>
  `${packed}.${seal.sign(scope, packed)}`;

const read = (seal: Pick<Seal, "verify">, scope: SealScope, token: string): [string[], Ref] | [] => {
  const [version, payload, signature, ...more] = token.split(".");
  if (version !== "1" || payload === undefined || signature === undefined || more.length > 0) return [];
  if (token.length > 8_000 || !/^[A-Za-z0-9_-]+$/.test(payload)) return [];
  if (!seal.verify(scope, `${version}.${payload}`, signature)) return [];
  const fields = atob(payload.replaceAll("-", "+").replaceAll("_", "/")).split(" ");
  const [lead, mail, template, number] = fields;
  if (lead === undefined || mail === undefined || template === undefined || number === undefined) return [];
  return [fields, { lead, mail, template, version: Number(number) }];
};
