/**
 * What differs between stages. A company's own values come from the environment, or from `.env.<stage>`, which sst reads;
 * only production insists on them, so that `ci` and a developer's stage need none.
 */
export const production = $app.stage === "production";

const own = (name: string, meaning: string): string | undefined => {
  const value = process.env[name];
  if (value !== undefined && value !== "") return value;
  if (production) throw new Error(`Set ${name} (${meaning}) in .env.production. docs/runbook.md, First deploy.`);
  return undefined;
};

/** Host name of the web application, such as `rekindle.example.co.jp`. */
export const domain = own("REKINDLE_DOMAIN", "host name of the web application");

/** The domain that mail comes from, used for nothing else; outside production an address that SES verifies by a link. */
export const sender = own("REKINDLE_SENDER", "domain that mail comes from") ?? "nobody@rekindle.example";

/** Who hears of alarms. */
export const alarmAddress = own("REKINDLE_ALARM_EMAIL", "address that alarms go to");

/** Records go to Route 53 unless DNS is kept elsewhere; then a certificate (in us-east-1) must exist for the domain. */
export const dns = process.env["REKINDLE_DNS"] === "manual" ? (false as const) : sst.aws.dns();
export const certificate = process.env["REKINDLE_CERTIFICATE_ARN"];

/** Dollars a month at which the budget speaks up. */
export const budgetUsd = process.env["REKINDLE_BUDGET_USD"] ?? "100";

/** Mails a day that SES allows this account: the alarm on the send quota measures against it. */
export const mailsPerDay = Number(process.env["REKINDLE_MAILS_PER_DAY"] ?? "50000");

/** Shards of the due index. */
export const shards = process.env["REKINDLE_SHARDS"] ?? "4";

export const region = aws.getRegionOutput().region;
export const account = aws.getCallerIdentityOutput().accountId;
