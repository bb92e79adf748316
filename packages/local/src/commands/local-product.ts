import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { app } from "@rekindle/functions/http/app";
import type { DataFolder } from "../data-folder.ts";
import { people } from "../people.ts";
import * as Product from "../product.ts";
import { fateOf } from "../sample/nature.ts";
import { removeSample } from "../sample/remove.ts";
import { seedSample } from "../sample/seed.ts";
import * as State from "../sample/state.ts";
import type { Plan } from "./start-plan.ts";

type Options = Plan & { db: DatabaseSync; folder: DataFolder } & Pick<
    Product.ProductOptions,
    "port" | "host" | "log" | "onError"
  >;

export type LocalProduct = {
  url: string;
  now(): number;
  isSample(): boolean;
  /** Plays the sample's half year, or takes up a removal that was interrupted. Nothing to do where there is no sample. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** The product on a data folder: with the sample's people where there is a sample, on the table that the folder has. */
export const open = async ({ db, folder, sample, table, ...options }: Options): Promise<LocalProduct> => {
  // The AWS clients of the emulator are loaded by those who use it only.
  const dynamo =
    table === "dynamodb"
      ? await import("./dynamo.ts").then(({ openDynamo }) => openDynamo(join(folder.path, "dynamo.db"), db))
      : undefined;
  const state = State.open(db);
  try {
    const product: Product.Product = await Product.open({
      ...options,
      db,
      secret: folder.secret,
      apiKey: folder.apiKey,
      ...(dynamo === undefined ? {} : { table: { table: dynamo.table, stream: dynamo.stream } }),
      ...(sample ? { fate: fateOf, people: (parts) => people(db, parts, doors(parts.engine)) } : {}),
      sample: { is: () => state.get() !== undefined, remove: () => removeSample(product.run, db) },
    });
    dynamo?.handTo(product.run.engine, product.run.ses);
    return {
      url: product.served.url,
      now: product.run.clock.now,
      isSample: () => state.get() !== undefined,
      settle: async () => {
        if (state.get() === "leaving") await removeSample(product.run, db);
        else if (sample) await seedSample(product.run, db, product.drive.jump);
      },
      close: async () => {
        await product.close();
        await dynamo?.close();
      },
    };
  } catch (error) {
    await dynamo?.close();
    throw error;
  }
};

/** The people come in by the same routes as everybody else, without the detour over the network. They have no key. */
const doors = (engine: Product.Product["run"]["engine"]) =>
  app({ engine, apiKey: () => false, nowWallMs: () => Date.now() }).fetch;
