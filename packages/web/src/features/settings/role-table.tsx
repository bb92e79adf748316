import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Role, roles } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import css from "./settings.module.css";

/** What each role may do, in the words of the work (the rules stand in the server, route by route). */
const acts: Record<string, Role[]> = {
  look: ["admin", "marketer", "insideSales"],
  call: ["admin", "insideSales"],
  deal: ["admin", "insideSales"],
  optOut: ["admin", "marketer", "insideSales"],
  workflow: ["admin", "marketer"],
  mail: ["admin", "marketer"],
  source: ["admin", "marketer"],
  scoring: ["admin", "marketer"],
  erase: ["admin"],
  settings: ["admin"],
};

export const RoleTable = () => {
  const { t } = useTranslation();
  return (
    <Card title={t("settings.rolesTitle")}>
      <div className={css["scroll"]}>
        <table className={css["table"]}>
          <thead>
            <tr>
              <th>{t("settings.act")}</th>
              {roles.map((role) => (
                <th key={role} className={css["center"]}>
                  {t(`who.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.entries(acts).map(([act, who]) => (
              <tr key={act}>
                <th scope="row">{t(`mayAct.${act}`)}</th>
                {roles.map((role) => (
                  <td key={role} className={css["center"]}>
                    {who.includes(role) ? (
                      <IconCheck size={16} aria-label={t("settings.mayDo")} role="img" />
                    ) : (
                      <IconMinus size={16} aria-label={t("settings.mayNot")} role="img" />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
};
