import { Button, Progress } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Effects, type Model, type Move, trialQuery, tryOnEverybody } from "../../api/scoring.ts";
import { whole } from "../../ui/bands.ts";
import { Card } from "../../ui/card.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./effects.module.css";
import { Sentence, slots } from "./sentence.tsx";

const SHOWN = 6;

/** Before publishing: who crosses, who falls, what it means for inside sales, and whether the won deals would have been found. */
export const EffectsCard = ({
  effects: sampled,
  model,
  stale,
  mayTryAll,
  untouched,
}: {
  effects: Effects;
  model: Model;
  /** An older answer, while the next one is computed. */
  stale: boolean;
  mayTryAll: boolean;
  untouched: boolean;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useFailure();
  const [job, setJob] = useState<{ id: string; model: Model }>();
  const mine = job?.model === model ? job.id : undefined;
  const trial = useQuery({ ...trialQuery(mine ?? ""), enabled: mine !== undefined });
  const start = useMutation({
    mutationFn: () => tryOnEverybody(model),
    onSuccess: ({ job: id }) => setJob({ id, model }),
    onError: tell,
  });
  const effects = (mine !== undefined && trial.data?.effects) || sampled;
  const { lines, up, down, perDay, won } = effects;
  const running = mine !== undefined && trial.data?.state !== "done" && trial.data?.state !== "failed";
  return (
    <Card
      title={t("scoring.effects")}
      aside={t(effects.all ? "scoring.lookedAll" : "scoring.looked", { count: effects.looked })}
    >
      <div className={css["effects"]} data-stale={stale || undefined} aria-busy={stale || running}>
        <p className={css["sums"]} aria-live="polite">
          <span>
            <IconArrowUp size={15} aria-hidden="true" style={{ color: "var(--rk-ok)" }} />
            <Sentence
              text={t("scoring.crosses", { line: model.lines.insideSales, ...slots("people") })}
              parts={{ people: <b>{t("scoring.people", { count: lines.insideSales.up })}</b> }}
            />
          </span>
          <span>
            <IconArrowDown size={15} aria-hidden="true" style={{ color: "var(--rk-danger)" }} />
            <Sentence
              text={t("scoring.falls", { line: model.lines.insideSales, ...slots("people") })}
              parts={{ people: <b>{t("scoring.people", { count: lines.insideSales.down })}</b> }}
            />
          </span>
        </p>
        {up.length + down.length > 0 && (
          <div className={css["columns"]} data-one={up.length === 0 || down.length === 0 || undefined}>
            {up.length > 0 && <Moves title={t("scoring.up")} moves={up} model={model} />}
            {down.length > 0 && <Moves title={t("scoring.down")} moves={down} model={model} />}
          </div>
        )}
        {untouched && <p className={css["none"]}>{t("scoring.noChange")}</p>}
        {!untouched && up.length + down.length === 0 && <p className={css["none"]}>{t("scoring.nobodyMoves")}</p>}
        <p className={css["sum"]}>
          <Sentence
            text={t("scoring.perDay", { ...slots("days"), capacity: perDay.capacity })}
            parts={{ days: <b>{arrow(format.points(perDay.before), format.points(perDay.after))}</b> }}
          />
          {perDay.capacity > 0 && perDay.after > perDay.capacity && (
            <strong className={css["over"]}> {t("scoring.overCapacity")}</strong>
          )}{" "}
          {won.people === 0 ? (
            t("scoring.noWon")
          ) : (
            <Sentence
              text={t("scoring.won", { count: won.people, ...slots("found") })}
              parts={{ found: <b>{arrow(format.count(won.before), format.count(won.after))}</b> }}
            />
          )}
        </p>
        {!untouched && (effects.kept > 0 || effects.handsOver > 0) && (
          <p className={css["note"]}>
            <IconInfoCircle size={16} stroke={1.7} aria-hidden="true" />
            <span>
              {effects.handsOver > 0 && t("scoring.handsOverNow", { count: effects.handsOver })}
              {effects.kept > 0 && t("scoring.kept", { count: effects.kept })}
            </span>
          </p>
        )}
      </div>
      {!effects.all && mayTryAll && !running && (
        <Button mt="sm" size="xs" variant="default" loading={start.isPending} onClick={() => start.mutate()}>
          {t("scoring.tryAll")}
        </Button>
      )}
      {running && (
        <div className={css["progress"]} role="status">
          <Progress value={100} animated aria-label={t("scoring.trying")} />
          <small>{t("scoring.triedSoFar", { count: trial.data?.done ?? 0 })}</small>
        </div>
      )}
    </Card>
  );
};

const arrow = (before: string, after: string): string => (before === after ? after : `${before} → ${after}`);

const Moves = ({ title, moves, model }: { title: string; moves: Move[]; model: Model }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [more, setMore] = useState(false);
  const shown = more ? moves : moves.slice(0, SHOWN);
  return (
    <ul aria-label={title}>
      {shown.map(({ lead, name, company, line, before, after, held }) => (
        <li key={lead} data-line={line}>
          <Link to="/leads/$id" params={{ id: lead }}>
            {name ?? t("lead.unnamed")}
          </Link>
          <small>
            {[bare(company), held === undefined ? "" : t(`scoring.held.${held}`)].filter(Boolean).join(" · ")}
          </small>
          <span>
            {format.count(whole(before, model.lines))} → <b>{format.count(whole(after, model.lines))}</b>
          </span>
        </li>
      ))}
      {moves.length > shown.length && (
        <li>
          <button type="button" onClick={() => setMore(true)}>
            {t("scoring.moreMoves", { count: moves.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
};

/** Without its legal form: there is room for the name only. */
const bare = (company = ""): string => company.replace(/株式会社|有限会社|合同会社|[((]株[))]|㈱/g, "").trim();
