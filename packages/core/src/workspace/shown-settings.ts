import { type Difference, differences } from "./differences.ts";
import type { Channel, Settings } from "./settings.ts";

/** The settings for those who may not change them: who knows a channel's address can write to it. */
export const withoutAddresses = ({ channels, ...settings }: Settings) => ({
  ...settings,
  channels: Object.fromEntries(
    Object.entries(channels).map(([name, { kind }]): [string, Pick<Channel, "kind">] => [name, { kind }]),
  ),
});

/** What changed, for the audit: of channels only that they did. */
export const settingsDifferences = (before: Settings, after: Settings): Difference[] =>
  differences(before, after).map((one) => (one.path.startsWith("channels.") ? { path: one.path } : one));
