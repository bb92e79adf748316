import * as z from "zod";
import { Condition } from "../leads/condition.ts";
import { Slug } from "../workspace/shapes.ts";

/** The scoring model: families that fade, signals that give points, fit rules, lines. Published versions are immutable. */
export const ScoringModel = z.object({
  families: z.record(z.string(), z.object({ halfLifeDays: z.number().positive().optional() })),
  signals: z
    .array(
      z.object({
        id: Slug,
        label: z.object({ ja: z.string().optional(), en: z.string().optional() }).optional(),
        /** Name of the event: `mail.clicked`, `form.submitted`, `call.noted`, or a tracked event's own name. */
        on: z.string().min(1),
        when: Condition.optional(),
        points: z.number(),
        family: Slug,
        cap: z.object({ points: z.number().positive(), per: z.enum(["day", "week"]) }).optional(),
        /** Hand over at once, whatever the score. */
        handOff: z.boolean().optional(),
      }),
    )
    .max(500),
  fit: z
    .array(
      z.object({
        id: Slug,
        label: z.object({ ja: z.string().optional(), en: z.string().optional() }).optional(),
        when: Condition,
        points: z.number(),
      }),
    )
    .max(500)
    .default([]),
  lines: z
    .object({ warm: z.number(), insideSales: z.number(), sales: z.number() })
    .default({ warm: 40, insideSales: 70, sales: 100 }),
});
export type ScoringModel = z.infer<typeof ScoringModel>;
