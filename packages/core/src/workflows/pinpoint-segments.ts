import * as z from "zod";
import type { Condition } from "../leads/condition.ts";
import { anyOf, dimensionsCondition, everyOf, type Known } from "./pinpoint-conditions.ts";
import { Segment } from "./pinpoint-journey.ts";

/** `aws pinpoint get-segments` as it is, its list, or single answers of `get-segment`. What is none of these is none. */
export const segmentsIn = (value: unknown): ReadonlyMap<string, Segment> => {
  const parsed = Segments.safeParse(value);
  return new Map((parsed.success ? parsed.data : []).map((segment) => [segment.Id, segment]));
};

const One = z.union([z.object({ SegmentResponse: Segment }).transform((answer) => answer.SegmentResponse), Segment]);
const Segments = z.union([
  z.object({ SegmentsResponse: z.object({ Item: z.array(Segment) }) }).transform((page) => page.SegmentsResponse.Item),
  z.object({ Item: z.array(Segment) }).transform((page) => page.Item),
  z.array(One),
  One.transform((segment) => [segment]),
]);

/** An imported segment is a list here; a dynamic one is the condition that it was made of, if that is known. */
export const segmentCondition = (id: string, path: string, known: WithSegments): Condition | undefined => {
  const dynamic = dynamicCondition(id, path, known);
  return dynamic === "list" ? { field: "lists", eq: listOf(id, path, known) } : dynamic;
};

export type WithSegments = Known & { segments: ReadonlyMap<string, Segment> };

/** The list that stands for a segment, which somebody has to import. */
export const listOf = (id: string, path: string, { segments, miss }: WithSegments): string => {
  const segment = segments.get(id);
  const list = segment?.Name ?? id;
  miss(
    path,
    segment === undefined ? `The segment ${id}, of which the journey has the id only` : `The people of "${list}"`,
    `Export the segment and import its people: POST /v1/leads/import?list=${encodeURIComponent(list)}`,
  );
  return list;
};

/** `"list"`: nothing is known but who is in it. `outer` = the segments that this one is part of. */
export const dynamicCondition = (
  id: string,
  path: string,
  known: WithSegments,
  outer: readonly string[] = [],
): Condition | "list" | undefined => {
  const segment = known.segments.get(id);
  if (segment === undefined || segment.SegmentType === "IMPORT") return "list";
  if (outer.includes(id) || outer.length > 5) return undefined;
  const own = segment.Dimensions;
  const groups = segment.SegmentGroups?.Groups ?? [];
  if (groups.length === 0) return own ? dimensionsCondition(own, path, known) : "list";
  const parts = groups.map((group) => {
    const sources = (group.SourceSegments ?? []).map(({ Id }) => {
      const inner = dynamicCondition(Id, path, known, [...outer, id]);
      return inner === "list" ? { field: "lists", eq: listOf(Id, path, known) } : inner;
    });
    const dimensions = (group.Dimensions ?? []).map((from) => dimensionsCondition(from, path, known));
    const both = [
      ...(sources.length === 0 ? [] : [combined(sources, group.SourceType)]),
      ...(dimensions.length === 0 ? [] : [combined(dimensions, group.Type)]),
    ];
    return everyOf(both);
  });
  return combined(parts, segment.SegmentGroups?.Include);
};

const combined = (parts: (Condition | undefined)[], how: string | null | undefined): Condition | undefined => {
  if (how === "ANY") return anyOf(parts);
  if (how !== "NONE") return everyOf(parts);
  const any = parts.includes(undefined) ? undefined : anyOf(parts);
  return any === undefined ? undefined : { not: any };
};
