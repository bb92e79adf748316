import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Form, type Source, showForm } from "../../api/sources.ts";
import type { Language } from "../../api/workspace.ts";
import { lendFont } from "../../ui/lend-font.ts";
import { Failed } from "../../ui/states.tsx";
import { draftOf } from "./draft-of.ts";
import css from "./form-editor.module.css";

/** The very page that the server would answer, a moment after something changed. Nothing in it runs or is sent. */
export const FormPreview = ({ source, form, language }: { source: Source; form: Form; language: Language }) => {
  const { t } = useTranslation();
  const [asked] = useDebouncedValue(JSON.stringify(form), 300);
  const { data, error, refetch } = useQuery({
    queryKey: ["form", source.id, asked, language],
    queryFn: () => showForm(source.id, { ...draftOf(source), form: JSON.parse(asked) }, language),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return (
    <>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <iframe
        className={css["page"]}
        title={t("formEdit.preview")}
        sandbox="allow-same-origin"
        srcDoc={data?.html ?? ""}
        onLoad={({ currentTarget }) => lendFont(currentTarget.contentDocument)}
      />
    </>
  );
};
