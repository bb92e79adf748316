import { Button, Skeleton } from "@mantine/core";
import { IconHelpCircle, IconMailOff, IconPhone, IconRoute, IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { leadQuery, scoreQuery, timelineQuery } from "../../api/leads.ts";
import { settingsQuery } from "../../api/workspace.ts";
import { attribute, gateOf } from "../../ui/gate.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { Breakdown } from "./breakdown.tsx";
import { Consents } from "./consents.tsx";
import { Details } from "./details.tsx";
import { Enrolments } from "./enrolments.tsx";
import css from "./lead.module.css";
import { ScoreCard } from "./score-card.tsx";
import { Timeline } from "./timeline.tsx";

const More = lazy(() => import("./more.tsx").then((made) => ({ default: made.More })));
const EnrolDialog = lazy(() => import("./enrol-dialog.tsx").then((made) => ({ default: made.EnrolDialog })));
const EditDialog = lazy(() => import("./edit-dialog.tsx").then((made) => ({ default: made.EditDialog })));
const WhyDialog = lazy(() => import("./why-dialog.tsx").then((made) => ({ default: made.WhyDialog })));
const Tasks = lazy(() => import("./tasks.tsx").then((made) => ({ default: made.Tasks })));

const route = getRouteApi("/leads/$id");

/** Everything true about one person, and why. */
export const LeadPage = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(leadQuery(id));
  const score = useQuery(scoreQuery(id));
  const timeline = useInfiniteQuery(timelineQuery(id));
  const reps = useQuery(settingsQuery).data?.reps;
  const may = useMay();
  const [dialog, setDialog] = useState<"enrol" | "edit" | "why">();
  const [explained, setExplained] = useState(false);
  /** The moment that is pointed at, in the chart or in the timeline. */
  const [lit, setLit] = useState<number>();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const pages = timeline.data?.pages ?? [];
  // The chart needs the whole history; a long one comes page by page, behind what is already shown.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages.length < 10) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, pages.length]);
  useKeys([
    { code: "KeyY", cap: "Y", label: t("why.button"), bar: true, run: () => setDialog("why") },
    ...(may("marketer")
      ? [
          { code: "KeyI", cap: "I", label: t("lead.enrol"), bar: true, run: () => setDialog("enrol") },
          { code: "KeyE", cap: "E", label: t("edit.do"), bar: true, run: () => setDialog("edit") },
        ]
      : []),
    { code: "KeyS", cap: "S", label: t("score.every"), bar: true, run: () => setExplained((shown) => !shown) },
  ]);
  const lead = query.data;
  if (lead === undefined)
    return (
      <Page title={t("nav.leads")}>
        {query.error !== null ? <Failed error={query.error} retry={() => void query.refetch()} /> : <Waiting />}
      </Page>
    );
  const gate = gateOf(lead);
  const number = attribute(lead, "phone");
  const owner = reps?.find((rep) => rep.id === lead.owner)?.name;
  const entries = pages.flatMap(({ items }) => items);
  return (
    <Page
      before={
        <Link to="/leads" className={css["up"] ?? ""}>
          {t("nav.leads")}
        </Link>
      }
      title={
        <>
          {lead.name ?? lead.email}
          <small className={css["reading"]}>{t("lead.called", { reading: attribute(lead, "reading") })}</small>
        </>
      }
      facts={[lead.company, attribute(lead, "department"), attribute(lead, "title")].filter(Boolean).join(" / ")}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconHelpCircle size={16} stroke={1.7} />}
            onClick={() => setDialog("why")}
          >
            {t("why.button")}
          </Button>
          {may("marketer") && (
            <Button
              variant="default"
              leftSection={<IconRoute size={16} stroke={1.7} />}
              onClick={() => setDialog("enrol")}
            >
              {t("lead.enrol")} <Keycap>I</Keycap>
            </Button>
          )}
          {number !== "" && (
            <Button
              component="a"
              href={`tel:${number.replace(/[^\d+]/g, "")}`}
              leftSection={<IconPhone size={16} stroke={1.7} />}
            >
              {number}
            </Button>
          )}
          <Suspense>
            <More lead={lead} />
          </Suspense>
        </>
      }
    >
      <div className={css["pills"]}>
        <Pill tone={lead.stage === "marketing" ? "cold" : "hot"}>
          {t("lead.stageIs", { stage: t(`stage.${lead.stage}`) })}
        </Pill>
        {owner !== undefined && <Pill>{t("lead.ownedBy", { name: owner })}</Pill>}
        {gate === undefined ? (
          <Pill tone="ok" icon={<IconShieldCheck />}>
            {t("gate.allowed")}
          </Pill>
        ) : (
          <Pill tone={gate === "openDeal" ? "warm" : "danger"} icon={<IconMailOff />}>
            {t(`gate.${gate}`)}
          </Pill>
        )}
        {lead.tags.map((tag) => (
          <Pill key={tag}>{t("lead.tag", { tag })}</Pill>
        ))}
      </div>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      <div className={css["columns"]}>
        <div className={css["wide"]}>
          <ScoreCard score={score.data} entries={entries} lit={lit} light={setLit} />
          <Timeline entries={entries} query={timeline} lit={lit} light={setLit} />
        </div>
        <div className={css["side"]}>
          <Breakdown query={score} explained={explained} explain={() => setExplained((shown) => !shown)} />
          <Enrolments lead={lead} gate={gate} />
          <Suspense>
            <Tasks lead={lead.id} />
          </Suspense>
          <Consents lead={lead} />
          <Details lead={lead} edit={may("marketer") ? () => setDialog("edit") : undefined} />
        </div>
      </div>
      <Suspense>
        {dialog === "enrol" && <EnrolDialog lead={lead} close={() => setDialog(undefined)} />}
        {dialog === "edit" && <EditDialog lead={lead} close={() => setDialog(undefined)} />}
        {dialog === "why" && <WhyDialog lead={lead} close={() => setDialog(undefined)} />}
      </Suspense>
    </Page>
  );
};

const Waiting = () => (
  <Loading>
    <div className={css["columns"]}>
      <div className={css["wide"]}>
        <Skeleton height={270} radius="lg" />
        <Skeleton height={420} radius="lg" />
      </div>
      <div className={css["side"]}>
        <Skeleton height={250} radius="lg" />
        <Skeleton height={140} radius="lg" />
        <Skeleton height={140} radius="lg" />
      </div>
    </div>
  </Loading>
);
