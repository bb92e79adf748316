/** `sst secret set <Name> <value> --stage <stage>`; rotation: docs/runbook.md. */

/** Keys of addresses, signatures of links: whoever has it can forge both. It cannot be changed once leads exist. */
export const workspaceSecret = new sst.Secret("WorkspaceSecret");

/** What signs links in mails, newest first, separated by spaces; empty: the workspace's secret. Rotation: docs/security.md. */
export const linkSecrets = new sst.Secret("LinkSecrets", "");

/** CloudFront shows it to the API, so that nobody gets past the firewall by the function's own address. */
export const originSecret = new sst.Secret("OriginSecret");

/** Seals session cookies. */
export const sessionSecret = new sst.Secret("SessionSecret");

/** SHA-256 of the API key, in hex: the key itself is kept nowhere. */
export const apiKeyHash = new sst.Secret("ApiKeyHash");
