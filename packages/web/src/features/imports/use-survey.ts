import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { begin, type Choices, type Column, type Kind, survey } from "../../api/imports.ts";
import { Problem } from "../../api.ts";
import { useFailure } from "../../ui/undo.tsx";
import { type Packed, pack } from "./pack.ts";

/** A file, what is chosen for it, and what would happen: asked anew with every choice. */
export const useSurvey = <K extends Kind>(kind: K, usual: Choices) => {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const tell = useFailure();
  const [file, setFile] = useState<Packed>();
  const [choices, setChoices] = useState<Choices>(usual);
  const query = useQuery({
    queryKey: ["survey", kind, file?.id, choices],
    queryFn: () => {
      if (file === undefined) throw new Error("There is no file yet");
      return survey(kind, file.blob, file.name, choices);
    },
    enabled: file !== undefined,
    placeholderData: keepPreviousData,
    // Who makes a workflow for a reason in another tab comes back to the answer that knows it.
    staleTime: 5_000,
    refetchOnWindowFocus: true,
    retry: false,
  });
  const columns = query.data?.file.columns ?? headersIn(query.error) ?? [];
  const target = (header: string): string | null =>
    choices.columns?.[header] ?? columns.find((column) => column.header === header)?.target ?? null;
  /** Every column as it stands: what is remembered, and what the import is made by. */
  const allColumns = () => Object.fromEntries(columns.map(({ header }) => [header, target(header)]));
  const start = useMutation({
    mutationFn: (packed: Packed) => begin(kind, packed.blob, packed.name, { ...choices, columns: allColumns() }),
    onSuccess: async ({ job }) => {
      await queries.invalidateQueries();
      await navigate({ to: "/imports/$job", params: { job } });
    },
    onError: tell,
  });
  return {
    file,
    data: query.data,
    /** The file is read for the first time, or again after a choice. */
    isReading: query.isPending && file !== undefined,
    isStale: query.isPlaceholderData,
    error: query.error,
    retry: () => void query.refetch(),
    columns,
    choices,
    take: (chosen: File) =>
      void pack(chosen).then((packed) => {
        setChoices((known) => ({ ...known, columns: undefined }));
        setFile(packed);
      }, tell),
    choose: (more: Choices) => setChoices((known) => ({ ...known, ...more })),
    match: (header: string, to: string | null) =>
      setChoices((known) => ({
        ...known,
        // A target has one column.
        columns: {
          ...Object.fromEntries(
            Object.entries(allColumns()).map(([name, now]) => [name, now === to && to !== null ? null : now]),
          ),
          [header]: to,
        },
      })),
    start: () => file !== undefined && start.mutate(file),
    isStarting: start.isPending,
  };
};

/** A list whose columns are not understood: their names come with the refusal, so that somebody can say what they are. */
const headersIn = (error: unknown): Column[] | undefined =>
  error instanceof Problem && error.reason === "columns"
    ? error.problems.map(({ message }) => ({ header: message, samples: [], filled: 0 }))
    : undefined;
