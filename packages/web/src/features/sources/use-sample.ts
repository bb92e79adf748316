import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { type Payload, payloadsQuery, type Sample, type Source } from "../../api/sources.ts";

const route = getRouteApi("/sources/$id");

export type Samples = {
  /** What came and can be tried. */
  kept: Payload[];
  /** Id of the one that is chosen, or `PASTED`. */
  shown: string | undefined;
  sample: Sample | undefined;
  choose: (id: string | undefined) => void;
  paste: (raw: string) => void;
  isPending: boolean;
};
export const PASTED = "pasted";

/** The newest delivery, the one that the address names, one that was chosen, or a text that was pasted. */
export const useSample = (source: Source): Samples => {
  const { payload: wanted } = route.useSearch();
  const { data, isPending } = useInfiniteQuery(payloadsQuery(source.id, "all"));
  const [chosen, choose] = useState<string>();
  const [pasted, setPasted] = useState<string>();
  const kept = data?.pages.flatMap(({ items }) => items).filter(({ raw }) => raw !== "") ?? [];
  const first = kept.find(({ id }) => id === wanted) ?? kept[0];
  const shown = chosen ?? first?.id ?? (pasted === undefined ? undefined : PASTED);
  const payload = kept.find(({ id }) => id === shown);
  return {
    kept,
    shown,
    sample: payload === undefined ? (pasted === undefined ? undefined : typed(pasted)) : asSample(payload),
    choose,
    paste: (raw) => {
      setPasted(raw);
      choose(PASTED);
    },
    isPending,
  };
};

const asSample = ({ raw, contentType }: Payload): Sample => ({
  raw,
  ...(contentType === undefined ? {} : { contentType }),
});
const typed = (raw: string): Sample => ({
  raw,
  contentType: /^\s*[[{]/.test(raw) ? "application/json" : "application/x-www-form-urlencoded",
});
