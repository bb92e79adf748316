import { encodingOf } from "@rekindle/core/leads/encoding";
import { type Json, readJson } from "@rekindle/core/leads/json";
import { type BodyField, decodeFields } from "./fields.ts";
import { multipartFields } from "./multipart.ts";

/** The raw bytes of a delivery as its fields. At most 512 kB and 1,000 fields; JSON at most 32 levels deep. */
export const parseBody = (raw: Uint8Array, contentType: string | undefined): ParsedBody => {
  if (raw.length > maxBytes) return refused("tooLarge", `The body is larger than ${maxBytes / 1024} kB`);
  const type = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "multipart/form-data") {
    const boundary = parameter(contentType, "boundary");
    const fields = boundary === undefined ? undefined : multipartFields(raw, boundary);
    return fields === undefined
      ? refused("malformed", "The multipart body cannot be read")
      : fromFields(fields, contentType);
  }
  if (type === "application/x-www-form-urlencoded") return fromFields(urlencodedFields(raw), contentType);
  const looksLikeJson =
    (type === "" || type === "text/plain") && /^[[{\s\ufeff\u00ef]/.test(String.fromCharCode(raw[0] ?? 0));
  if (type === "application/json" || type.endsWith("+json") || looksLikeJson) return fromJson(raw);
  return refused(
    "unsupported",
    `Content type "${type}": send application/json, application/x-www-form-urlencoded or multipart/form-data`,
  );
};

export type ParsedBody =
  | { status: "ok"; body: Json }
  | {
      status: "refused";
      code: "tooLarge" | "unsupported" | "malformed";
      problems: { path: string; message: string }[];
    };

export const maxBytes = 512 * 1024;
const maxFields = 1000;

const fromJson = (raw: Uint8Array): ParsedBody => {
  const read = readJson(new TextDecoder(encodingOf([raw])).decode(raw));
  return read.status === "ok" ? { status: "ok", body: read.value } : refused("malformed", read.reason);
};

const fromFields = (fields: BodyField[], contentType: string | undefined): ParsedBody => {
  if (fields.length > maxFields) return refused("tooLarge", `The form has more than ${maxFields} fields`);
  const body = decodeFields(fields, parameter(contentType, "charset"));
  return body === undefined
    ? refused("malformed", "Some bytes of the form are in no encoding known here: send UTF-8")
    : { status: "ok", body };
};

const refused = (code: "tooLarge" | "unsupported" | "malformed", message: string): ParsedBody => ({
  status: "refused",
  code,
  problems: [{ path: "body", message }],
});

const parameter = (contentType: string | undefined, name: string): string | undefined => {
  const [, quoted, plain] = new RegExp(`;\\s*${name}=(?:"([^"]+)"|([^;\\s]+))`, "i").exec(contentType ?? "") ?? [];
  return quoted ?? plain;
};

/** Percent-decoded to bytes, not to text: what encoding they are in is judged over the whole form. */
const urlencodedFields = (raw: Uint8Array): BodyField[] => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  return text
    .split("&", maxFields + 1)
    .filter((pair) => pair !== "")
    .map((pair) => {
      const equals = pair.indexOf("=");
      const cut = equals === -1 ? pair.length : equals;
      return { name: percentDecoded(pair.slice(0, cut)), value: percentDecoded(pair.slice(cut + 1)) };
    });
};

const percentDecoded = (text: string): Uint8Array =>
  Buffer.from(
    text
      .replaceAll("+", " ")
      .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
