import { Button, Select, Switch, TextInput } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Source, sourcesQuery } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import css from "./source.module.css";
import { useChange } from "./use-change.ts";

/** Its name, what else happens when something comes, and whether its silence is told. */
export const Options = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const change = useChange(source.id);
  const sites = (useQuery(sourcesQuery).data?.items ?? []).filter(({ kind }) => kind === "segment");
  const isBrowser = source.kind === "form";
  const before = {
    name: source.name ?? "",
    list: source.list ?? "",
    event: source.event ?? "",
    thanksUrl: source.thanksUrl ?? "",
    visits: source.visits ?? "",
    watch: source.watch ?? true,
  };
  const [draft, setDraft] = useState(before);
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const isSame = JSON.stringify(draft) === JSON.stringify(before);
  const listWrong = draft.list !== "" && !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(draft.list);
  const urlWrong = draft.thanksUrl !== "" && !/^https?:\/\/\S+$/.test(draft.thanksUrl);
  const save = () => {
    const { watch, ...texts } = draft;
    const patch = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, text.trim() === "" ? null : text.trim()]),
    );
    change.mutate({ ...patch, watch: watch ? null : false });
  };
  return (
    <Card title={t("optionsOf.title")} icon={<IconAdjustments />}>
      <div className={css["fields"]}>
        <TextInput
          label={t("newSource.name")}
          value={draft.name}
          maxLength={200}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <TextInput
          label={t("optionsOf.list")}
          description={t("optionsOf.listHint")}
          value={draft.list}
          error={listWrong ? t("newSource.idShape") : undefined}
          onChange={({ currentTarget }) => set({ list: currentTarget.value })}
        />
        <TextInput
          label={t("optionsOf.event")}
          description={t("optionsOf.eventHint")}
          placeholder="seminar.registered"
          value={draft.event}
          maxLength={100}
          onChange={({ currentTarget }) => set({ event: currentTarget.value })}
        />
        {isBrowser && (
          <TextInput
            label={t("optionsOf.thanksUrl")}
            description={t("optionsOf.thanksUrlHint")}
            placeholder="https://www.example.jp/thanks"
            value={draft.thanksUrl}
            error={urlWrong ? t("optionsOf.urlShape") : undefined}
            onChange={({ currentTarget }) => set({ thanksUrl: currentTarget.value })}
          />
        )}
        {isBrowser && sites.length > 0 && (
          <Select
            label={t("optionsOf.visits")}
            description={t("optionsOf.visitsHint")}
            placeholder={t("optionsOf.noVisits")}
            data={sites.map(({ id, name }) => ({ value: id, label: name ?? id }))}
            value={draft.visits === "" ? null : draft.visits}
            clearable
            clearButtonProps={{ "aria-label": t("optionsOf.noVisits") }}
            onChange={(visits) => set({ visits: visits ?? "" })}
          />
        )}
        <Switch
          label={t("optionsOf.watch")}
          description={t("optionsOf.watchHint")}
          checked={draft.watch}
          onChange={({ currentTarget }) => set({ watch: currentTarget.checked })}
        />
        <div className={css["acts"]}>
          <Button disabled={isSame || listWrong || urlWrong} loading={change.isPending} onClick={save}>
            {t("sources.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
};
