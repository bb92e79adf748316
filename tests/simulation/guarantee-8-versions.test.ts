import { happen } from "@rekindle/core/engine/cause";
import { findMany } from "@rekindle/core/engine/lead-store";
import { setState } from "@rekindle/core/engine/publish";
import type { Enrolment } from "@rekindle/core/leads/lead";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { act, submit } from "../support/acts.ts";
import { all, eventsOnTheWay } from "../support/disorder.ts";
import { closeLab, labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";

const people = ["a@fuji.example", "b@fuji.example", "c@fuji.example"];
const [first = "", second = "", third = ""] = people;
const subjects = (lab: Lab, to: string) => lab.outbox(to).map(({ subject }) => subject.replace("のご案内", ""));
const places = async (lab: Lab) =>
  Promise.all(
    people.map(async (email) => {
      const { enrolments } = await lab.lead(email);
      return enrolments.map(({ version, step, visit, until }: Enrolment) => ({ version, step, visit, until }));
    }),
  );
const flow = (steps: string) =>
  `name: Flow\ntriggers: [{ kind: list, list: expo }, { kind: manual }]\nsteps:\n${steps}`;
const one = flow(`
  - { id: hello, kind: email, template: hello }
  - { id: rest, kind: wait, for: P10D }
  - { id: news, kind: email, template: news }
  - { id: await, kind: waitUntil, when: { event: form.submitted, source: brochure }, max: P20D }
  - { id: bye, kind: email, template: bye }
`);

/** Three people on their ways: one rests, one waits for a form, one is done. */
const underWay = prepared(async ({ template, workflow, importList, travel, loop, clock }) => {
  for (const id of ["hello", "news", "bye", "extra"]) await template(id);
  await workflow("flow", one);
  await importList(`e-mail\n${third}\n`);
  await travel("P31D");
  await importList(`e-mail\n${second}\n`);
  await travel("P11D");
  await importList(`e-mail\n${first}\n`);
  await loop.advance(clock.now() + 3_600_000);
});

const edits = [
  flow(`  - { id: extra, kind: email, template: extra }\n`),
  flow(`
  - { id: extra, kind: email, template: extra }
  - { id: rest, kind: wait, for: PT1H }
  - { id: hello, kind: email, template: extra }
`),
  flow(`
  - { id: await, kind: waitUntil, when: { field: email, contains: "@" }, max: P1D }
  - { id: news, kind: exit, reason: gone }
`),
  `name: Flow\ntriggers: [{ kind: manual }]\nexits: [{ when: { field: email, contains: "@" }, reason: nobody }]\nsteps:\n  - { id: rest, kind: exit, reason: gone }\n`,
];

test("however a published workflow is edited, nobody who is inside moves, and each ends by the version they began with", async () => {
  const unedited = await labOn(underWay);
  await unedited.travel("P60D");
  const expected = people.map((email) => subjects(unedited, email));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...edits), { minLength: 1, maxLength: 3 }), async (published) => {
      const lab = await labOn(underWay);
      try {
        const before = await places(lab);
        for (const yaml of published) {
          await lab.workflow("flow", yaml);
          await lab.travel("PT1H");
          expect(await places(lab)).toEqual(before);
        }
        await lab.travel("P60D");
        expect(people.map((email) => subjects(lab, email))).toEqual(expected);
      } finally {
        await closeLab(lab);
      }
    }),
    { numRuns: 15 },
  );
});

test("who waits for something goes on waiting for it, though the edited workflow no longer asks", async () => {
  const lab = await labOn(underWay);
  await lab.workflow("flow", edits[0] ?? "");
  expect((await places(lab))[1]).toMatchObject([{ version: 1, step: "await" }]);
  await submit(lab, second, "brochure");
  expect(subjects(lab, second)).toEqual(["hello", "news", "bye"]);
});

test("who enters after the edit gets the new version", async () => {
  const lab = await labOn(underWay);
  await lab.workflow("flow", edits[0] ?? "");
  await lab.importList("e-mail\nnew@fuji.example\n");
  expect(subjects(lab, "new@fuji.example")).toEqual(["extra"]);
});

test("a new version of a template is what the next mail is made of, and no mail goes twice for it", async () => {
  const lab = await labOn(underWay);
  await lab.template("news", { subject: "新しいお知らせ" });
  await lab.travel("P10D");
  expect(subjects(lab, first)).toEqual(["hello", "新しいお知らせ"]);
});

describe("a move to another version", () => {
  const two = flow(`
  - { id: pause, kind: wait, for: P12D }
  - { id: news, kind: email, template: extra }
  - { id: await, kind: waitUntil, when: { event: form.submitted, source: demo }, max: P30D }
  - { id: bye, kind: email, template: bye }
`);
  const moveAll = async (lab: Lab, map: Record<string, string>) => {
    for (const email of people) await act(lab, email, { type: "migrate", workflow: "flow", version: 2, map });
    await lab.loop.drain();
  };

  test("puts everybody where the map says, and time that was waited counts", async () => {
    const lab = await labOn(underWay);
    await lab.workflow("flow", two);
    await moveAll(lab, { rest: "pause" });
    const [resting, waiting, done] = await places(lab);
    expect(resting).toMatchObject([{ version: 2, step: "pause", visit: 2 }]);
    expect(waiting).toMatchObject([{ version: 2, step: "await", visit: 2 }]);
    expect(done).toEqual([]);
    await lab.travel("P11DT22H");
    expect(subjects(lab, first)).toEqual(["hello"]);
    await lab.travel("PT1H");
    expect(subjects(lab, first)).toEqual(["hello", "extra"]);
    expect(subjects(lab, second)).toEqual(["hello", "news"]);
  });

  test("asked again moves nobody again", async () => {
    const lab = await labOn(underWay);
    await lab.workflow("flow", two);
    await moveAll(lab, { rest: "pause" });
    const moved = await places(lab);
    await moveAll(lab, { rest: "pause" });
    expect(await places(lab)).toEqual(moved);
  });

  test("lets whoever stands where nothing is any more leave, with a reason", async () => {
    const lab = await labOn(underWay);
    await lab.workflow("flow", two);
    await moveAll(lab, {});
    expect((await lab.facts(first)).at(-1)).toMatchObject({
      type: "enrolment.left",
      reason: "stepRemoved",
      version: 1,
    });
    expect((await places(lab))[1]).toMatchObject([{ version: 2, step: "await" }]);
  });

  test("from a wait to a wait for something gives that its own maximum", async () => {
    const lab = await labOn(underWay);
    await lab.workflow("flow", two);
    await moveAll(lab, { rest: "await" });
    const [place] = (await lab.lead(first)).enrolments;
    expect(place).toMatchObject({ version: 2, step: "await" });
    const [{ at } = { at: 0 }] = lab.outbox(first);
    expect(place?.until).toBe(at + 30 * 86_400_000);
  });

  test.each([
    ["", "news", {}],
    [", whatever its step is called now", "letter", { news: "letter" }],
  ])("while a mail is on its way sends that mail once%s", async (_, step, map) => {
    const lab = await labOn(underWay, {
      // SES takes it, its answer is lost, and its events come late: for an hour nobody knows.
      wrap: all(eventsOnTheWay({ delayMs: 3_600_000 }), ({ world, ...rest }) => ({
        ...rest,
        world: {
          ...world,
          mailer: {
            ...world.mailer,
            send: async (mailing) => {
              await world.mailer.send(mailing);
              return mailing.mails.map(() => ({ status: "unknown" as const, reason: "no answer" }));
            },
          },
        },
      })),
    });
    await lab.workflow("flow", two.replace("template: extra", "template: news").replace("id: news,", `id: ${step},`));
    await lab.loop.advance(lab.clock.now() + 10 * 86_400_000 - 3_600_000);
    const { outbox, id } = await lab.lead(first);
    expect(outbox.map((effect) => effect.id)).toEqual(["e1-news-1"]);
    await happen(lab.engine, id, { type: "migrate", workflow: "flow", version: 2, map, at: lab.clock.now() });
    expect((await lab.lead(first)).enrolments).toMatchObject([{ version: 2, step }]);
    await lab.travel("P2D");
    expect(subjects(lab, first)).toEqual(["hello", "news"]);
    expect((await lab.lead(first)).enrolments).not.toMatchObject([{ step }]);
  });
});

test("a paused workflow keeps everybody's place, and resuming goes on from there", async () => {
  const lab = await labOn(underWay);
  const before = await places(lab);
  await setState(lab.engine, "flow", "paused");
  await lab.travel("P40D");
  expect(await places(lab)).toEqual(before);
  expect(subjects(lab, first)).toEqual(["hello"]);
  await setState(lab.engine, "flow", "running");
  await lab.loop.drain();
  expect(subjects(lab, first)).toEqual(["hello", "news"]);
  const ids = await Promise.all(people.map(async (email) => (await lab.lead(email)).id));
  expect((await findMany(lab.engine, ids)).every((lead) => lead?.outbox.length === 0)).toBe(true);
});
