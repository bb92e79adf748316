import type { Filter } from "@rekindle/core/engine/lead-listing";
import { findSegment } from "@rekindle/core/engine/segments";
import { companyKey } from "@rekindle/core/leads/company";
import { stages } from "@rekindle/core/leads/lead";
import * as z from "zod";
import type { Ctx } from "./env.ts";
import { Refusal } from "./problem.ts";

const Text = z.string().min(1).max(200);
/** Whom something is about, as the API takes it: in a query, and as `filter` in bodies. */
export const FilterInput = z.strictObject({
  q: Text.optional(),
  company: Text.optional(),
  stage: z.enum(["marketing", "insideSales", "sales", "customer"]).optional(),
  owner: Text.optional(),
  tag: Text.optional(),
  list: Text.optional(),
  segment: Text.optional(),
});
export type FilterInput = z.infer<typeof FilterInput>;
export const filterNames = Object.keys(FilterInput.shape);

/** 422 where it names what is not there: everybody instead of nobody would be the worst answer. */
export const filterOf = async (c: Ctx, input: FilterInput): Promise<Filter> => {
  const { q, company, stage, owner, tag, list, segment: id } = input;
  const segment = id === undefined ? undefined : await findSegment(c.var.engine, id);
  if (id !== undefined && segment === undefined)
    throw new Refusal(422, "There is no such segment", [{ path: "segment", message: `No segment "${id}"` }]);
  const filter: Filter = {
    ...(q === undefined ? {} : { text: q }),
    ...(company === undefined ? {} : { company: companyKey(company) ?? company }),
    ...(stage === undefined ? {} : { stage }),
    ...(owner === undefined ? {} : { owner }),
    ...(tag === undefined ? {} : { tag }),
    ...(list === undefined ? {} : { list }),
    ...(segment === undefined ? {} : { when: segment.when }),
  };
  return filter;
};

/** The filter in the query of a request. */
export const filterIn = (c: Ctx): FilterInput => {
  const given = Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = c.req.query(name);
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
  const read = FilterInput.safeParse(given);
  if (read.success) return read.data;
  throw new Refusal(
    422,
    read.error.issues.some(({ path }) => path[0] === "stage") ? "Unknown stage" : "The filter cannot be used",
    read.error.issues.map(({ path, message }) => ({
      path: path.join("."),
      message: path[0] === "stage" ? `One of ${stages.join(", ")}` : message,
    })),
  );
};
