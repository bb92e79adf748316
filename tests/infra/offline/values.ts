/** What a company sets, made up. The quotation mark is there to see that it is escaped wherever it goes. */
export const secrets = {
  WorkspaceSecret: "workspace-secret-of-the-check",
  OriginSecret: 'origin"secret',
  SessionSecret: "session-secret-of-the-check-0123456789",
  ApiKeyHash: "0123456789abcdef".repeat(4),
};

/** The same as lines of a file. */
export const lines = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");

export const company = {
  REKINDLE_DOMAIN: "rekindle.example.co.jp",
  REKINDLE_SENDER: "mail.example.co.jp",
  REKINDLE_ALARM_EMAIL: "ops@example.co.jp",
};
