import { Button, Modal, Skeleton, TextInput } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { beginWith, type Starter, saveDraft, startersQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { explain, Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useLanguage, useSay } from "../../ui/words.ts";
import css from "./starters.module.css";

/** What to start from: workflows with their mails, and how many people each would find right now; or an empty page. */
export const Starters = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const tell = useFailure();
  const queries = useQueryClient();
  const language = useLanguage();
  const { data, error, isPending, refetch } = useQuery(startersQuery);
  const [chosen, setChosen] = useState<Starter>();
  const open = async (id: string) => {
    await queries.invalidateQueries({ queryKey: ["workflows"] });
    await navigate({ to: "/workflows/$id/edit", params: { id } });
  };
  const blank = useMutation({
    mutationFn: async () => {
      const id = `w-${Date.now().toString(36)}`;
      await saveDraft(
        id,
        {
          name: { [language]: t("starters.unnamed") },
          triggers: [{ kind: "manual" }],
          steps: [{ id: "wait-1", kind: "wait", for: "P1D" }],
        },
        undefined,
      );
      return id;
    },
    onSuccess: open,
    onError: tell,
  });
  return (
    <Page
      title={t("starters.title")}
      facts={t("starters.text")}
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          loading={blank.isPending}
          onClick={() => blank.mutate()}
        >
          {t("starters.blank")}
        </Button>
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={84} mb="sm" radius="lg" />
          ))}
        </Loading>
      )}
      <div className={css["grid"]}>
        {data?.items.map((starter) => (
          <Offer key={starter.id} starter={starter} use={() => setChosen(starter)} />
        ))}
      </div>
      {chosen !== undefined && data !== undefined && (
        <UseDialog starter={chosen} site={data.site} close={() => setChosen(undefined)} done={(id) => void open(id)} />
      )}
    </Page>
  );
};

const Offer = ({ starter: { name, about, needs, mails, population }, use }: { starter: Starter; use: () => void }) => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const people = population?.people;
  return (
    <Card title={say(name)} icon={<IconRoute />}>
      <p>{say(about)}</p>
      <p className={css["facts"]}>
        {t("starters.mails", { count: mails })}
        {t("words.list")}
        {people === undefined || people === 0
          ? say(needs)
          : t(population?.all === true ? "starters.people" : "starters.peopleMore", {
              people: format.count(people),
              count: people,
            })}
      </p>
      <Button variant="light" onClick={use} aria-label={t("starters.useOf", { name: say(name) })}>
        {t("starters.use")}
      </Button>
    </Card>
  );
};

const UseDialog = ({
  starter,
  site: guess,
  close,
  done,
}: {
  starter: Starter;
  site: string;
  close: () => void;
  done: (id: string) => void;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const [site, setSite] = useState(guess);
  const act = useMutation({
    mutationFn: () => beginWith(starter.id, { site: site.trim(), language }),
    onSuccess: ({ id }) => done(id),
  });
  const refusal = act.error && explain(act.error, t);
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{say(starter.name)}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate();
        }}
      >
        <p>{t("starters.creates", { count: starter.mails })}</p>
        <TextInput
          mt="sm"
          type="url"
          required
          data-autofocus
          label={t("starters.site")}
          description={t("starters.siteWhy")}
          value={site}
          onChange={({ currentTarget }) => setSite(currentTarget.value)}
        />
        {refusal !== null && (
          <p role="alert" className={css["refusal"]}>
            <b>{refusal.what}</b> {refusal.why}
          </p>
        )}
        <footer className={css["actions"]}>
          <Button variant="default" onClick={close}>
            {t("dialog.cancel")}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {t("starters.use")}
          </Button>
        </footer>
      </form>
    </Modal>
  );
};
