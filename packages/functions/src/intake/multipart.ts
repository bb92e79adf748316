import type { BodyField } from "./fields.ts";

/** The fields of a multipart form (RFC 7578). Of a file only its name is kept. Undefined where the body has no such parts. */
export const multipartFields = (raw: Uint8Array, boundary: string): BodyField[] | undefined => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const delimiter = Buffer.from(`--${boundary}`, "latin1");
  const fields: BodyField[] = [];
  let at = bytes.indexOf(delimiter);
  if (at === -1) return undefined;
  for (;;) {
    const start = at + delimiter.length;
    if (bytes.toString("latin1", start, start + 2) === "--") return fields;
    const head = bytes.indexOf("\r\n\r\n", start);
    const end = head === -1 ? -1 : bytes.indexOf(Buffer.concat([newline, delimiter]), head + 2);
    if (head === -1 || end === -1 || fields.length > maxParts) return fields.length > maxParts ? fields : undefined;
    const { name, file } = dispositionOf(bytes.toString("latin1", start, head));
    const value = bytes.subarray(head + 4, Math.max(end, head + 4));
    if (name !== undefined) fields.push({ name: latin1(name), value: file === undefined ? value : latin1(file) });
    at = end + newline.length;
  }
};

const newline = Buffer.from("\r\n", "latin1");
const maxParts = 1000;
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

/** Browsers write quotation marks and line ends in a name as %22, %0D and %0A (WHATWG). */
const dispositionOf = (head: string): { name?: string; file?: string } => {
  const line = /^content-disposition:\s*form-data(.*)$/im.exec(head)?.[1] ?? "";
  const name = /;\s*name="([^"]*)"/i.exec(line)?.[1] ?? /;\s*name=([^;"\s]+)/i.exec(line)?.[1];
  const file = /;\s*filename="([^"]*)"/i.exec(line)?.[1];
  return {
    ...(name === undefined ? {} : { name: name.replaceAll(/%22/g, '"').replaceAll(/%0[DA]/gi, "") }),
    ...(file === undefined ? {} : { file }),
  };
};
