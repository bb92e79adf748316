/**
 * The id under which a request is found again: in entries, in the tag `trace` of its mails, in what SES says of them, in the
 * log. 16 hex digits: of the caller's own `traceparent` (W3C) or of AWS's X-Ray header the last ones, else made here.
 */
export const traceOf = (headers: Headers): string => {
  const [, w3c = ""] =
    /^[0-9a-f]{2}-[0-9a-f]{16}([0-9a-f]{16})-[0-9a-f]{16}-/.exec(headers.get("traceparent") ?? "") ?? [];
  const [, aws = ""] =
    /(?:^|;)\s*Root=1-[0-9a-f]{8}-[0-9a-f]{8}([0-9a-f]{16})(?:;|$)/.exec(headers.get("x-amzn-trace-id") ?? "") ?? [];
  return [w3c, aws].find((id) => /[1-9a-f]/.test(id)) ?? made();
};

const made = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex");
