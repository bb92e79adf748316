import { Button, Select, Textarea } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Consent, payloadsQuery, type Source } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { BasisChoice } from "./basis-choice.tsx";
import css from "./source.module.css";
import { useChange } from "./use-change.ts";

/** On what ground those who come in by this source may get mail, and what is kept as evidence. */
export const ConsentCard = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const change = useChange(source.id);
  const [consent, setConsent] = useState<Consent>(source.consent);
  const { data } = useInfiniteQuery(payloadsQuery(source.id, "all"));
  const fields = [
    ...new Set(
      (data?.pages ?? []).flatMap(({ items }) =>
        items.flatMap(({ submission }) => Object.keys(submission?.fields ?? {})),
      ),
    ),
  ];
  const known = consent.field === undefined || fields.includes(consent.field) ? fields : [consent.field, ...fields];
  const isSame = JSON.stringify(consent) === JSON.stringify(source.consent);
  const set = (part: { field?: string | null; text?: string }) => {
    const { field: before, text: words, basis } = consent;
    const field = part.field === undefined ? before : (part.field ?? undefined);
    const text = part.text === undefined ? words : part.text === "" ? undefined : part.text;
    setConsent({ basis, ...(field === undefined ? {} : { field }), ...(text === undefined ? {} : { text }) });
  };
  return (
    <Card title={t("consentOf.title")} icon={<IconShieldCheck />}>
      <div className={css["fields"]}>
        <BasisChoice basis={consent.basis} change={(basis) => setConsent({ ...consent, basis })} />
        {consent.basis !== "none" && (
          <>
            <Select
              label={t("consentOf.field")}
              description={t("consentOf.fieldHint")}
              placeholder={t("consentOf.noField")}
              data={known}
              value={consent.field ?? null}
              clearable
              searchable
              clearButtonProps={{ "aria-label": t("consentOf.noField") }}
              onChange={(field) => set({ field })}
            />
            <Textarea
              label={t("consentOf.text")}
              description={t("consentOf.textHint")}
              value={consent.text ?? ""}
              autosize
              minRows={2}
              maxLength={2000}
              onChange={({ currentTarget }) => set({ text: currentTarget.value })}
            />
          </>
        )}
        <div className={css["acts"]}>
          <Button disabled={isSame} loading={change.isPending} onClick={() => change.mutate({ consent })}>
            {t("sources.save")}
          </Button>
          {!isSame && <span className={css["hint"]}>{t("consentOf.fromNow")}</span>}
        </div>
      </div>
    </Card>
  );
};
