import { IconDownload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import css from "./settings.module.css";
import { SigningCard } from "./signing-card.tsx";

/** What Rekindle is connected with, how, and what it is not: said as it is. */
export const Integrations = () => {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      <Card title={t("section.integrations")}>
        <p className={css["text"]}>{t("settings.integrationsText")}</p>
        <ul className={css["rows"]}>
          {(["forms", "crm", "api", "provider"] as const).map((name) => (
            <li key={name} className={css["row"]}>
              <div>
                <p>
                  <b>{t(`integration.${name}.name`)}</b>{" "}
                  <Pill tone={name === "crm" ? "warm" : "ok"}>{t(`integration.${name}.state`)}</Pill>
                </p>
                <p className={css["hint"]}>{t(`integration.${name}.text`)}</p>
              </div>
              {(name === "forms" || name === "crm") && may("marketer") && (
                <Link to="/sources">{t("settings.toSources")}</Link>
              )}
              {name === "api" && may() && (
                <Link to="/settings/{-$section}" params={{ section: "keys" }}>
                  {t("section.keys")}
                </Link>
              )}
            </li>
          ))}
        </ul>
      </Card>
      {may() && <SigningCard />}
      {may() && (
        <Card title={t("settings.exportTitle")}>
          <p className={css["text"]}>{t("settings.exportText")}</p>
          <ul className={css["files"]}>
            {(["/v1/export/leads?format=csv", "/v1/export/leads", "/v1/export/suppressions"] as const).map((path) => (
              <li key={path}>
                <a href={path} download>
                  <IconDownload size={16} stroke={1.7} aria-hidden="true" />
                  {t(`exportOf.${names[path]}`)}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
};

const names = {
  "/v1/export/leads?format=csv": "leads",
  "/v1/export/leads": "whole",
  "/v1/export/suppressions": "suppressions",
} as const;
