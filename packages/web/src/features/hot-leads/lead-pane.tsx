import { Button } from "@mantine/core";
import {
  IconBriefcase,
  IconBulb,
  IconCheck,
  IconFlame,
  IconMail,
  IconMailOff,
  IconNotes,
  IconPhone,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import { leadQuery, scoreQuery } from "../../api/leads.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { Card } from "../../ui/card.tsx";
import { DuePill } from "../../ui/due-pill.tsx";
import { attribute, gateOf } from "../../ui/gate.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import { ScoreNumber } from "../../ui/score.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./lead-pane.module.css";
import { Told } from "./told.tsx";
import { WhyNow } from "./why-now.tsx";

const Colleagues = lazy(() => import("./colleagues.tsx").then(({ Colleagues: shown }) => ({ default: shown })));
const OwnerMenu = lazy(() => import("../../ui/owner-menu.tsx").then(({ OwnerMenu: shown }) => ({ default: shown })));

/** All a rep needs before dialling: who, why now, what they were told, how to begin. */
export const LeadPane = ({
  handoff,
  phone,
  call,
  take,
  takeBack,
  note,
}: {
  handoff: Handoff;
  phone: boolean;
  call: () => void;
  take: () => void;
  takeBack: () => void;
  /** Opens the note where there is no room for it beside the lead. */
  note?: (() => void) | undefined;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const { data: lead } = useQuery(leadQuery(handoff.leadId));
  const { data: score } = useQuery(scoreQuery(handoff.leadId));
  const { lastDeal, approach = [], told = [] } = handoff;
  const number = handoff.lead.phone ?? attribute(lead, "phone");
  const owner = useQuery(settingsQuery).data?.reps.find(({ id }) => id === handoff.owner)?.name;
  const gate = lead && gateOf(lead);
  const may = useMay()("insideSales");
  const facts = [
    handoff.lead.company,
    [handoff.lead.department, handoff.lead.title].filter(Boolean).join(" "),
    attribute(lead, "companySize"),
    attribute(lead, "industry"),
  ].filter(Boolean);
  return (
    <article className={css["pane"]} aria-label={handoff.lead.name ?? t("lead.unnamed")}>
      <header className={css["head"]}>
        <div className={css["who"]}>
          <h2>
            {handoff.lead.name ?? t("lead.unnamed")}
            <small>{t("lead.called", { reading: handoff.lead.reading ?? attribute(lead, "reading") })}</small>
          </h2>
          <p>
            {facts.join(" / ")}
            <Link to="/leads/$id" params={{ id: handoff.leadId }} className={css["open"] ?? ""}>
              {t("hot.openLead")} <Keycap>O</Keycap>
            </Link>
          </p>
        </div>
        {may && note !== undefined && (
          <Button variant="default" size="md" leftSection={<IconNotes size={18} stroke={1.7} />} onClick={note}>
            {t("call.memo")}
            <Keycap>N</Keycap>
          </Button>
        )}
        {may && !phone && (
          <Button
            size="md"
            className={css["dial"] ?? ""}
            leftSection={<IconPhone size={18} stroke={1.7} />}
            onClick={call}
          >
            {number || t("call.start")}
            <Keycap>C</Keycap>
          </Button>
        )}
      </header>
      <div className={css["pills"]}>
        {handoff.state === "accepted" ? (
          <Pill tone="ok" icon={<IconCheck />}>
            {handoff.acceptedAt === undefined
              ? t("hot.accepted")
              : t("hot.acceptedAt", { at: format.time(handoff.acceptedAt) })}
          </Pill>
        ) : (
          <DuePill handoff={handoff} />
        )}
        <Pill>{t("hot.handedOff", { day: format.day(handoff.openedAt, now) })}</Pill>
        {lastDeal?.reason !== undefined && (
          <Pill icon={<IconBriefcase />}>
            {t("hot.lostOn", {
              day: lastDeal.closedAt === undefined ? "" : format.day(lastDeal.closedAt, now),
              reason: term("lost", lastDeal.reason),
            })}
          </Pill>
        )}
        {lead !== undefined &&
          (gate === undefined ? (
            <Pill>{t("gate.open")}</Pill>
          ) : (
            <Pill tone="warm" icon={<IconMailOff />}>
              {t(`gate.${gate}`)}
            </Pill>
          ))}
        <Suspense>
          <OwnerMenu
            handoff={handoff.id}
            owner={handoff.owner}
            name={handoff.lead.name}
            label={owner === undefined ? t("desk.ownerNone") : t("desk.ownerIs", { name: owner })}
            size="xs"
            className={css["take"] ?? ""}
          />
        </Suspense>
        {may && handoff.state === "accepted" && (
          <Button variant="default" size="xs" className={css["take"] ?? ""} onClick={takeBack}>
            {t("desk.takeBack")}
          </Button>
        )}
        {may && handoff.state === "open" && (
          <Button variant="default" size="xs" className={css["take"] ?? ""} onClick={take}>
            {t("hot.accept")}
            <Keycap>A</Keycap>
          </Button>
        )}
      </div>
      <Card title={t("why.title")} icon={<IconFlame color="var(--rk-hot)" />} aside={<Cooling handoff={handoff} />}>
        <WhyNow handoff={handoff} score={score} phone={phone} />
      </Card>
      <div className={css["pair"]}>
        <Card title={t("hot.approach")} icon={<IconBulb />}>
          {approach.length === 0 ? (
            <p className={css["none"]}>{t("hot.noApproach")}</p>
          ) : (
            <ul className={css["approach"]}>
              {approach.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={t("hot.told", { count: told.length })} icon={<IconMail />}>
          <Told told={told} email={lead?.email} />
        </Card>
        {lastDeal && (
          <Card
            title={t("hot.lastDeal")}
            icon={<IconBriefcase />}
            aside={lastDeal.closedAt && format.day(lastDeal.closedAt, now)}
          >
            <p className={css["deal"]}>
              {lastDeal.name}{" "}
              {lastDeal.reason !== undefined && t("hot.lostReason", { reason: term("lost", lastDeal.reason) })}
            </p>
          </Card>
        )}
        {handoff.lead.company !== undefined && (
          <Suspense>
            <Colleagues company={handoff.lead.company} except={handoff.leadId} />
          </Suspense>
        )}
      </div>
    </article>
  );
};

/** The score, and when it will fall below the line if nothing happens. */
const Cooling = ({ handoff }: { handoff: Handoff }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data: score } = useQuery(scoreQuery(handoff.leadId));
  const line = handoff.line ?? "insideSales";
  const cools = score?.coolsAt?.[line];
  return (
    <span className={css["cooling"]}>
      <ScoreNumber total={score?.total ?? handoff.score} lines={score?.lines} size={26} />
      {cools && score?.lines !== undefined && (
        <span>{t("hot.cools", { day: format.day(cools, now), line: format.count(score.lines[line]) })}</span>
      )}
    </span>
  );
};
