import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeSource, type Source, sourceQuery } from "../../api/sources.ts";
import { useFailure } from "../../ui/undo.tsx";

/** Changes a part of a source; what the server has made of it is shown at once. */
export const useChange = (id: string) => {
  const queries = useQueryClient();
  const tell = useFailure();
  return useMutation({
    mutationFn: (patch: Parameters<typeof changeSource>[1]) => changeSource(id, patch),
    onSuccess: async (changed) => {
      queries.setQueryData(sourceQuery(id).queryKey, (known): Source | undefined =>
        known === undefined ? undefined : { ...withoutParts(known), ...changed },
      );
      await queries.invalidateQueries({ queryKey: ["source", id] });
      await queries.invalidateQueries({ queryKey: ["sources"] });
    },
    onError: tell,
  });
};

/** Parts that were taken away are not named in the answer. */
const withoutParts = ({ lastAt, usualPerDay, quiet, counts, refusals, days }: Source) => ({
  counts,
  refusals,
  days,
  ...(lastAt === undefined ? {} : { lastAt }),
  ...(usualPerDay === undefined ? {} : { usualPerDay }),
  ...(quiet === undefined ? {} : { quiet }),
});
