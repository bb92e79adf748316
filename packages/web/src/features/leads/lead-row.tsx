import { Checkbox } from "@mantine/core";
import { IconMailOff, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Lead } from "../../api/leads.ts";
import { workflowsQuery } from "../../api/workflows.ts";
import { scoringQuery, settingsQuery } from "../../api/workspace.ts";
import { attribute, gateOf } from "../../ui/gate.ts";
import { Pill } from "../../ui/pill.tsx";
import { Score } from "../../ui/score.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay, useTerm } from "../../ui/words.ts";
import type { Column } from "./columns.ts";
import css from "./lead-table.module.css";
import type { Chosen } from "./use-selection.ts";

/** One person in a row; the name leads to everything else. */
export const LeadRow = ({
  lead,
  index,
  columns,
  chosen,
}: {
  lead: Lead;
  index: number;
  columns: Column[];
  chosen: Chosen | undefined;
}) => {
  const { t } = useTranslation();
  const name = lead.name ?? lead.email;
  const isChosen = chosen?.has(lead.id) ?? false;
  return (
    <tr aria-rowindex={index + 2} data-chosen={isChosen || undefined}>
      {chosen !== undefined && (
        <td className={css["check"]}>
          <Checkbox
            size="xs"
            aria-label={t("leads.choose", { name })}
            checked={isChosen}
            onChange={() => undefined}
            onClick={(event) => chosen.toggle(index, event.shiftKey)}
          />
        </td>
      )}
      <td className={css["who"]}>
        <Link to="/leads/$id" params={{ id: lead.id }} className={css["name"] ?? ""}>
          {name}
        </Link>
        <small>
          {[lead.company, attribute(lead, "department"), attribute(lead, "title")]
            .filter(Boolean)
            .join(t("words.list"))}
        </small>
      </td>
      {columns.map((column) => (
        <td key={column} data-column={column}>
          <Cell lead={lead} column={column} />
        </td>
      ))}
    </tr>
  );
};

const Cell = ({ lead, column }: { lead: Lead; column: Column }): ReactNode => {
  const { t } = useTranslation();
  const say = useSay();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const lines = useQuery(scoringQuery).data?.lines;
  const workflows = useQuery(workflowsQuery).data?.items;
  const reps = useQuery(settingsQuery).data?.reps;
  const list = (names: string[]) => (names.length === 0 ? "–" : names.join(t("words.list")));
  switch (column) {
    case "score":
      return <Score total={lead.score.total} lines={lines} />;
    case "stage":
      return t(`stage.${lead.stage}`);
    case "mail":
      return <Mail lead={lead} />;
    case "inside":
      return list(
        lead.enrolments.map(({ workflow, name }) =>
          say(workflows?.find(({ id }) => id === workflow)?.name ?? name, workflow),
        ),
      );
    case "owner":
      return reps?.find(({ id }) => id === lead.owner)?.name ?? lead.owner ?? "–";
    case "tags":
      return list(lead.tags);
    case "lists":
      return list((lead.lists ?? []).map((name) => term("source", name)));
    case "email":
      return lead.email;
    case "engaged":
      return lead.engagedAt === undefined ? "–" : format.day(lead.engagedAt, now);
    case "created":
      return lead.createdAt === undefined ? "–" : format.day(lead.createdAt, now);
    default:
      return column satisfies never;
  }
};

const Mail = ({ lead }: { lead: Lead }) => {
  const { t } = useTranslation();
  const gate = gateOf(lead);
  return gate === undefined ? (
    <Pill tone="ok" icon={<IconShieldCheck />}>
      {t("gate.allowed")}
    </Pill>
  ) : (
    <Pill tone={gate === "openDeal" ? "warm" : "danger"} icon={<IconMailOff />}>
      {t(`gate.${gate}`)}
    </Pill>
  );
};
