import { Button, Group, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconEye, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import { mailPreviewQuery } from "../../../api/vocabulary.ts";
import box from "../../../ui/box.module.css";
import { explain } from "../../../ui/states.tsx";
import { useSay } from "../../../ui/words.ts";
import { useStage } from "../stage.ts";
import { ChoiceField, SearchField } from "./fields.tsx";
import css from "./inspector.module.css";
import type { Setter } from "./step-fields.tsx";

const route = getRouteApi("/workflows/$id/edit");

/** Which mail, and what happens where it may not be sent. */
export const MailField = ({
  step,
  wrong,
  set,
}: {
  step: Extract<Step, { kind: "email" }>;
  wrong: boolean;
  set: Setter;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const { vocabulary } = useStage();
  const { id } = route.useParams();
  const [shown, show] = useDisclosure();
  const template = vocabulary?.templates.find(({ id }) => id === step.template);
  const policy = step.onRefused ?? "defer";
  return (
    <>
      <SearchField
        label={t("inspect.mail")}
        value={step.template}
        error={wrong}
        nothing={t("inspect.noMail")}
        choices={(vocabulary?.templates ?? []).map(({ id, name, subject }) => ({
          value: id,
          label: t("inspect.mailOption", { name: say(name, id), subject }),
        }))}
        change={(next) => set({ ...step, template: next })}
      />
      {template !== undefined && (
        <>
          <p className={box["line"]}>{t("inspect.subject", { subject: template.subject })}</p>
          <Group gap="xs">
            <Button size="xs" variant="default" leftSection={<IconEye size={14} />} onClick={show.open}>
              {t("inspect.look")}
            </Button>
            <Button
              renderRoot={(props) => (
                <Link to="/mails/$id" params={{ id: step.template }} search={{ from: id }} {...props} />
              )}
              size="xs"
              variant="default"
              leftSection={<IconPencil size={14} />}
            >
              {t("inspect.edit")}
            </Button>
          </Group>
          {template.version === undefined && <p className={box["join"]}>{t("inspect.mailWaits")}</p>}
        </>
      )}
      <ChoiceField
        label={t("inspect.onRefused")}
        value={policy}
        hint={t(`onRefused.${policy}Why`)}
        choices={(["defer", "skip", "leave"] as const).map((value) => ({ value, label: t(`onRefused.${value}`) }))}
        change={(value) => {
          const { onRefused: _, ...rest } = step;
          set(value === "skip" || value === "leave" ? { ...rest, onRefused: value } : rest);
        }}
      />
      {shown && <MailLook template={step.template} name={say(template?.name, step.template)} close={show.close} />}
    </>
  );
};

const MailLook = ({ template, name, close }: { template: string; name: string; close: () => void }) => {
  const { t } = useTranslation();
  const { data, error } = useQuery(mailPreviewQuery(template));
  const failure = error && explain(error, t);
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={<b>{data?.subject ?? name}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {failure !== null && (
        <p role="alert">
          <b>{failure.what}</b> {failure.why}
        </p>
      )}
      {data !== undefined && (
        <iframe className={css["mail"]} title={name} sandbox="" referrerPolicy="no-referrer" srcDoc={data.html} />
      )}
    </Modal>
  );
};
