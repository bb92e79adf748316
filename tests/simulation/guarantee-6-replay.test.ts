import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Lead } from "@rekindle/core/leads/lead";
import { replay } from "@rekindle/core/story/evolve";
import fc from "fast-check";
import { expect, test } from "vitest";
import { act, submit } from "../support/acts.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import { crm, folk, histories, live, prepareFolk } from "../support/histories.ts";
import type { Lab } from "../support/lab.ts";

const data = prepared(prepareFolk);

/** What entries must tell: not claims, causes, due dates, and what else the record only carries along. */
const told = ({
  outbox,
  rev: _,
  lastAt: __,
  tail: ___,
  causes: ____,
  dueAt: _____,
  facts: ______,
  held: _______,
  ...lead
}: Lead) => ({
  ...lead,
  outbox: outbox.flatMap((effect) => (effect.kind === "mail" ? [{ id: effect.id, attempt: effect.attempt }] : [])),
});

const expectReplays = async ({ engine, lead }: Lab, email: string): Promise<void> => {
  const record = await lead(email);
  const entries = await entriesOf(engine, record.id);
  expect(entries.map(({ rev }) => rev)).toEqual([...new Set(entries.map(({ rev }) => rev))].sort((a, b) => a - b));
  expect(told(replay(record.id, entries))).toEqual(told(record));
};

test("a lead's entries, replayed, give its record, whatever happened to it", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (deeds) => {
      const lab = await labOn(data, { outside: crm });
      try {
        await live(lab, deeds);
        for (const email of folk) await expectReplays(lab, email);
      } finally {
        await closeLab(lab);
      }
    }),
    { numRuns: 60 },
  );
});

test("more mails than a record keeps leave the same ones in the record and in its replay", async () => {
  const lab = await labOn(data, { outside: crm });
  await lab.importList(`e-mail\n${folk[0]}\n`, "drip");
  await lab.travel("P8D");
  const [ai = ""] = folk;
  expect(lab.outbox(ai).length).toBeGreaterThan(14);
  expect(Object.keys((await lab.lead(ai)).mails)).toHaveLength(14);
  await expectReplays(lab, ai);
});

test("a prefix of the entries gives the record of that moment", async () => {
  const lab = await labOn(data, { outside: crm });
  const [ai = ""] = folk;
  const moments: { rev: number; lead: Lead }[] = [];
  const look = async () => {
    const lead = await lab.lead(ai);
    moments.push({ rev: lead.rev, lead });
  };
  for (const step of [
    () => submit(lab, ai, "newsletter"),
    () => lab.travel("P3D"),
    () => submit(lab, ai, "demo"),
    () => act(lab, ai, { type: "returned", reason: "tooEarly" }),
    () => lab.travel("P90D"),
    () => act(lab, ai, { type: "optedOut", via: "page" }),
  ]) {
    await step();
    await look();
  }
  const entries = await entriesOf(lab.engine, (await lab.lead(ai)).id);
  for (const { rev, lead } of moments)
    expect(
      told(
        replay(
          lead.id,
          entries.filter((entry) => entry.rev <= rev),
        ),
      ),
    ).toEqual(told(lead));
});
