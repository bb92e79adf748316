import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { lookQuery, type MailDraft, type MailLook } from "../../api/mails.ts";
import { Problem } from "../../api.ts";

export type Wrong = { path: string; line?: number; message: string };

/** Asked for so long after a change, in ms: with the server's part below 300. */
const AFTER = 150;

/** The mail as the chosen lead would get it. Where it does not compile, what is wrong, and the last one that did. */
export const useLook = (id: string, draft: MailDraft, leadId: string | undefined) => {
  const { name: _, ...seen } = draft;
  const [settled] = useDebouncedValue(JSON.stringify(seen), AFTER);
  const later: MailDraft = JSON.parse(settled);
  const query = useQuery({ ...lookQuery(id, later, leadId), placeholderData: keepPreviousData });
  const [last, setLast] = useState<MailLook>();
  useEffect(() => {
    if (query.data !== undefined) setLast(query.data);
  }, [query.data]);
  const refused = query.error instanceof Problem && query.error.status === 422 ? query.error : undefined;
  return {
    look: query.data ?? last,
    /** What shows is not what is written. */
    isOld: query.data === undefined && last !== undefined,
    wrong: refused === undefined ? [] : refused.problems.map(withLine),
    error: refused === undefined ? query.error : null,
    retry: () => void query.refetch(),
  };
};

const withLine = ({ path, message }: { path: string; message: string }): Wrong => {
  const [, line, rest] = /^Line (\d+): ([\s\S]*)$/.exec(message) ?? [];
  return line === undefined || rest === undefined ? { path, message } : { path, line: Number(line), message: rest };
};
