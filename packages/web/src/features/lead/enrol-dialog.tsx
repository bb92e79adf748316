import { Button, Modal, Radio, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enrol, type Lead } from "../../api/leads.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { Problem } from "../../api.ts";
import dialog from "../../ui/dialog.module.css";
import { explain, Failed } from "../../ui/states.tsx";
import { useSay, useTerm } from "../../ui/words.ts";
import css from "./dialog.module.css";
import { PathAhead } from "./path-ahead.tsx";

/** Puts the lead into a running workflow by hand. Where the gate is shut the server says why. */
export const EnrolDialog = ({ lead, close }: { lead: Lead; close: () => void }) => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const { data, error, refetch } = useQuery(workflowsQuery);
  const running = data?.items.filter(({ state }) => state === "running") ?? [];
  const act = useMutation({
    mutationFn: (workflow: string) => enrol(lead.id, workflow),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["lead", lead.id] });
      close();
    },
  });
  const refusal = act.error && explain(act.error, t);
  const why =
    act.error instanceof Problem && act.error.detail !== undefined ? term("refusal", act.error.detail) : refusal?.why;
  return (
    <Modal
      opened
      onClose={close}
      title={<b>{t("enrol.title", { name: lead.name ?? lead.email })}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data !== undefined && running.length === 0 && <p>{t("enrol.none")}</p>}
      <Radio.Group aria-label={t("nav.workflows")} value={chosen ?? null} onChange={setChosen}>
        <Stack gap={6}>
          {running.map(({ id, name, inside }) => (
            <Radio.Card key={id} value={id} p="sm" radius="md" className={css["choice"] ?? ""}>
              <b>{say(name, id)}</b> <small>{t("workflow.inside", { count: inside })}</small>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      {chosen !== undefined && <PathAhead key={chosen} lead={lead.id} workflow={chosen} />}
      {refusal !== null && (
        <p className={dialog["refusal"]} role="alert">
          <b>{refusal.what}</b> {why}
        </p>
      )}
      <footer className={dialog["actions"]}>
        <Button variant="default" onClick={close}>
          {t("dialog.cancel")}
        </Button>
        <Button
          disabled={chosen === undefined}
          loading={act.isPending}
          onClick={() => chosen !== undefined && act.mutate(chosen)}
        >
          {t("enrol.do")}
        </Button>
      </footer>
    </Modal>
  );
};
