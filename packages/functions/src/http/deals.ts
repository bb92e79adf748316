import type { Deal, DealInput } from "@rekindle/core/deals/deal";
import { change, findDeal } from "@rekindle/core/engine/deals";
import { normalise } from "@rekindle/core/leads/address";
import { LostReason } from "@rekindle/core/workflows/definition";
import { Hono } from "hono";
import * as z from "zod";
import { listDeals, withPeople } from "./deal-list.ts";
import { dealView } from "./deal-view.ts";
import { actor, type Ctx, type Env, now } from "./env.ts";
import { importing } from "./imports.ts";
import { body, missing, Refusal } from "./problem.ts";

const When = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const fields = {
  name: z.string().max(300).optional(),
  lostReason: LostReason.optional(),
  competitor: z.string().max(200).optional(),
  amount: z.union([z.number(), z.object({ amount: z.number(), currency: z.string().length(3) })]).optional(),
  owner: z.string().max(100).optional(),
  renewalMonth: z
    .string()
    .regex(/^\d{4}-\d{2}$/, "A month such as 2027-03")
    .optional(),
  closedAt: When.optional(),
  modifiedAt: When.optional(),
};
const NewDeal = z.object({
  ...fields,
  leadEmail: z.string().optional(),
  company: z.string().max(300).optional(),
  stage: z.string().min(1).max(100),
});
const Change = z.object({ ...fields, stage: z.string().min(1).max(100).optional() });

export const deals = new Hono<Env>()
  .get("/", (c) => listDeals(c))
  .post("/", async (c) => {
    const { leadEmail, company, ...input } = await body(c, NewDeal);
    if (leadEmail === undefined && company === undefined)
      throw new Refusal(422, "A deal belongs to a person or a company", [
        { path: "leadEmail", message: "Give leadEmail, company, or both" },
      ]);
    const email = leadEmail === undefined ? undefined : normalise(leadEmail);
    if (email?.status === "refused")
      throw new Refusal(422, email.reason, [{ path: "leadEmail", message: email.reason }]);
    const outcome = await apply(c, {
      ...plain(input),
      ...idOf(c),
      stage: input.stage,
      ...(email === undefined ? {} : { leadEmail: email.address }),
      ...(company === undefined ? {} : { company }),
    });
    return c.json(dealView(outcome), 201);
  })
  .post("/import", (c) => importing(c, "deals"))
  .get("/:id", async (c) => c.json((await withPeople(c, [await known(c)]))[0]))
  .patch("/:id", async (c) => {
    const deal = await known(c);
    const input = await body(c, Change);
    return c.json(dealView(await apply(c, { id: deal.id, ...plain(input), stage: input.stage ?? deal.stage })));
  });

/** The same request again means the same deal. */
const idOf = (c: Ctx): { id?: string } => {
  const key = c.req.header("idempotency-key");
  return key === undefined ? {} : { id: `deal_${c.var.engine.world.seal.addressKey(`deal:${key}`)}` };
};

const known = async (c: Ctx): Promise<Deal> => {
  const deal = await findDeal(c.var.engine, c.req.param("id") ?? "");
  if (deal === undefined) throw missing("deal");
  return deal;
};

const apply = async (c: Ctx, input: DealInput): Promise<Deal> =>
  (
    await change(c.var.engine, input, {
      at: now(c),
      cause: c.var.engine.world.ids.next("api"),
      ...actor(c),
    })
  ).deal;

/** Without what was not said. */
const plain = ({ amount, ...rest }: z.infer<typeof Change>): Partial<DealInput> => ({
  ...Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== undefined && name !== "stage")),
  ...(amount === undefined ? {} : typeof amount === "number" ? { amount } : amount),
});
