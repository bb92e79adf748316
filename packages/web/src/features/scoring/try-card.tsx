import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Effects, type Model, tryQuery } from "../../api/scoring.ts";
import { api, type Page, withParams } from "../../api.ts";
import { bandOf } from "../../ui/bands.ts";
import { Card } from "../../ui/card.tsx";
import { Failed } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { PersonSelect } from "./person-select.tsx";
import css from "./try.module.css";
import { useRuleWords } from "./use-rule-words.ts";

type Found = { id: string; name?: string; company?: string | { name: string } };
const warmest = queryOptions({
  queryKey: ["leads", "warmest"],
  queryFn: ({ signal }) => api.get<Page<Found>>(withParams("/v1/leads", { limit: 50 }), signal),
  staleTime: 60_000,
});
const SHOWN = 6;

/** One lead before and after, rule by rule. */
export const TryCard = ({
  model,
  running,
  effects,
  lead,
  choose,
}: {
  model: Model;
  running: Model;
  effects: Effects | undefined;
  lead: string | undefined;
  choose: (lead: string) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useRuleWords();
  const [all, setAll] = useState(false);
  const people = useQuery({ ...warmest, placeholderData: keepPreviousData }).data?.items ?? [];
  const moved = [...(effects?.up ?? []), ...(effects?.down ?? [])];
  const chosen = lead ?? moved[0]?.lead ?? people[0]?.id ?? "";
  const tried = useQuery(tryQuery(model, chosen));
  const label = (name: string | undefined, company: string | undefined) =>
    t("scoring.person", { name: name ?? t("lead.unnamed"), company: company ?? "" });
  const options = new Map([
    ...(tried.data === undefined ? [] : [[tried.data.lead, label(tried.data.name, tried.data.company)] as const]),
    ...moved.map(({ lead: id, name, company }) => [id, label(name, company)] as const),
    ...people.map(
      ({ id, name, company }) => [id, label(name, typeof company === "object" ? company.name : company)] as const,
    ),
  ]);
  const nameOf = (id: string, kind: "signal" | "fit") => {
    const rule = [
      ...(kind === "fit" ? model.fit : model.signals),
      ...(kind === "fit" ? running.fit : running.signals),
    ].find((one) => one.id === id);
    return rule === undefined ? t("scoring.otherPoints", { id }) : words.name(rule);
  };
  const rows = tried.data?.rules.filter(({ before, after }) => Math.abs(before) > 0.05 || Math.abs(after) > 0.05) ?? [];
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Card title={t("scoring.try")}>
      <PersonSelect value={chosen} options={options} choose={choose} />
      {tried.error !== null && <Failed error={tried.error} retry={() => void tried.refetch()} />}
      {tried.data !== undefined && (
        <table className={css["tried"]} data-stale={tried.isPlaceholderData || undefined}>
          <caption className={css["unseen"]}>{t("scoring.try")}</caption>
          <tbody>
            {shown.map(({ id, kind, before, after }) => (
              <tr key={`${kind} ${id}`} data-changed={Math.abs(after - before) > 0.05 || undefined}>
                <th scope="row">{nameOf(id, kind)}</th>
                <td>
                  {Math.abs(after - before) > 0.05 ? (
                    <>
                      {format.points(before)} → <b>{format.points(after)}</b>
                    </>
                  ) : (
                    format.points(after)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {rows.length > shown.length ? (
                  <button type="button" onClick={() => setAll(true)}>
                    {t("scoring.moreRules", { count: rows.length - shown.length })}
                  </button>
                ) : (
                  t("scoring.sum")
                )}
              </th>
              <td>
                {format.points(tried.data.before)} →{" "}
                <b data-band={bandOf(tried.data.after, model.lines)}>{format.points(tried.data.after)}</b>
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </Card>
  );
};
