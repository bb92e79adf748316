import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { allSettingsQuery, type Settings, saveSettings } from "../../api/settings.ts";
import { Problem } from "../../api.ts";
import { useMay } from "../../ui/may.ts";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { useDraft } from "./drafts.ts";
import { differences, patchOf } from "./patch.ts";
import { useChangeWords } from "./use-change-words.ts";

export type Section = ReturnType<typeof useSection>;

/** A part of the settings that is changed together and saved by itself: with what changed, what is wrong where, and a way back. */
export const useSection = (section: string, parts: readonly (keyof Settings)[]) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useFailure();
  const may = useMay();
  const words = useChangeWords();
  const query = useQuery(allSettingsQuery);
  const [draft, setDraft] = useDraft<Partial<Settings>>(section, {});
  const known = query.data;
  const only = (settings: Settings | undefined) =>
    settings === undefined ? {} : Object.fromEntries(parts.map((part) => [part, settings[part]]));
  const value = known === undefined ? undefined : { ...known, ...draft };
  const before = only(known);
  const after = only(value);
  const changes = differences(before, after);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["settings"] }),
      queries.invalidateQueries({ queryKey: ["me"] }),
    ]);
  const save = useMutation({
    mutationFn: () => saveSettings(Object(patchOf(before, after))),
    onSuccess: (settings) => {
      const back = Object(patchOf(after, before));
      queries.setQueryData(allSettingsQuery.queryKey, settings);
      setDraft({});
      void refresh();
      undo({
        text: t("settings.saved", { what: changes.map((change) => words(change).label).join(t("settings.and")) }),
        run: async () => undefined,
        undo: () => void saveSettings(back).then(refresh, tell),
      });
    },
  });
  const faults = save.error instanceof Problem ? save.error.problems : [];
  return {
    query,
    value,
    changes,
    save,
    readOnly: !may(),
    change: (next: Partial<Settings>) => setDraft({ ...draft, ...next }),
    reset: () => {
      save.reset();
      setDraft({});
    },
    /** What is wrong at a field, in words. */
    fault: (path: string): string | undefined =>
      faults.some((one) => one.path === path || one.path.startsWith(`${path}.`)) ? t("settings.wrong") : undefined,
  };
};
