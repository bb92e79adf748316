/** A bug of the last table of docs/protocol.md, as a change of the source: a file of core, what stands there, what stands there then. */
export type Bug = {
  /** The rule that is taken away. */
  rule: string;
  changes: { file: string; from: string; to: string }[];
  /** Instead of a change: a port that misbehaves. */
  port?: "ses";
  /** Caught within a few runs: also planted in CI. */
  quick?: boolean;
};

export const bugs: Bug[] = [
  {
    rule: "revision condition",
    quick: true,
    changes: [
      {
        file: "engine/work.ts",
        from: "await table.commit(writes).catch(",
        to: 'await table.put(writes.map((write) => write.put)).then(() => writes.map(() => "stored" as const)).catch(',
      },
    ],
  },
  {
    rule: "tail appended before it is dropped (after instead)",
    changes: [
      {
        file: "engine/work.ts",
        from: "  await engine.world.table.put(planned.flatMap(({ full }) => full ?? []));\n  const { done, conflicts } = await commit(engine, planned);",
        to: "  const { done, conflicts } = await commit(engine, planned);\n  await engine.world.table.put(done.flatMap(({ full }) => full ?? []));",
      },
    ],
  },
  {
    rule: "event deduplication",
    quick: true,
    changes: [
      { file: "engine/mail-events.ts", from: "  id: idOf({ mail, event, at }),\n", to: "" },
      {
        file: "engine/mail-events.ts",
        from: 'if (unsettled || asked(fact)) return "cause";\n      // The record',
        to: 'if (unsettled || asked(fact) || state !== undefined) return "cause";\n      // The record',
      },
      {
        file: "story/apply-mail.ts",
        from: "return pending || isAsked(turn, fact) ? turn.say(fact) : undefined;",
        to: "return turn.say(fact);",
      },
    ],
  },
  {
    rule: "new claim in a commit before a resend",
    changes: [
      {
        file: "story/recover.ts",
        from: 'closedFor(turn, effect) ?? (effect.attempt >= MOST_ATTEMPTS ? "too many attempts" : undefined);\n  if (shut === undefined) turn.say(',
        to: 'closedFor(turn, effect) ?? (effect.attempt >= MOST_ATTEMPTS ? "too many attempts" : undefined);\n  if (shut === undefined) return;\n  if (effect.id === "") turn.say(',
      },
    ],
  },
  {
    rule: "sweep",
    quick: true,
    changes: [
      {
        file: "engine/tick.ts",
        from: "  let queued = 0;\n  const now = engine.world.clock.now();\n  for",
        to: "  let queued = 0;\n  const now = 0;\n  for",
      },
    ],
  },
  { rule: "SES called once (SDK retries)", port: "ses", changes: [] },
  {
    rule: "ids of causes",
    quick: true,
    changes: [
      { file: "story/decide.ts", from: "cause.id !== undefined && hasSeen(", to: "cause.id === '' && hasSeen(" },
    ],
  },
  {
    rule: "what is pending keeps a lead due",
    changes: [
      {
        file: "story/due.ts",
        from: "if (lead.outbox.some(({ retryAt }) => retryAt === undefined))",
        to: "if (lead.outbox.length > 99)",
      },
      { file: "story/due.ts", from: "if (lead.outbox.length > 0)", to: "if (lead.outbox.length > 99)" },
    ],
  },
  {
    rule: "gate asked again at a resend",
    changes: [
      {
        file: "story/recover.ts",
        from: "rather ?? closedFor(turn, effect) ?? (effect.attempt",
        to: "rather ?? (effect.attempt",
      },
    ],
  },
  {
    rule: "company read after the commit",
    changes: [
      {
        file: "engine/carry-out.ts",
        from: "const companies = await companiesOf(engine, mails);",
        to: "const companies: Awaited<ReturnType<typeof companiesOf>> = new Map();",
      },
    ],
  },
  {
    rule: "only one's own effects",
    changes: [{ file: "engine/carry-out.ts", from: "effect.claim !== given.claim ||", to: "" }],
  },
  {
    rule: "place moves at settlement (at authorisation instead)",
    changes: [
      {
        file: "workflows/advance.ts",
        from: "templateVersion: template?.version ?? 0 });\n    return stay;",
        to: "templateVersion: template?.version ?? 0 });\n    return to(node.next);",
      },
    ],
  },
  {
    rule: "outbox cleared by a conditional commit (unconditional update)",
    changes: [
      {
        file: "engine/work.ts",
        from: "await table.commit(writes).catch(",
        to: 'await (plain.every(({ task }) => task.causes.every(({ type }) => type === "outcome")) ? table.put(writes.map((write) => write.put)).then(() => writes.map(() => "stored" as const)) : table.commit(writes)).catch(',
      },
    ],
  },
  {
    rule: "outbox kept until the outcome (cleared at the commit)",
    changes: [
      {
        file: "engine/work.ts",
        from: "const writes = plain.map(({ before, after }) => ({ put: toItem(engine, after), expect: before.rev }));",
        to: "const writes = plain.map(({ before, after }) => ({ put: toItem(engine, { ...after, outbox: [] }), expect: before.rev }));",
      },
    ],
  },
  {
    rule: "own commit recognised after a lost answer",
    changes: [
      {
        file: "engine/work.ts",
        from: "behind.push(...again);",
        to: 'if (again.length > 0) claim = engine.world.ids.next("claim");\n    behind.push(...again);',
      },
    ],
  },
  {
    rule: "send budget",
    changes: [
      {
        file: "engine/carry-out.ts",
        from: "world.clock.now() - at > SEND_BUDGET_MS",
        to: "world.clock.now() - at > 1e12",
      },
    ],
  },
];
