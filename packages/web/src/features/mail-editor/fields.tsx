import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Ref, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { lawQuery } from "../../api/workspace.ts";
import css from "./fields.module.css";
import type { Written } from "./use-mail.ts";

export type FieldsHandle = { focus: (field: "subject" | "preheader") => void };

/** Full-width characters that phones show of each; what is narrow counts half. */
const MOST = { subject: 30, preheader: 40 };

/** Who it is from, and what an inbox shows of it. */
export const Fields = ({ ref, written, locked }: { ref: Ref<FieldsHandle>; written: Written; locked: boolean }) => {
  const { t } = useTranslation();
  const sender = useQuery(lawQuery).data?.sender;
  const subject = useRef<HTMLInputElement>(null);
  const preheader = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    focus: (field) => (field === "subject" ? subject : preheader).current?.focus(),
  }));
  const { draft, change } = written;
  return (
    <dl className={css["fields"]}>
      <dt>{t("mailEdit.from")}</dt>
      <dd>
        {sender?.["name"]} <small>{sender?.["address"]}</small>
      </dd>
      <dt>
        <label htmlFor="mail-subject">{t("mailEdit.subject")}</label>
      </dt>
      <dd>
        <TextInput
          ref={subject}
          id="mail-subject"
          readOnly={locked}
          maxLength={500}
          value={draft.subject}
          placeholder={t("mailEdit.subjectHint")}
          rightSection={<Width text={draft.subject} most={MOST.subject} />}
          onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
        />
      </dd>
      <dt>
        <label htmlFor="mail-preheader">{t("mailEdit.preheader")}</label>
      </dt>
      <dd>
        <TextInput
          ref={preheader}
          id="mail-preheader"
          readOnly={locked}
          maxLength={300}
          value={draft.preheader ?? ""}
          placeholder={t("mailEdit.preheaderHint")}
          rightSection={<Width text={draft.preheader ?? ""} most={MOST.preheader} />}
          onChange={({ currentTarget }) => change({ preheader: currentTarget.value })}
        />
      </dd>
    </dl>
  );
};

const Width = ({ text, most }: { text: string; most: number }) => {
  const width = widthOf(text);
  return (
    <span className={css["width"]} data-long={width > most || undefined}>
      {width}
    </span>
  );
};

/** As the check of the server counts: variables as eight narrow characters. */
const widthOf = (text: string): number =>
  Math.ceil(
    [
      ...text
        .replace(/\{%.*?%\}/g, "")
        .replace(/\{\{.*?\}\}/g, "xxxxxxxx")
        .trim(),
    ].reduce((sum, character) => sum + (/[\u0020-\u007e\uff61-\uff9f]/.test(character) ? 0.5 : 1), 0),
  );
