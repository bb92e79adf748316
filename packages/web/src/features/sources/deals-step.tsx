import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { Copied } from "./copied.tsx";
import css from "./new-source.module.css";

/** Deals come by the API, from whatever CRM: with a key, and by the CRM's own number. */
export const DealsStep = () => {
  const { t } = useTranslation();
  const call = `curl -X POST ${location.origin}/v1/deals \\
  -H "Authorization: Bearer rk_…" -H "Content-Type: application/json" \\
  -d '{"id":"D-1067","leadEmail":"mayumi@minato-logi.example","company":"港物流株式会社","stage":"lost","lostReason":"price","amount":{"amount":6000000,"currency":"JPY"},"modifiedAt":"2026-11-24T01:00:00Z"}'`;
  return (
    <Card title={t("dealsWay.title")}>
      <ol className={css["steps"]}>
        {[t("dealsWay.key"), t("dealsWay.call"), t("dealsWay.change")].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Copied label={t("dealsWay.example")} text={call} block />
      <p className={css["hint"]}>{t("dealsWay.list")}</p>
      <div className={css["acts"]}>
        <Button renderRoot={(props) => <Link {...props} to="/settings/{-$section}" params={{ section: "keys" }} />}>
          {t("dealsWay.toKeys")}
        </Button>
        <Button variant="default" component={Link} to="/deals/import">
          {t("dealsWay.toImport")}
        </Button>
        <Button variant="default" component={Link} to="/sources/new">
          {t("newSource.other")}
        </Button>
      </div>
    </Card>
  );
};
