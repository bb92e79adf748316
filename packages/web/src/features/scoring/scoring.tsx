import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Page } from "../../ui/page.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { Desk } from "./desk.tsx";
import css from "./scoring.module.css";
import { useModel } from "./use-model.ts";

/** Rules as sentences, and what changing one would do before it does it. */
export const Scoring = () => {
  const { t } = useTranslation();
  const { state, error, retry } = useModel();
  if (state !== undefined) return <Desk state={state} />;
  return (
    <Page title={t("nav.scoring")}>
      {error !== null && <Failed error={error} retry={retry} />}
      {error === null && (
        <Loading>
          <div className={css["columns"]}>
            <Skeleton height={640} radius="lg" />
            <Skeleton height={420} radius="lg" />
          </div>
        </Loading>
      )}
    </Page>
  );
};
