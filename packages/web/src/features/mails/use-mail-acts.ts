import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteMail, type MailRow, mailQuery, saveMail } from "../../api/mails.ts";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { newId } from "./new-id.ts";

export type MailActs = { copy: (id: string) => void; remove: (mail: MailRow) => void };

/** What can be done with a mail of the list. `gone`: taken away here, and on the server when the time to undo is over. */
export const useMailActs = (): MailActs & { gone: ReadonlySet<string> } => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailure();
  const later = useUndo();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const copy = useMutation({
    mutationFn: async (id: string) => {
      const { draft } = await queries.fetchQuery({ ...mailQuery(id), staleTime: 0 });
      const to = newId();
      await saveMail(to, { ...draft, name: t("mails.copyOf", { name: draft.name ?? id }) }, "");
      return to;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ["mails"] });
      await navigate({ to: "/mails/$id", params: { id } });
    },
    onError: tell,
  });
  return {
    gone,
    copy: (id) => copy.mutate(id),
    remove: ({ id, name }) => {
      setGone((before) => new Set([...before, id]));
      later({
        text: t("mails.removed", { name }),
        run: async () => {
          await deleteMail(id);
          await queries.invalidateQueries({ queryKey: ["mails"] });
        },
        undo: () => setGone((before) => new Set([...before].filter((other) => other !== id))),
      });
    },
  };
};
