import { Button, Modal, Select, TagsInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeLead, type Lead, type LeadChange } from "../../api/leads.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { settingsQuery } from "../../api/workspace.ts";
import dialog from "../../ui/dialog.module.css";
import { attribute } from "../../ui/gate.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useTerm } from "../../ui/words.ts";
import css from "./dialog.module.css";

/** Fields that everybody has, in the order in which cards have them; then whatever else is known. */
const usual = ["reading", "department", "title", "phone"];
const NOBODY = "-";

/** What is known of a person, set right. Only what was changed is sent, so nobody overwrites what they did not touch. */
export const EditDialog = ({ lead, close }: { lead: Lead; close: () => void }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const tell = useFailure();
  const queries = useQueryClient();
  const reps = useQuery(settingsQuery).data?.reps ?? [];
  const known = useQuery(vocabularyQuery).data?.tags.map(({ name }) => name) ?? [];
  const names = [
    ...new Set([...usual, ...Object.keys(lead.attributes).filter((name) => !Array.isArray(lead.attributes[name]))]),
  ];
  const [name, setName] = useState(lead.name ?? "");
  const [company, setCompany] = useState(lead.company ?? "");
  const [values, setValues] = useState(() => new Map(names.map((key) => [key, attribute(lead, key)] as const)));
  const [tags, setTags] = useState(lead.tags);
  const [owner, setOwner] = useState(lead.owner ?? NOBODY);
  const change = changed(lead, { name, company, values, tags, owner: owner === NOBODY ? null : owner });
  const save = useMutation({
    mutationFn: () => changeLead(lead.id, change),
    onSuccess: async (next) => {
      queries.setQueryData(["lead", lead.id], next);
      await queries.invalidateQueries({ queryKey: ["lead", lead.id] });
      close();
    },
    onError: tell,
  });
  const isChanged = Object.keys(change).length > 0;
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("edit.title", { name: lead.name ?? lead.email })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form
        className={css["fields"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged) save.mutate();
        }}
      >
        <TextInput
          label={t("edit.name")}
          data-autofocus
          maxLength={300}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label={t("lead.company")}
          maxLength={300}
          value={company}
          onChange={({ currentTarget }) => setCompany(currentTarget.value)}
        />
        <div className={css["pairs"]}>
          {names.map((key) => (
            <TextInput
              key={key}
              label={term("attribute", key)}
              maxLength={2000}
              value={values.get(key) ?? ""}
              onChange={({ currentTarget: { value } }) => setValues((before) => new Map(before).set(key, value))}
            />
          ))}
        </div>
        <TagsInput label={t("edit.tags")} data={known} value={tags} onChange={setTags} />
        <Select
          label={t("edit.owner")}
          allowDeselect={false}
          value={owner}
          onChange={(value) => setOwner(value ?? NOBODY)}
          data={[
            { value: NOBODY, label: t("bulk.nobody") },
            ...reps.map(({ id, name: rep }) => ({ value: id, label: rep })),
          ]}
        />
        <p className={css["hint"]}>{t("edit.address", { email: lead.email })}</p>
        <footer className={dialog["actions"]}>
          <Button variant="default" onClick={close}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            {t("edit.save")}
          </Button>
        </footer>
      </form>
    </Modal>
  );
};

type Form = { name: string; company: string; values: Map<string, string>; tags: string[]; owner: string | null };

const changed = (lead: Lead, { name, company, values, tags, owner }: Form): LeadChange => {
  const attributes = Object.fromEntries(
    [...values]
      .filter(([key, value]) => value.trim() !== attribute(lead, key))
      .map(([key, value]) => [key, value.trim()]),
  );
  const add = tags.filter((tag) => !lead.tags.includes(tag));
  const remove = lead.tags.filter((tag) => !tags.includes(tag));
  return {
    ...(name.trim() === (lead.name ?? "") ? {} : { name: name.trim() }),
    ...(company.trim() === (lead.company ?? "") || company.trim() === "" ? {} : { company: company.trim() }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    ...(add.length + remove.length === 0
      ? {}
      : { tags: { ...(add.length === 0 ? {} : { add }), ...(remove.length === 0 ? {} : { remove }) } }),
    ...(owner === (lead.owner ?? null) ? {} : { owner }),
  };
};
