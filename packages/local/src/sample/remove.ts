import type { DatabaseSync } from "node:sqlite";
import type { Engine } from "@rekindle/core/engine/engine";
import type { Run } from "../run.ts";
import { addresses } from "./cast.ts";
import * as Diary from "./diary.ts";
import { forgetCatalogue } from "./remove-catalogue.ts";
import { forgetPeople } from "./remove-people.ts";
import * as State from "./state.ts";

/** A straggler writes at most once more after what it read is gone. */
const MOST_ROUNDS = 5;

/**
 * Takes the sample out of a running workspace: its people and all that was written about them, its catalogue, its counters;
 * settings and scoring are the defaults again. What the user has brought in stays. Interrupted, it goes on at the next start.
 */
export const removeSample = async (run: Pick<Run, "engine" | "loop" | "ses">, db: DatabaseSync): Promise<void> => {
  const state = State.open(db);
  if (state.get() === undefined) return;
  // The people are silent from here on; what is under way comes to its end.
  state.set("leaving");
  const leads = new Set<string>();
  await run.loop.drain();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = await forgetPeople(run.engine, leads);
    run.ses.forget(addresses);
    await run.loop.drain();
    if (!found) break;
  }
  await forgetCatalogue(run.engine);
  forgetCache(run.engine);
  Diary.open(db).clear();
  // The stream still holds what the removed items were.
  await run.loop.drain();
  state.clear();
  shred(db);
};

/** Versions of the sample must not stand for the user's workflows and mails of the same name. */
const forgetCache = ({ cache }: Engine): void => {
  delete cache.catalogue;
  delete cache.manifestRev;
  delete cache.readAt;
};

/** What was deleted is still in the file's free pages and in its log until both are written anew. */
const shred = (db: DatabaseSync): void => db.exec("vacuum; pragma wal_checkpoint(truncate)");
