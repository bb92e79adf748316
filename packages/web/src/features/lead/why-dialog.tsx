import { Modal, Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { type Asked, whyQuery } from "../../api/why.ts";
import { Failed } from "../../ui/states.tsx";
import { useSay } from "../../ui/words.ts";
import css from "./why.module.css";
import { WhyAnswer } from "./why-answer.tsx";

/** "Why was this sent, or not?": of any mail and any workflow, answered by the first rule that decided. */
export const WhyDialog = ({ lead, close }: { lead: Lead; close: () => void }) => {
  const { t } = useTranslation();
  const say = useSay();
  const { data: words, error, refetch } = useQuery(vocabularyQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<b>{t("why.title", { name: lead.name ?? lead.email })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <Select
        label={t("why.ask")}
        placeholder={t("why.choose")}
        data-autofocus
        searchable
        allowDeselect={false}
        value={chosen}
        onChange={setChosen}
        nothingFoundMessage={t("why.nothing")}
        data={[
          {
            group: t("why.mails"),
            items: (words?.templates ?? []).map(({ id, name, subject }) => ({
              value: `template ${id}`,
              label: [say(name, id), subject].filter((part, n, all) => all.indexOf(part) === n).join("・"),
            })),
          },
          {
            group: t("why.workflows"),
            items: (words?.workflows ?? []).map(({ id, name }) => ({ value: `workflow ${id}`, label: say(name, id) })),
          },
        ]}
      />
      {chosen !== null && <Answers key={chosen} lead={lead.id} asked={askedBy(chosen)} />}
    </Modal>
  );
};

const askedBy = (chosen: string): Asked => {
  const id = chosen.slice(chosen.indexOf(" ") + 1);
  return chosen.startsWith("template ") ? { template: id } : { workflow: id };
};

const Answers = ({ lead, asked }: { lead: string; asked: Asked }) => {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(whyQuery(lead, asked));
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={90} mt="md" />;
  const [first, ...others] = data.items;
  const about = "template" in asked ? "mail" : "workflow";
  return (
    <div aria-live="polite">
      {first !== undefined && <WhyAnswer why={first} about={about} main />}
      {others.length > 0 && (
        <>
          <h3 className={css["also"]}>{t("why.also")}</h3>
          {others.map((why) => (
            <WhyAnswer key={`${why.workflow}${why.rule}${why.at}`} why={why} about={about} />
          ))}
        </>
      )}
    </div>
  );
};
