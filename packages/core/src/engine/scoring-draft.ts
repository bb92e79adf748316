import type { ScoringModel } from "../scoring/model.ts";
import { type Department, missing, type SignOff, sameLines } from "../scoring/sign-off.ts";
import type { Instant } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { publishScoring } from "./publish.ts";

/** A model in the making. `base` = the version it was made from; `rev` tells whether it was changed meanwhile. */
export type ScoringDraft = {
  rev: number;
  model: ScoringModel;
  base: number;
  by?: string;
  updatedAt: Instant;
  signedOff: SignOff[];
};
export type Drafting = { status: "stored"; draft: ScoringDraft } | { status: "edited" };

const key = keys.draft("scoring", "model");

type Stored = Omit<ScoringDraft, "rev">;
/** The item stays when a draft is dropped, so that a revision never comes again. */
const read = async ({ world }: Engine): Promise<{ rev: number; draft: ScoringDraft | undefined }> => {
  const item = await world.table.get(key, "consistent");
  const stored = item === undefined ? null : bodyOf<Stored | null>(item);
  const rev = item?.rev ?? 0;
  return { rev, draft: stored === null ? undefined : { ...stored, rev } };
};

export const findScoringDraft = async (engine: Engine): Promise<ScoringDraft | undefined> => (await read(engine)).draft;

/**
 * `seen` = the draft's revision that was changed, 0 where there was none. Other lines take back who agreed to the old ones.
 * `rebase`: its writer has looked at what was published meanwhile.
 */
export const draftScoring = async (
  engine: Engine,
  model: ScoringModel,
  { seen, by, rebase }: { seen: number; by: string | undefined; rebase: boolean },
): Promise<Drafting> => {
  const { rev, draft } = await read(engine);
  if ((draft?.rev ?? 0) !== seen) return { status: "edited" };
  const { scoringVersion } = await current(engine);
  return store(engine, rev, {
    model,
    base: rebase ? scoringVersion : (draft?.base ?? scoringVersion),
    updatedAt: engine.world.clock.now(),
    ...(by === undefined ? {} : { by }),
    signedOff: draft !== undefined && sameLines(draft.model, model) ? draft.signedOff : [],
  });
};

/** Whoever saves over it meanwhile keeps what was saved. */
export const dropScoringDraft = async (engine: Engine): Promise<void> => {
  const { rev, draft } = await read(engine);
  if (draft !== undefined) await write(engine, rev, null);
};

export type Signing =
  | { status: "signed"; draft: ScoringDraft }
  | { status: "missing" | "edited" | "unneeded" | "samePerson" };

/** One person speaks for one department. */
export const signOff = async (
  engine: Engine,
  department: Department,
  { person, by }: Pick<SignOff, "person" | "by">,
): Promise<Signing> => {
  const draft = await findScoringDraft(engine);
  if (draft === undefined) return { status: "missing" };
  if (sameLines(draft.model, (await current(engine)).scoring)) return { status: "unneeded" };
  const others = draft.signedOff.filter((sign) => sign.department !== department);
  if (others.some((sign) => sign.person === person)) return { status: "samePerson" };
  const { rev, ...rest } = draft;
  const signed = { department, person, by, at: engine.world.clock.now() };
  const stored = await store(engine, rev, { ...rest, signedOff: [...others, signed] });
  return stored.status === "edited" ? stored : { status: "signed", draft: stored.draft };
};

export type Launch =
  | { status: "published"; version: number }
  | { status: "missing" | "stale" }
  | { status: "unsigned"; departments: Department[] };

/** Publishes the draft, if it was made from what runs now and whoever must agree has agreed. */
export const publishScoringDraft = async (engine: Engine, by: string | undefined): Promise<Launch> => {
  const draft = await findScoringDraft(engine);
  if (draft === undefined) return { status: "missing" };
  const { scoring, scoringVersion } = await current(engine);
  if (draft.base !== scoringVersion) return { status: "stale" };
  const open = missing(draft.model, scoring, draft.signedOff);
  if (open.length > 0) return { status: "unsigned", departments: open };
  const signedOff = sameLines(draft.model, scoring) ? [] : draft.signedOff;
  const { version } = await publishScoring(engine, draft.model, { ...(by === undefined ? {} : { by }), signedOff });
  await dropScoringDraft(engine);
  return { status: "published", version };
};

const store = async (engine: Engine, over: number, draft: Stored): Promise<Drafting> =>
  (await write(engine, over, draft)) ? { status: "stored", draft: { ...draft, rev: over + 1 } } : { status: "edited" };

const write = async ({ world }: Engine, over: number, draft: Stored | null): Promise<boolean> => {
  const put = { ...key, rev: over + 1, body: JSON.stringify(draft) };
  const [answer] = await world.table.commit([{ put, expect: over }]);
  return answer === "stored";
};
