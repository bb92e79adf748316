import { find } from "@rekindle/core/engine/lead-store";
import { whyInside, whyMail } from "@rekindle/core/engine/why";
import type { Why } from "@rekindle/core/story/why";
import type { Ctx } from "./env.ts";
import { iso } from "./iso.ts";
import { missing, Refusal } from "./problem.ts";

/** `?template=` or `?workflow=`: the rule that decided comes first. */
export const why = async (c: Ctx) => {
  const { engine } = c.var;
  const lead = await find(engine, c.req.param("id") ?? "", "consistent");
  if (lead === undefined) throw missing("lead");
  if (lead.erased !== undefined) throw new Refusal(410, "This person was erased");
  const template = c.req.query("template");
  const workflow = c.req.query("workflow");
  if ((template === undefined) === (workflow === undefined))
    throw new Refusal(422, "Say template or workflow, one of them", [{ path: "template", message: "Or workflow" }]);
  const items =
    template === undefined ? await whyInside(engine, lead, workflow ?? "") : await whyMail(engine, lead, template);
  return c.json({ items: items.map(shown), next: null });
};

const shown = ({ at, until, facts, ...rest }: Why) => ({
  ...rest,
  at: at === undefined ? null : iso(at),
  until: until === undefined ? null : iso(until),
  facts: Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      name === "at" && typeof value === "number" ? iso(value) : value,
    ]),
  ),
});
