import { IconMailOff, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { scoringQuery } from "../../api/workspace.ts";
import { attribute, gateOf } from "../../ui/gate.ts";
import { Pill } from "../../ui/pill.tsx";
import { Score } from "../../ui/score.tsx";
import { useSay } from "../../ui/words.ts";
import css from "./leads.module.css";

/** One person in a row; the name leads to everything else. */
export const LeadRow = ({ lead, owner }: { lead: Lead; owner: string | undefined }) => {
  const { t } = useTranslation();
  const say = useSay();
  const lines = useQuery(scoringQuery).data?.lines;
  const workflows = useQuery(workflowsQuery).data?.items;
  const gate = gateOf(lead);
  const names = lead.enrolments.map(({ workflow }) =>
    say(workflows?.find(({ id }) => id === workflow)?.name, workflow),
  );
  return (
    <tr>
      <td>
        <Link to="/leads/$id" params={{ id: lead.id }} className={css["name"] ?? ""}>
          {lead.name ?? lead.email}
        </Link>
        <small>
          {[lead.company, attribute(lead, "department"), attribute(lead, "title")]
            .filter(Boolean)
            .join(t("words.list"))}
        </small>
      </td>
      <td className={css["number"]}>
        <Score total={lead.score.total} lines={lines} />
      </td>
      <td>
        {gate === undefined ? (
          <Pill tone="ok" icon={<IconShieldCheck />}>
            {t("gate.allowed")}
          </Pill>
        ) : (
          <Pill tone={gate === "openDeal" ? "warm" : "danger"} icon={<IconMailOff />}>
            {t(`gate.${gate}`)}
          </Pill>
        )}
      </td>
      <td className={css["wide"]}>{names.length === 0 ? "–" : names.join(t("words.list"))}</td>
      <td className={css["wide"]}>{owner ?? "–"}</td>
    </tr>
  );
};
