import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { changeSettings } from "@rekindle/core/engine/publish";
import type { Cause } from "@rekindle/core/leads/cause";
import { describe, expect, test } from "vitest";
import { labOn, prepared } from "../support/hard-times.ts";
import type { Lab } from "../support/lab.ts";
import { hanako, joinExpo, lettersTo } from "../support/letters.ts";

const colleague = "ichiro@fuji.example";

/** Two workflows in which everybody waits for long, one of them with exits of its own. */
const waiting = prepared(async ({ template, workflow }) => {
  for (const id of ["first", "late"]) await template(id);
  await workflow(
    "long",
    `
name: Long
triggers: [{ kind: list, list: expo }, { kind: manual }]
entry: { reentry: always }
exits:
  - { when: { event: form.submitted, source: demo }, reason: asked-for-demo }
  - { when: { field: tags, contains: do-not-nurture }, reason: tagged }
  - { when: { event: left-the-company }, reason: gone }
steps:
  - { id: first, kind: email, template: first }
  - { id: rest, kind: wait, for: P90D }
  - { id: late, kind: email, template: late }
`,
  );
  await workflow(
    "until",
    `
name: Until
triggers: [{ kind: list, list: expo }]
steps:
  - id: reaction
    kind: waitUntil
    when: { event: page.viewed }
    max: P60D
    timeout: [{ kind: email, template: late }]
`,
  );
});

const inBoth = async (): Promise<Lab> => {
  const story = await labOn(waiting);
  await joinExpo(story);
  await story.importList(`会社名,e-mail\n富士建設,${colleague}\n`, "others");
  await story.travel("P10D");
  expect(await places(story)).toEqual(["long/rest", "until/reaction"]);
  return story;
};
const places = async ({ lead }: Lab): Promise<string[]> =>
  (await lead(hanako)).enrolments.map(({ workflow, step }) => `${workflow}/${step}`).sort();
const reasons = async ({ facts }: Lab): Promise<string[]> =>
  (await facts(hanako))
    .flatMap((fact) => (fact.type === "enrolment.left" ? [`${fact.workflow}: ${fact.reason}`] : []))
    .sort();
const both = (reason: string): string[] => [`long: ${reason}`, `until: ${reason}`];

type Told = Cause extends infer C ? (C extends Cause ? Omit<C, "at"> : never) : never;
const tell =
  (cause: Told) =>
  async ({ engine, lead, clock }: Lab) =>
    happen(engine, (await lead(hanako)).id, { ...cause, at: clock.now() });
const deal =
  (leadEmail: string, stage: string) =>
  async ({ engine, clock, loop }: Lab) => {
    await change(
      engine,
      { id: "deal_1", leadEmail, company: "富士建設", stage },
      { at: clock.now(), cause: `crm ${stage}` },
    );
    await loop.drain();
  };
const form = (source: string) => async (story: Lab) =>
  tell({
    type: "captured",
    id: `form ${source}`,
    capture: { via: "form", email: hanako, attributes: {}, tags: [], source },
  })(story);
const ses =
  (eventType: string, detail: Record<string, unknown> = {}) =>
  async ({ engine, clock, lead }: Lab) => {
    const timestamp = new Date(clock.now()).toISOString();
    const tags = { lead: [(await lead(hanako)).id], mail: ["e1-first-1"] };
    const event = {
      eventType,
      mail: { timestamp, messageId: "m", tags },
      [eventType.toLowerCase()]: { timestamp, ...detail },
    };
    await handleMailEvents(engine, [{ id: "1", body: JSON.stringify(event) }]);
  };

describe("whoever leaves, leaves at once: no wait is awaited, nothing is left that could go off", () => {
  test.each([
    ["an opt-out", tell({ type: "optedOut", id: "out", via: "link" }), both("optedOut")],
    ["a hard bounce", ses("Bounce", { bounceType: "Permanent" }), both("bounced")],
    ["a complaint", ses("Complaint"), both("complained")],
    ["a deal of their own", deal(hanako, "提案"), both("dealOpened")],
    ["becoming a customer", deal(hanako, "won"), both("customer")],
    ["a colleague's deal that is won", deal(colleague, "won"), both("customer")],
    ["a stage set by hand", tell({ type: "updated", id: "u", set: { stage: "customer" } }), both("customer")],
    [
      "a score that crosses the line",
      async (story: Lab) => {
        await form("brochure")(story);
        const chips = { interest: true, timing: "within3m" };
        await tell({ type: "called", id: "c", outcome: "reached", chips })(story);
      },
      both("handedOff"),
    ],
    ["the form that sales waits for", form("demo"), both("handedOff")],
  ] as const)("by %s", async (_, act, left) => {
    const story = await inBoth();
    const at = story.clock.now();
    await act(story);
    expect(story.clock.now()).toBe(at);
    expect(await places(story)).toEqual([]);
    expect(await reasons(story)).toEqual(left);
    await story.travel("P100D");
    expect(lettersTo(story)).toEqual(["first"]);
    expect(await reasons(story)).toEqual(left);
  });

  test("by an exit of the workflow's own, and only from that workflow", async () => {
    for (const [act, reason] of [
      [tell({ type: "updated", id: "u", set: { addTags: ["do-not-nurture"] } }), "tagged"],
      [
        (story: Lab) =>
          tell({
            type: "tracked",
            id: "t",
            name: "left-the-company",
            properties: {},
            occurredAt: story.clock.now(),
          })(story),
        "gone",
      ],
    ] as const) {
      const story = await inBoth();
      await act(story);
      expect(await places(story)).toEqual(["until/reaction"]);
      expect(await reasons(story)).toEqual([`long: ${reason}`]);
    }
  });

  test("but not by what happened before they entered", async () => {
    const story = await inBoth();
    await tell({ type: "tracked", id: "t", name: "left-the-company", properties: {}, occurredAt: story.clock.now() })(
      story,
    );
    expect(await places(story)).toEqual(["until/reaction"]);
    await story.travel("PT1H");
    await tell({ type: "enrol", id: "e", workflow: "long" })(story);
    await story.travel("P1D");
    expect(await places(story)).toEqual(["long/rest", "until/reaction"]);
  });

  test("but a colleague's open deal only holds them", async () => {
    const story = await inBoth();
    await deal(colleague, "提案")(story);
    expect(await places(story)).toEqual(["long/rest", "until/reaction"]);
    await story.travel("P81D");
    expect(lettersTo(story)).toEqual(["first"]);
    await deal(colleague, "lost")(story);
    expect(lettersTo(story)).toEqual(["first", "late", "late"]);
  });

  test("by a person's decision, from the workflow that is meant", async () => {
    const story = await inBoth();
    await tell({ type: "leave", id: "l", workflow: "until", reason: "byHand" })(story);
    expect(await places(story)).toEqual(["long/rest"]);
    expect(await reasons(story)).toEqual(["until: byHand"]);
  });
});

describe("whatever a lead is in the middle of", () => {
  test("a mail under way: its outcome is written down, and nothing follows it", async () => {
    let story: Lab | undefined;
    story = await labOn(waiting, {
      wrap: ({ world, queue, ses }) => ({
        queue,
        ses,
        world: {
          ...world,
          mailer: {
            ...world.mailer,
            send: async (mailing) => {
              const answers = await world.mailer.send(mailing);
              if (story !== undefined) await tell({ type: "optedOut", id: "out", via: "link" })(story);
              return answers;
            },
          },
        },
      }),
    });
    await joinExpo(story);
    expect(await places(story)).toEqual([]);
    expect((await story.lead(hanako)).mails["e1-first-1"]?.state).toBe("sent");
    await story.travel("P100D");
    expect(lettersTo(story)).toEqual(["first"]);
  });

  test("a mail that quiet hours hold back", async () => {
    const story = await labOn(waiting);
    await changeSettings(story.engine, (settings) => ({ ...settings, quietHours: { from: "10:00", to: "20:00" } }));
    await joinExpo(story);
    expect(await places(story)).toEqual(["long/first", "until/reaction"]);
    await tell({ type: "optedOut", id: "out", via: "link" })(story);
    expect(await places(story)).toEqual([]);
    await story.travel("P2D");
    expect(lettersTo(story)).toEqual([]);
  });

  test("the wait before a workflow begins: any new deal drops it", async () => {
    const story = await labOn(waiting);
    const { workflow, importList, engine, clock, loop } = story;
    await workflow(
      "back",
      "{ name: Back, triggers: [{ kind: dealLost, after: P30D }], steps: [{ kind: email, template: late }] }",
    );
    await importList(`会社名,e-mail\n富士建設,${hanako}\n`, "others");
    await deal(hanako, "提案")(story);
    await deal(hanako, "lost")(story);
    expect((await story.lead(hanako)).enrolments).toMatchObject([{ workflow: "back", state: "pending" }]);
    await story.travel("P20D");
    await change(engine, { id: "deal_2", leadEmail: hanako, stage: "提案" }, { at: clock.now(), cause: "crm 2" });
    await loop.drain();
    expect(await places(story)).toEqual([]);
    await story.travel("P40D");
    expect(lettersTo(story)).toEqual([]);
  });

  test("a step of another workflow that says so", async () => {
    const story = await inBoth();
    await story.workflow(
      "other",
      "{ name: Other, triggers: [{ kind: manual }], steps: [{ kind: leave, workflow: long }, { kind: exit, reason: done }] }",
    );
    await tell({ type: "enrol", id: "e", workflow: "other" })(story);
    expect(await places(story)).toEqual(["until/reaction"]);
    expect(await reasons(story)).toEqual(["long: leftBy:other", "other: done"]);
  });
});

describe("what a step does is answered before the next step, so that no mail goes behind it", () => {
  const behind = async (steps: string, frame = ""): Promise<Lab> => {
    const story = await labOn(waiting);
    await story.workflow("now", `name: Now\ntriggers: [{ kind: list, list: others }]\n${frame}\nsteps:\n${steps}`);
    await story.importList(`e-mail\n${hanako}\n`, "others");
    return story;
  };

  test("points over the line", async () => {
    const story = await behind(
      "- { kind: score, signal: hot, points: 80, family: mail }\n- { kind: email, template: late }",
    );
    expect(await reasons(story)).toEqual(["now: handedOff"]);
    expect(lettersTo(story)).toEqual([]);
  });

  test("a tag that is an exit, of this workflow or of another", async () => {
    const story = await behind(
      "- { kind: update, set: { tags: { add: [do-not-nurture] } } }\n- { kind: email, template: late }",
      "exits: [{ when: { field: tags, contains: do-not-nurture }, reason: tagged }]",
    );
    expect(await reasons(story)).toEqual(["now: tagged"]);
    expect(lettersTo(story)).toEqual([]);
  });

  test("a form that crosses the line and starts a workflow at once", async () => {
    const story = await labOn(waiting);
    await story.workflow(
      "thanks",
      "{ name: Thanks, triggers: [{ kind: form, source: brochure }], steps: [{ kind: email, template: late }] }",
    );
    await story.importList(`e-mail\n${hanako}\n`, "others");
    await tell({ type: "called", id: "c", outcome: "reached", chips: { interest: true, timing: "within3m" } })(story);
    await form("brochure")(story);
    expect((await story.lead(hanako)).handoff).toMatchObject({ state: "open" });
    expect(lettersTo(story)).toEqual([]);
  });
});
