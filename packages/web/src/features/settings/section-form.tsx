import { Button, Skeleton } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Settings } from "../../api/settings.ts";
import { Problem } from "../../api.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { Pill } from "../../ui/pill.tsx";
import { explain, Failed, Loading } from "../../ui/states.tsx";
import { Changes } from "./changes.tsx";
import css from "./settings.module.css";
import type { Section } from "./use-section.ts";

/** A section as a form: its fields, and once something changed what that is, to be saved or dropped. */
export const SectionForm = ({
  title,
  text,
  section,
  children,
}: {
  title: string;
  text: string;
  section: Section;
  children: (value: Settings) => ReactNode;
}) => {
  const { t } = useTranslation();
  const { query, value, changes, save, reset, readOnly } = section;
  const form = useRef<HTMLFormElement>(null);
  return (
    <Card
      title={title}
      aside={readOnly ? <Pill icon={<IconLock size={13} />}>{t("settings.readOnly")}</Pill> : undefined}
    >
      <p className={css["text"]}>{text}</p>
      {readOnly && <p className={css["note"]}>{t("settings.readOnlyWhy")}</p>}
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} height={34} mt="md" />
          ))}
        </Loading>
      )}
      {value !== undefined && (
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (changes.length > 0 && !save.isPending) save.mutate();
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.code !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            form.current?.requestSubmit();
          }}
        >
          <fieldset disabled={readOnly} className={css["fields"]}>
            {children(value)}
          </fieldset>
          {changes.length > 0 && (
            <div className={css["save"]}>
              <Changes changes={changes} />
              {save.error !== null && <Refused error={save.error} />}
              <div className={css["buttons"]}>
                <Button variant="default" onClick={reset}>
                  {t("settings.reset")}
                </Button>
                <Button type="submit" loading={save.isPending} rightSection={<Keycap>Ctrl ⏎</Keycap>}>
                  {t("settings.save")}
                </Button>
              </div>
            </div>
          )}
        </form>
      )}
    </Card>
  );
};

const Refused = ({ error }: { error: Error }) => {
  const { t } = useTranslation();
  const { what, why } = explain(error, t);
  const atFields = error instanceof Problem && error.problems.length > 0;
  return (
    <p role="alert" className={css["refused"]}>
      <b>{what}</b> {atFields ? t("settings.wrongWhy") : why}
    </p>
  );
};
