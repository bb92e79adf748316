import type { EventKind } from "./fate.ts";
import { type Message, mailHeaders } from "./raw-mail.ts";

/** An event as SES publishes it: SES → SNS → SQS carries this object as JSON. */
export type SesEvent = { eventType: string; mail: Record<string, unknown>; [detail: string]: unknown };

export const sesEvent = (kind: EventKind, message: Message, at: number): SesEvent => {
  const mail = mailOf(message, kind);
  const timestamp = new Date(at).toISOString();
  const people = [...message.mail.to, ...message.mail.cc, ...message.mail.bcc];
  const feedbackId = `${message.messageId}-feedback`;
  const bounce = (type: string, subType: string, status: string, diagnosticCode: string): SesEvent => ({
    eventType: "Bounce",
    bounce: {
      feedbackId,
      bounceType: type,
      bounceSubType: subType,
      bouncedRecipients: people.map((emailAddress) => ({ emailAddress, action: "failed", status, diagnosticCode })),
      timestamp,
      reportingMTA: "dsn; a8-50.smtp-out.amazonses.com",
    },
    mail,
  });
  switch (kind) {
    case "send":
      return { eventType: "Send", mail, send: {} };
    case "delivery":
      return {
        eventType: "Delivery",
        mail,
        delivery: {
          timestamp,
          processingTimeMillis: at - message.at,
          recipients: people,
          smtpResponse: "250 2.6.0 Message received",
          reportingMTA: "a8-50.smtp-out.amazonses.com",
        },
      };
    case "bounce":
      return bounce("Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown");
    case "softBounce":
      return bounce("Transient", "MailboxFull", "4.2.2", "smtp; 452 4.2.2 mailbox full");
    case "suppressed":
      return bounce("Permanent", "Suppressed", "5.1.1", "Amazon SES has suppressed sending to this address");
    case "complaint":
      return {
        eventType: "Complaint",
        complaint: {
          feedbackId,
          complainedRecipients: people.map((emailAddress) => ({ emailAddress })),
          timestamp,
          userAgent: "Amazon SES Mailbox Simulator",
          complaintFeedbackType: "abuse",
          arrivalDate: timestamp,
        },
        mail,
      };
    case "reject":
      return { eventType: "Reject", mail, reject: { reason: "Bad content" } };
    case "renderingFailure":
      return {
        eventType: "Rendering Failure",
        mail,
        failure: {
          errorMessage: "Attribute is not present in the rendering data.",
          templateName: "inline",
        },
      };
    default:
      return kind satisfies never;
  }
};

const account = "123456789012";

const mailOf = (message: Message, kind: EventKind): Record<string, unknown> => {
  const { messageId, at, mail, content } = message;
  const domain = /@([^@>\s]+)>?\s*$/.exec(mail.from)?.[1] ?? "";
  const shared = {
    timestamp: new Date(at).toISOString(),
    source: mail.from,
    sourceArn: `arn:aws:ses:ap-northeast-1:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId,
    destination: [...mail.to, ...mail.cc, ...mail.bcc],
    headersTruncated: false,
  };
  const tags = {
    "ses:configuration-set": [mail.configurationSet ?? "local"],
    "ses:source-ip": ["127.0.0.1"],
    "ses:from-domain": [domain],
    "ses:caller-identity": ["local"],
    ...(kind === "delivery" ? { "ses:outgoing-ip": ["127.0.0.1"] } : {}),
    ...Object.fromEntries(mail.tags.map(({ name, value }) => [name, [value]])),
  };
  if (kind === "renderingFailure") return { ...shared, tags };
  return {
    ...shared,
    headers: mailHeaders(message),
    commonHeaders: { from: [mail.from], to: mail.to, messageId, subject: content.subject },
    tags,
  };
};
