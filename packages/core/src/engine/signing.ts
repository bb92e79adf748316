import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { changeManifest } from "./publish.ts";
import type { Signing } from "./signed-headers.ts";

/** So long an old secret signs along. */
const OVERLAP_MS = 24 * 3_600_000;

/** Takes a new secret, which somebody with chance has made. The old one signs along for a day. */
export const changeSigning = async (engine: Engine, secret: string): Promise<Signing> => {
  const now = engine.world.clock.now();
  const { signing } = await changeManifest(engine, (manifest) => ({
    ...manifest,
    signing: {
      secret,
      since: now,
      ...(manifest.signing === undefined
        ? {}
        : { previous: { secret: manifest.signing.secret, until: now + OVERLAP_MS } }),
    },
  }));
  return signing ?? { secret, since: now };
};

export const signingOf = async (engine: Engine): Promise<Signing | undefined> => (await current(engine)).signing;
