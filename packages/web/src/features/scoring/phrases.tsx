import { Button, TagsInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Chip, type PhraseRow, phrasesQuery, savePhrases } from "../../api/scoring.ts";
import { useMay } from "../../ui/may.ts";
import { Failed } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import css from "./phrases.module.css";
import { useRuleWords } from "./use-rule-words.ts";

const groups: { chip: Chip; value: boolean | string }[] = [
  ...(["interest", "budget", "authority", "need"] as const).flatMap((chip) => [
    { chip, value: true },
    { chip, value: false },
  ]),
  { chip: "timing", value: "within3m" },
  { chip: "timing", value: "within6m" },
  { chip: "timing", value: "later" },
];

/** The words of call notes, by what they mean. Points come from the rules for calls: these only find what was said. */
export const Phrases = () => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const tell = useFailure();
  const mayChange = useMay()("marketer");
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(phrasesQuery);
  const [edited, setEdited] = useState<PhraseRow[]>();
  const rows = edited ?? data?.items ?? [];
  const save = useMutation({
    mutationFn: savePhrases,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["phrases"] });
      setEdited(undefined);
      notifications.show({ message: t("scoring.phrasesSaved") });
    },
    onError: tell,
  });
  const of = ({ chip, value }: (typeof groups)[number]) =>
    rows.filter((row) => row.chip === chip && row.value === value).map(({ text }) => text);
  const set = (group: (typeof groups)[number], texts: string[]) =>
    setEdited([
      ...rows.filter((row) => row.chip !== group.chip || row.value !== group.value),
      ...texts.map((text) => ({ text, ...group })),
    ]);
  return (
    <div className={css["phrases"]}>
      <p className={css["about"]}>{t("scoring.phrasesAbout")}</p>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data !== undefined &&
        groups.map((group) => (
          <TagsInput
            key={`${group.chip} ${group.value}`}
            label={words.chip(group.chip, group.value)}
            value={of(group)}
            readOnly={!mayChange}
            splitChars={[",", "、", "|"]}
            onChange={(texts) => set(group, texts)}
          />
        ))}
      {mayChange ? (
        <div className={css["acts"]}>
          <Button variant="default" disabled={edited === undefined} onClick={() => setEdited(undefined)}>
            {t("scoring.undo")}
          </Button>
          <Button disabled={edited === undefined} loading={save.isPending} onClick={() => save.mutate(rows)}>
            {t("scoring.phrasesSave")}
          </Button>
        </div>
      ) : (
        <p className={css["about"]}>{t("scoring.phrasesRefused")}</p>
      )}
    </div>
  );
};
