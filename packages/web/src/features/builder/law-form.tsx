import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { lawQuery, saveLaw } from "../../api/workspace.ts";
import { useMay } from "../../ui/may.ts";
import { explain } from "../../ui/states.tsx";
import css from "./launch.module.css";

const fields = ["footer.company", "footer.postalAddress", "footer.contact", "sender.name", "sender.address"] as const;

/** What the law wants in every mail, asked where it is needed: before the first one goes out. */
export const LawForm = ({ missing }: { missing: string[] }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(lawQuery);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const known = (field: string): string => {
    const [group, name = ""] = field.split(".");
    return (group === "footer" ? data?.footer : data?.sender)?.[name] ?? "";
  };
  const valueOfField = (field: string) => typed[field] ?? (missing.includes(field) ? "" : known(field));
  const act = useMutation({
    mutationFn: () => {
      const read = (group: string) =>
        Object.fromEntries(
          fields
            .filter((field) => field.startsWith(group))
            .map((field) => [field.split(".")[1] ?? "", valueOfField(field).trim()]),
        );
      return saveLaw({ footer: read("footer"), sender: read("sender") });
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  const refusal = act.error && explain(act.error, t);
  const may = useMay();
  const whole = fields.every((field) => valueOfField(field).trim() !== "");
  if (!may()) return <p className={css["law"]}>{t("launch.lawAsk")}</p>;
  return (
    <form
      className={css["law"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) act.mutate();
      }}
    >
      <p>{t("launch.lawWhy")}</p>
      {fields.map((field) => (
        <TextInput
          key={field}
          label={t(`law.${field}`)}
          required
          type={field === "sender.address" ? "email" : "text"}
          value={valueOfField(field)}
          onChange={({ currentTarget }) => setTyped({ ...typed, [field]: currentTarget.value })}
        />
      ))}
      {refusal !== null && (
        <p role="alert">
          <b>{refusal.what}</b> {refusal.why}
        </p>
      )}
      <Button type="submit" size="xs" disabled={!whole} loading={act.isPending}>
        {t("launch.saveLaw")}
      </Button>
    </form>
  );
};
