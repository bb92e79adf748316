import { current } from "@rekindle/core/engine/catalogue";
import type { Engine } from "@rekindle/core/engine/engine";
import { changeSettings } from "@rekindle/core/engine/publish";
import { defaults } from "@rekindle/core/workspace/settings";

/** Links in mails lead to this deployment, unless the workspace says otherwise. Nobody can be mailed before the API was called. */
export const pointLinksTo = async (engine: Engine, url: string | undefined): Promise<void> => {
  if (url === undefined || (await current(engine)).settings.baseUrl !== defaults.baseUrl) return;
  await changeSettings(engine, (known) => (known.baseUrl === defaults.baseUrl ? { ...known, baseUrl: url } : known));
};
