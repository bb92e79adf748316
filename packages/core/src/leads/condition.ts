import * as z from "zod";
import { Duration } from "../workspace/shapes.ts";

/** A question about a lead, asked by workflows, scoring and segments. `evaluate.ts` answers it. */

export const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Refuses keys it does not know: a typo in a condition must not mean "always". */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | FieldCondition
  | EventCondition;

const FieldCondition = z
  .strictObject({
    field: z.string().min(1),
    eq: Scalar.optional(),
    ne: Scalar.optional(),
    gt: z.number().optional(),
    gte: z.number().optional(),
    lt: z.number().optional(),
    lte: z.number().optional(),
    in: z.array(Scalar).optional(),
    contains: Scalar.optional(),
    exists: z.boolean().optional(),
  })
  .refine(
    ({ field: _, ...tests }) => Object.keys(tests).length > 0,
    "Say what the field must be: eq, ne, gt, gte, lt, lte, in, contains or exists",
  );
export type FieldCondition = z.infer<typeof FieldCondition>;

const EventCondition = z.strictObject({
  event: z.string().min(1),
  template: z.string().optional(),
  source: z.string().optional(),
  name: z.string().optional(),
  atLeast: z.int().min(1).max(20).optional(),
  within: Duration.optional(),
});
export type EventCondition = z.infer<typeof EventCondition>;

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1).max(20) }),
    z.strictObject({ any: z.array(Condition).min(1).max(20) }),
    z.strictObject({ not: Condition }),
    FieldCondition,
    EventCondition,
  ]),
);

/** A fact of the history that some published condition asks for. `keep` = how many newest times are needed. */
export type Watch = { key: string; event: string; template?: string; source?: string; name?: string; keep: number };
