import * as z from "zod";
import { Condition, Scalar } from "../leads/condition.ts";
import { Weekday } from "../workspace/settings.ts";
import { Duration, Offset, Slug, TimeOfDay, Words } from "../workspace/shapes.ts";

/** Workflow as data: what people write, in the builder or as YAML. `compile.ts` makes the graph that runs. */

const base = { id: Slug.optional(), label: Words.optional() };
const OnRefused = z.enum(["defer", "skip", "leave"]);

const Email = z.strictObject({
  ...base,
  kind: z.literal("email"),
  template: Slug,
  onRefused: OnRefused.optional(),
  /** After an unknown outcome: send again (default), or let it lapse rather than risk a second one. */
  onUnknown: z.enum(["resend", "lapse"]).optional(),
});
const Wait = z
  .strictObject({
    ...base,
    kind: z.literal("wait"),
    for: Duration.optional(),
    until: z
      .union([
        z
          .strictObject({ weekday: Weekday.optional(), date: z.iso.date().optional(), at: TimeOfDay })
          .refine(
            ({ weekday, date }) => weekday === undefined || date === undefined,
            "Say a weekday or a date, not both",
          ),
        z.strictObject({ field: z.string(), offset: Offset.optional(), at: TimeOfDay.optional() }),
      ])
      .optional(),
    businessDays: z.int().min(1).max(250).optional(),
  })
  .refine(
    (step) => [step.for, step.until, step.businessDays].filter((value) => value !== undefined).length === 1,
    "Say one of: for, until, businessDays",
  );
const Score = z.strictObject({ ...base, kind: z.literal("score"), signal: Slug, points: z.number(), family: Slug });
const Update = z.strictObject({
  ...base,
  kind: z.literal("update"),
  set: z.strictObject({
    attributes: z.record(z.string(), Scalar).optional(),
    tags: z.strictObject({ add: z.array(z.string()).optional(), remove: z.array(z.string()).optional() }).optional(),
    stage: z.enum(["marketing", "insideSales", "sales", "customer"]).optional(),
  }),
});
const Notify = z.strictObject({
  ...base,
  kind: z.literal("notify"),
  channel: z.string().min(1),
  text: z.string().min(1).max(2000),
});
const Webhook = z.strictObject({
  ...base,
  kind: z.literal("webhook"),
  url: z.url(),
  /** Attribute → dotted path in the JSON answer. */
  fills: z.record(z.string(), z.string()).optional(),
});
const HandOff = z.strictObject({ ...base, kind: z.literal("handOff"), note: z.string().max(500).optional() });
const Enrol = z.strictObject({ ...base, kind: z.literal("enrol"), workflow: Slug });
const Leave = z.strictObject({ ...base, kind: z.literal("leave"), workflow: Slug });
const Exit = z.strictObject({ ...base, kind: z.literal("exit"), reason: z.string().min(1) });

export type Step =
  | z.infer<typeof Email>
  | z.infer<typeof Wait>
  | z.infer<typeof Score>
  | z.infer<typeof Update>
  | z.infer<typeof Notify>
  | z.infer<typeof Webhook>
  | z.infer<typeof HandOff>
  | z.infer<typeof Enrol>
  | z.infer<typeof Leave>
  | z.infer<typeof Exit>
  | WaitUntil
  | Branch
  | Split
  | Goal;
type Base = { id?: string | undefined; label?: z.infer<typeof Words> | undefined };
export type WaitUntil = Base & {
  kind: "waitUntil";
  when: Condition;
  max: string;
  then?: Step[] | undefined;
  timeout?: Step[] | undefined;
};
export type Branch = Base & {
  kind: "branch";
  paths: { when: Condition; label?: z.infer<typeof Words> | undefined; steps: Step[] }[];
  else?: Step[] | undefined;
};
export type Split = Base & {
  kind: "split";
  arms: { name: string; weight: number; holdout?: boolean | undefined; steps?: Step[] | undefined }[];
};
export type Goal = Base & { kind: "goal"; when: Condition; name?: string | undefined };

const Steps: z.ZodType<Step[]> = z.lazy(() => z.array(Step).max(200));
const WaitUntil = z.strictObject({
  ...base,
  kind: z.literal("waitUntil"),
  when: Condition,
  max: Duration,
  then: Steps.optional(),
  timeout: Steps.optional(),
});
const Branch = z.strictObject({
  ...base,
  kind: z.literal("branch"),
  paths: z
    .array(z.strictObject({ when: Condition, label: Words.optional(), steps: Steps }))
    .min(1)
    .max(20),
  else: Steps.optional(),
});
const Split = z.strictObject({
  ...base,
  kind: z.literal("split"),
  arms: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        weight: z.number().positive(),
        holdout: z.boolean().optional(),
        steps: Steps.optional(),
      }),
    )
    .min(2)
    .max(10),
});
const Goal = z.strictObject({ ...base, kind: z.literal("goal"), when: Condition, name: z.string().optional() });

export const Step: z.ZodType<Step> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    Email,
    Wait,
    WaitUntil,
    Branch,
    Split,
    Score,
    Update,
    Notify,
    Webhook,
    HandOff,
    Enrol,
    Leave,
    Goal,
    Exit,
  ]),
);
export type StepKind = Step["kind"];

export const LostReason = z.enum([
  "price",
  "competitor",
  "timing",
  "noDecision",
  "missingFeature",
  "noContact",
  "other",
]);
export const ReturnReason = z.enum([
  "tooEarly",
  "wrongPerson",
  "noBudget",
  "competitor",
  "unreachable",
  "duplicate",
  "other",
]);

export const Trigger = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("form"), source: z.string() }),
  z.strictObject({ kind: z.literal("event"), name: z.string() }),
  z.strictObject({
    kind: z.literal("dealLost"),
    reasons: z.array(LostReason).min(1).optional(),
    after: Duration.optional(),
  }),
  z.strictObject({
    kind: z.literal("returned"),
    reasons: z.array(ReturnReason).min(1).optional(),
    after: Duration.optional(),
  }),
  z.strictObject({ kind: z.literal("stage"), is: z.enum(["marketing", "insideSales", "sales", "customer"]) }),
  z.strictObject({ kind: z.literal("condition"), when: Condition }),
  z.strictObject({ kind: z.literal("dormant"), for: Duration }),
  z.strictObject({ kind: z.literal("list"), list: z.string() }),
  z.strictObject({ kind: z.literal("date"), field: z.string(), offset: Offset.optional() }),
  z.strictObject({ kind: z.literal("manual") }),
]);
export type Trigger = z.infer<typeof Trigger>;

/** `holidays: skip`: no mail on the workspace's holidays. */
export const Window = z.strictObject({
  days: z.array(Weekday).min(1),
  from: TimeOfDay,
  to: TimeOfDay,
  holidays: z.enum(["skip", "send"]).default("skip"),
});
export type Window = z.infer<typeof Window>;

export const Definition = z.strictObject({
  name: Words,
  hypothesis: z
    .strictObject({
      whom: z.string().optional(),
      belief: z.string().optional(),
      reaction: z.string().optional(),
      share: z.number().min(0).max(1).optional(),
      within: Duration.optional(),
      whomWhen: Condition.optional(),
    })
    .optional(),
  triggers: z.array(Trigger).max(20).default([]),
  entry: z
    .strictObject({
      when: Condition.optional(),
      reentry: z.union([z.enum(["never", "always"]), z.strictObject({ after: Duration })]).default("never"),
    })
    .default({ reentry: "never" }),
  exits: z
    .array(z.strictObject({ when: Condition, reason: z.string().min(1) }))
    .max(20)
    .default([]),
  window: Window.optional(),
  /** Higher goes first where two workflows want to mail the same lead. */
  priority: z.int().min(0).max(100).default(50),
  /** Mails of this workflow to one person. */
  cap: z.strictObject({ perDay: z.int().min(1) }).optional(),
  steps: z.array(Step).min(1, "A workflow needs at least one step").max(200),
});
export type Definition = z.infer<typeof Definition>;
