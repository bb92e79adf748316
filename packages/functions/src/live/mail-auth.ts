import { Resolver } from "node:dns/promises";

/** `missing`: the domain's name servers say that there is none. `unknown`: nobody could be asked, or only SES knows. */
export type Known = "ok" | "missing" | "unknown";
export type MailAuth = { spf: Known; dkim: Known; dmarc: Known };
/** TXT records of a name; rejects like node's resolver. */
export type AskTxt = (name: string) => Promise<string[][]>;

const LIMIT_MS = 2_000;

/** What a sender's domain says of itself. DKIM's selectors are known to SES alone, so its state is not known here. */
export const mailAuth = async (domain: string, ask: AskTxt = system): Promise<MailAuth> => {
  if (reserved.test(domain)) return { spf: "unknown", dkim: "unknown", dmarc: "unknown" };
  const [spf, dmarc] = await Promise.all([
    stateOf(ask(domain), /^v=spf1\b/i),
    stateOf(ask(`_dmarc.${domain}`), /^v=DMARC1\b/i),
  ]);
  return { spf, dkim: "unknown", dmarc };
};

/** Names that exist in no domain name system (RFC 2606, 6761). */
const reserved = /(^|\.)(example|test|invalid|localhost|local|example\.(com|net|org))$/i;

const stateOf = async (asked: Promise<string[][]>, wanted: RegExp): Promise<Known> => {
  try {
    return (await asked).some((parts) => wanted.test(parts.join(""))) ? "ok" : "missing";
  } catch (error) {
    const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENODATA" || code === "ENOTFOUND" ? "missing" : "unknown";
  }
};

const system: AskTxt = (name) => new Resolver({ timeout: LIMIT_MS, tries: 1 }).resolveTxt(name);
