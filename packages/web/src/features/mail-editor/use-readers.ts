import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Lacking, lackingQuery } from "../../api/mails.ts";

/** Whose mail is looked at: one who was chosen, or one after the other of those who lack a variable. */
export const useReaders = (
  id: string,
  {
    variables,
    stored,
    chosen,
    choose,
  }: {
    variables: readonly string[];
    /** The server has what is written: it answers about that. */
    stored: boolean;
    chosen: string | undefined;
    choose: (lead: string | undefined) => void;
  },
) => {
  const query = useQuery({ ...lackingQuery(id, variables), enabled: stored && variables.length > 0 });
  const [walk, setWalk] = useState<{ of: Lacking; at: number }>();
  const step = (next: { of: Lacking; at: number } | undefined) => {
    setWalk(next);
    choose(next?.of.leads[next.at]);
  };
  const all = query.data?.lacking.filter(({ people }) => people > 0) ?? [];
  return {
    lacking: all,
    looked: query.data?.looked ?? 0,
    complete: query.data?.all ?? true,
    walk: walk !== undefined && walk.of.leads[walk.at] === chosen ? walk : undefined,
    begin: (of: Lacking) => step({ of, at: 0 }),
    /** The next of them; without a walk, the first who lacks anything. */
    next: () => {
      const [first] = all;
      if (walk !== undefined) step({ of: walk.of, at: (walk.at + 1) % Math.max(1, walk.of.leads.length) });
      else if (first !== undefined) step({ of: first, at: 0 });
    },
    end: () => step(undefined),
  };
};
export type Readers = ReturnType<typeof useReaders>;
