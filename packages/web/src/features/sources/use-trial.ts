import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Draft, type Sample, tryPayload } from "../../api/sources.ts";

/** What a sample would become by this draft, a moment after it changed. */
export const useTrial = (id: string, draft: Draft, sample: Sample | undefined) => {
  const [asked] = useDebouncedValue(JSON.stringify({ draft, sample }), 250);
  return useQuery({
    queryKey: ["trial", id, asked],
    queryFn: () => {
      const { draft, sample }: { draft: Draft; sample?: Sample } = JSON.parse(asked);
      return sample === undefined ? null : tryPayload(id, draft, sample);
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
};
