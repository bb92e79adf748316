import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type CallNote, type Phrase, previewCall } from "../../api/calls.ts";
import { type Draft, isBlank, noteOf, readIn } from "./call-draft.ts";

export type Preview = ReturnType<typeof usePreview>;

/**
 * What saving the note would do, asked from the server a moment after the last change and never on an unfinished conversion;
 * `read` = what the note says about the chips by itself.
 */
export const usePreview = (lead: string | undefined, draft: Draft, composing: boolean) => {
  const [known, setKnown] = useState<{ lead?: string | undefined; phrases: Phrase[] }>({ phrases: [] });
  const phrases = known.lead === lead && draft.note !== "" ? known.phrases : [];
  const read = readIn(phrases);
  const note = noteOf(draft, read);
  const [settled] = useDebouncedValue<{ lead: string | undefined; text: string }>(
    { lead, text: JSON.stringify(note) },
    250,
  );
  const blank = isBlank(draft);
  const query = useQuery({
    queryKey: ["call-preview", lead, settled.text],
    queryFn: () => {
      const body: CallNote = JSON.parse(settled.text);
      return previewCall(lead ?? "", body);
    },
    enabled: lead !== undefined && lead === settled.lead && !composing && !blank && settled.text !== "{}",
    placeholderData: (before, from) => (from?.queryKey[1] === lead ? before : undefined),
  });
  const { data } = query;
  useEffect(() => {
    if (data !== undefined) setKnown({ lead, phrases: data.phrases });
  }, [data, lead]);
  return { data: blank ? undefined : data, failed: query.isError && !blank, phrases, read, note };
};
