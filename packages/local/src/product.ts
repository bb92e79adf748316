import type { DatabaseSync } from "node:sqlite";
import { current } from "@rekindle/core/engine/catalogue";
import { changeSettings } from "@rekindle/core/engine/publish";
import { defaults } from "@rekindle/core/workspace/settings";
import type { Instant, Log } from "@rekindle/core/world/world";
import { outside } from "@rekindle/functions/live/outside";
import * as Drive from "./drive.ts";
import { handlersOf } from "./handlers.ts";
import type { LocalDeps } from "./local-routes.ts";
import * as Run from "./run.ts";
import { type Served, startServer } from "./server.ts";

export type ProductOptions = {
  db: DatabaseSync;
  secret: string;
  apiKey: string;
  startAt: Instant;
  port: number;
  host: string;
  /** Domain time per wall time. */
  speed: number;
  log: Log;
  onError(error: unknown): void;
  sample?: LocalDeps["sample"];
} & Pick<Run.RunOptions, "fate" | "people" | "table">;

export type Product = { run: Run.Run; drive: Drive.Drive; served: Served; close(): Promise<void> };

/** The whole product on one machine: engine, clock, API, pages. */
export const open = async (options: ProductOptions): Promise<Product> => {
  const { db, secret, apiKey, startAt, port, host, speed, log, onError } = options;
  const run = await Run.open({ ...options, db, secret, startAt, log, outside: outside({ allowLoopback: true }) });
  const stopped: Drive.Drive = {
    speed,
    jump: (to) => run.loop.advance(Math.max(to, run.clock.now())),
    stop: async () => undefined,
  };
  const drive = speed === 0 ? stopped : Drive.start(run, speed, onError);
  try {
    const sample = options.sample ?? { is: () => false, remove: async () => undefined };
    const served = await startServer(
      { run, handlers: handlersOf(run.engine), drive, apiKey, secret, sample },
      { port, host },
    );
    await pointLinksTo(run, served.url);
    return {
      run,
      drive,
      served,
      close: async () => {
        await served.close();
        await drive.stop();
        await run.close();
      },
    };
  } catch (error) {
    await drive.stop();
    await run.close();
    throw error;
  }
};

/** Links in mails lead to this run, unless the workspace says otherwise. */
const pointLinksTo = async (run: Run.Run, url: string): Promise<void> => {
  const { settings } = await current(run.engine);
  if (!isLocal(settings.baseUrl) || settings.baseUrl === url) return;
  await changeSettings(run.engine, (known) => ({ ...known, baseUrl: url }));
};
const isLocal = (url: string): boolean =>
  url === defaults.baseUrl || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(url);
