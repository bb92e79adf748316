import { Button } from "@mantine/core";
import { IconBulb, IconCheck, IconHourglass, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import type { Learned } from "../../api/report.ts";
import { Card } from "../../ui/card.tsx";
import { Hypothesis } from "../../ui/hypothesis.tsx";
import { roughly } from "../../ui/roughly.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import { Intervals } from "./intervals.tsx";
import css from "./report.module.css";

const icons = { held: IconCheck, notHeld: IconX, early: IconHourglass };

/** What was believed, what came of it, and whether that may be said. */
export const HypothesisCard = ({
  id,
  definition,
  learned,
}: {
  id: string;
  definition: Definition;
  learned: Learned | undefined;
}) => {
  const { t } = useTranslation();
  const { hypothesis } = definition;
  if (hypothesis === undefined || learned === undefined)
    return (
      <Card icon={<IconBulb />} title={t("reportPage.hypothesis")}>
        <p className={css["why"]}>{t("reportPage.noHypothesis")}</p>
        <Button component={Link} to={`/workflows/${encodeURIComponent(id)}/edit`} variant="default" size="xs" mt="sm">
          {t("reportPage.write")}
        </Button>
      </Card>
    );
  return (
    <Card icon={<IconBulb />} title={t("reportPage.hypothesis")}>
      <div className={css["hypothesis"]}>
        <div>
          <p className={css["belief"]}>
            <Hypothesis {...hypothesis} />
          </p>
          <Said hypothesis={hypothesis} learned={learned} />
        </div>
        <Chart hypothesis={hypothesis} learned={learned} />
      </div>
    </Card>
  );
};

type Told = { hypothesis: NonNullable<Definition["hypothesis"]>; learned: Learned };

const Said = ({ hypothesis, learned }: Told) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const term = useTerm();
  const words = useWorkflowWords();
  const { whom, expected, reaction, waiting = 0, tellsAt } = learned;
  const { verdict } = whom;
  const Icon = verdict === undefined ? undefined : icons[verdict];
  const span = words.duration(hypothesis.within ?? "P30D");
  const missing = whom.needed === undefined ? undefined : roughly(whom.needed - whom.n);
  return (
    <>
      {verdict !== undefined && Icon !== undefined && (
        <p className={css["verdict"]}>
          <strong data-verdict={verdict}>
            <Icon size={22} stroke={2} aria-hidden="true" />
            {t(`hypothesis.verdict.${verdict}`)}
          </strong>
          {whom.share !== undefined && (
            <span>
              <b>{format.share(whom.of, whom.n)}</b>{" "}
              {t("reportPage.reacted", {
                reaction: term("reaction", reaction ?? ""),
                of: format.count(whom.of),
                count: whom.n,
              })}
            </span>
          )}
        </p>
      )}
      <p className={css["why"]}>
        {verdict === undefined && t("reportPage.noBet")}
        {verdict === "held" &&
          t("reportPage.held", {
            low: format.share(whom.interval?.low ?? 0, 1),
            expected: format.share(expected ?? 0, 1),
          })}
        {verdict === "notHeld" &&
          t("reportPage.notHeld", {
            high: format.share(whom.interval?.high ?? 0, 1),
            expected: format.share(expected ?? 0, 1),
          })}
        {verdict === "early" &&
          (missing === undefined
            ? t(whom.n === 0 ? "reportPage.nobodyYet" : "reportPage.tooClose", { span })
            : tellsAt === undefined
              ? t("reportPage.missing", { count: missing })
              : t("reportPage.missingUntil", { count: missing, day: format.day(tellsAt, now) }))}{" "}
        {whom.n > 0 && t("reportPage.onlyOver", { span })} {waiting > 0 && t("reportPage.waiting", { count: waiting })}
      </p>
    </>
  );
};

const Chart = ({ hypothesis, learned: { whom, others, expected } }: Told) => {
  const { t } = useTranslation();
  const format = useFormat();
  const sub = (of: number, n: number) => t("reportPage.ofPeople", { of: format.count(of), count: n });
  if (whom.interval === undefined) return null;
  return (
    <Intervals
      title={t("reportPage.chart")}
      target={
        expected === undefined
          ? undefined
          : { at: expected, label: t("reportPage.target", { share: `${Math.round(expected * 100)}%` }) }
      }
      rows={[
        {
          id: "whom",
          label: hypothesis.whom ?? t("hypothesis.everyone"),
          sub: sub(whom.of, whom.n),
          at: whom.share,
          interval: whom.interval,
          tone: whom.verdict === "held" || whom.verdict === "notHeld" ? whom.verdict : "open",
        },
        ...(others?.interval === undefined || others.n === 0
          ? []
          : [
              {
                id: "others",
                label: t("reportPage.others"),
                sub: sub(others.of, others.n),
                at: others.share,
                interval: others.interval,
                tone: "other" as const,
              },
            ]),
      ]}
    />
  );
};
