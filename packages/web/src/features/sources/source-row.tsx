import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Source } from "../../api/sources.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./sources.module.css";
import { Spark } from "./spark.tsx";
import { State, useUsual } from "./state.tsx";
import { iconOf } from "./ways.ts";

export const SourceRow = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const usual = useUsual();
  const { id, name, kind, lastAt, usualPerDay, refusals, days } = source;
  const Icon = iconOf(kind);
  return (
    <tr>
      <td className={css["who"]}>
        <Icon size={18} stroke={1.7} aria-hidden="true" />
        <span>
          <Link to="/sources/$id" params={{ id }} className={css["name"] ?? ""}>
            {name ?? id}
          </Link>
          <small>{t(`intakeKind.${kind}`)}</small>
        </span>
      </td>
      <td>
        <State source={source} />
      </td>
      <td data-label={t("sources.last")}>{lastAt === undefined ? "—" : format.moment(lastAt, now)}</td>
      <td data-label={t("sources.usual")}>{kind === "segment" ? "—" : usual(usualPerDay)}</td>
      <td data-label={t("sources.month")}>
        {kind === "segment" ? (
          "—"
        ) : (
          <span className={css["month"]}>
            <Spark days={days} /> {t("sources.received", { count: source.counts.days30.received })}
          </span>
        )}
      </td>
      <td className={css["number"]} data-label={t("sources.refused")}>
        {refusals === 0 ? (
          "0"
        ) : (
          <Link to="/sources/$id" params={{ id }} search={{ tab: "deliveries", fate: "refused" }}>
            <Pill tone="danger">{t("sources.refusedOf", { count: refusals })}</Pill>
          </Link>
        )}
      </td>
    </tr>
  );
};
