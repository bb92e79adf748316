import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { previewCall } from "../../api/calls.ts";
import { type Draft, isBlank, noteOf } from "./call-draft.ts";

/** What saving the note would do, asked from the server a moment after the last change. Never on unfinished conversions. */
export const usePreview = (lead: string, draft: Draft, composing: boolean) => {
  const [settled] = useDebouncedValue(JSON.stringify(noteOf(draft)), 250);
  return useQuery({
    queryKey: ["call-preview", lead, settled],
    queryFn: () => previewCall(lead, JSON.parse(settled)),
    enabled: !composing && !isBlank(draft) && settled !== "{}",
    placeholderData: keepPreviousData,
  });
};
