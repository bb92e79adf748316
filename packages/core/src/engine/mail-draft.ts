import type { TemplateDraft } from "../mail/template.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";

/**
 * A mail as it is being written. `edition` grows with each change of what recipients would see; a version was made from the
 * edition that `published` names, so it is seen whether the draft says anything new. Absent in drafts of before.
 */
export type MailDraft = {
  id: string;
  draft: TemplateDraft;
  updatedAt: Instant;
  edition?: number;
  published?: { version: number; edition: number; at: Instant };
};
/** What a version was made from. */
export type Written = { version: number; draft: TemplateDraft; at: Instant };

const MOST_TRIES = 10;

/** Stored over whatever is there; with `seen` only over a draft that it accepts. */
export const draftTemplate = async (
  engine: Pick<Engine, "world">,
  id: string,
  draft: TemplateDraft,
  seen: (known: MailDraft | undefined) => boolean = () => true,
): Promise<"stored" | "changed"> => {
  const updatedAt = engine.world.clock.now();
  return rewrite(engine, id, (known) => {
    if (!seen(known)) return undefined;
    const edition = (known?.edition ?? 0) + (known !== undefined && saysTheSame(known.draft, draft) ? 0 : 1);
    const { published } = known ?? {};
    return { id, draft, updatedAt, edition, ...(published === undefined ? {} : { published }) };
  });
};

export const findTemplate = async ({ world }: Pick<Engine, "world">, id: string): Promise<MailDraft | undefined> => {
  const item = await world.table.get(keys.draft("template", id), "consistent");
  return item === undefined ? undefined : bodyOf<MailDraft>(item);
};

export const findWritten = async (
  { world }: Pick<Engine, "world">,
  id: string,
  version: number,
): Promise<Written | undefined> => {
  const item = await world.table.get(keys.written(id, version));
  return item === undefined ? undefined : bodyOf<Written>(item);
};

/** Keeps what a version was made from, and marks it in the draft. */
export const keepWritten = async (
  engine: Pick<Engine, "world">,
  { id, draft, edition = 0 }: MailDraft,
  version: number,
): Promise<void> => {
  const at = engine.world.clock.now();
  const written: Written = { version, draft, at };
  await engine.world.table.put([{ ...keys.written(id, version), rev: 1, body: JSON.stringify(written) }]);
  await rewrite(engine, id, (known) =>
    known === undefined || (known.published?.version ?? 0) > version
      ? undefined
      : { ...known, published: { version, edition, at } },
  );
};

/** Is there something that no version says yet? */
export const isChanged = ({ edition, published }: MailDraft, version: number | undefined): boolean =>
  published === undefined ? version === undefined : published.edition !== edition;

/** A name is for us: another one makes no other mail. */
const saysTheSame = ({ name: _, ...a }: TemplateDraft, { name: __, ...b }: TemplateDraft): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

const rewrite = async (
  { world }: Pick<Engine, "world">,
  id: string,
  change: (known: MailDraft | undefined) => MailDraft | undefined,
): Promise<"stored" | "changed"> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const item = await world.table.get(keys.draft("template", id), "consistent");
    const next = change(item === undefined ? undefined : bodyOf<MailDraft>(item));
    if (next === undefined) return "changed";
    const put = {
      ...keys.draft("template", id),
      rev: (item?.rev ?? 0) + 1,
      body: JSON.stringify(next),
      list: { in: "templates", by: id },
    };
    const [answer] = await world.table.commit([{ put, expect: item?.rev ?? 0 }]);
    if (answer === "stored") return "stored";
  }
  throw new Error(`The mail ${id} is fought over: too many writers at once`);
};
