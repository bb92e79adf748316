import { useTranslation } from "react-i18next";
import type { Source } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { Address } from "./address.tsx";
import { Arrival } from "./arrival.tsx";
import { ConsentCard } from "./consent-card.tsx";
import { Embed } from "./embed.tsx";
import { Options } from "./options.tsx";
import css from "./source.module.css";

export const SetUp = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  return (
    <div className={css["columns"]}>
      <div className={css["stack"]}>
        {source.form === undefined ? (
          <Card title={t("setUp.connect")}>
            <Address source={source} />
          </Card>
        ) : (
          <Embed source={source} form={source.form} />
        )}
        {source.form === undefined && <ConsentCard source={source} />}
      </div>
      <div className={css["stack"]}>
        <Card title={t("setUp.arrival")}>
          <Arrival source={source} />
        </Card>
        <Options source={source} />
      </div>
    </div>
  );
};
