import type { BulkEmailEntryResult } from "@aws-sdk/client-sesv2";
import type { MailOutcome } from "@rekindle/core/world/world";

/**
 * What a call that threw means. SES answered with a 4xx: certainly not accepted. Never reached SES: neither.
 * All else, a timeout, a broken connection, a 5xx, an answer nobody can read: nobody knows.
 */
export const errorOutcome = (error: unknown): MailOutcome => {
  const { name, message, status, code } = facts(error);
  const reason = [name, message].filter((part) => part !== "").join(": ");
  if (status !== undefined && status >= 400 && status < 500 && status !== 408)
    return { status: "refused", reason, retry: !final.includes(name) };
  if (unreached.includes(code) || unreached.includes(name)) return { status: "refused", reason, retry: true };
  return { status: "unknown", reason };
};

/** A result that is missing, or that says nothing we know, leaves the mail unknown. */
export const entryOutcome = (result: BulkEmailEntryResult | undefined): MailOutcome => {
  const { Status: status, Error: detail, MessageId: messageId } = result ?? {};
  const reason = detail === undefined ? (status ?? "no result") : `${status ?? "no status"}: ${detail}`;
  switch (status) {
    case "SUCCESS":
      return messageId === undefined ? { status: "unknown", reason: "no message id" } : { status: "sent", messageId };
    case "MESSAGE_REJECTED":
    case "MAIL_FROM_DOMAIN_NOT_VERIFIED":
    case "INVALID_PARAMETER":
    case "TEMPLATE_NOT_FOUND":
      return { status: "refused", reason, retry: false };
    case "ACCOUNT_DAILY_QUOTA_EXCEEDED":
    case "ACCOUNT_SENDING_PAUSED":
    case "ACCOUNT_SUSPENDED":
    case "ACCOUNT_THROTTLED":
    case "CONFIGURATION_SET_NOT_FOUND":
    case "CONFIGURATION_SET_SENDING_PAUSED":
    case "FAILED":
    case "INVALID_SENDING_POOL_NAME":
    case "TRANSIENT_FAILURE":
      return { status: "refused", reason, retry: true };
    case undefined:
      return { status: "unknown", reason };
    default:
      // A status of a later SES.
      return { status: "unknown", reason: status satisfies never };
  }
};

/** It is the mail, or its sender, that SES does not take. Other 4xx are about the account and pass. */
const final = ["MessageRejected", "MailFromDomainNotVerifiedException", "BadRequestException"];

/** The connection was never made, or there was nobody to sign as. */
const unreached = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CredentialsProviderError"];

const facts = (error: unknown): { name: string; message: string; status?: number; code: string } => {
  if (!(error instanceof Error)) return { name: "", message: String(error), code: "" };
  const { name, message } = error;
  const metadata: unknown = "$metadata" in error ? error.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
      ? metadata.httpStatusCode
      : undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { name, message, code, ...(typeof status === "number" ? { status } : {}) };
};
