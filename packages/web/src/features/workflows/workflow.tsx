import { Button, SegmentedControl, Skeleton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBolt,
  IconBulb,
  IconChartDots,
  IconChevronLeft,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
} from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { reportQuery } from "../../api/report.ts";
import { pause, resume, workflowQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { Hypothesis } from "../../ui/hypothesis.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { StatePill } from "../../ui/state-pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { VerdictPill } from "../../ui/verdict-pill.tsx";
import { Whereabouts } from "../../ui/whereabouts.tsx";
import { useSay } from "../../ui/words.ts";
import { Rules } from "./rules.tsx";
import { StepTree } from "./step-tree.tsx";
import css from "./workflow.module.css";

const route = getRouteApi("/workflows/$id");

/** One workflow in words: whom it takes, what it does, who stands where. */
export const WorkflowPage = () => {
  const { t } = useTranslation();
  const say = useSay();
  const tell = useFailure();
  const queries = useQueryClient();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(workflowQuery(id));
  const report = useQuery(reportQuery(id));
  const workflow = query.data;
  const running = workflow?.state === "running";
  const turn = useMutation({
    mutationFn: () => (running ? pause(id) : resume(id)),
    onSuccess: () => queries.invalidateQueries(),
    onError: tell,
  });
  const mayEdit = useMay()("marketer");
  const mayTurn = mayEdit && workflow !== undefined && workflow.state !== "draft";
  const turnLabel = t(running ? "workflow.pause" : "workflow.resume");
  useKeys([
    ...(mayEdit
      ? [
          {
            code: "KeyE",
            cap: "E",
            label: t("workflow.edit"),
            bar: true,
            run: () => void navigate({ to: "/workflows/$id/edit", params: { id } }),
          },
        ]
      : []),
    {
      code: "KeyR",
      cap: "R",
      label: t("workflow.report"),
      bar: true,
      run: () => void navigate({ to: "/workflows/$id/report", params: { id } }),
    },
    ...(mayTurn ? [{ code: "KeyP", cap: "P", label: turnLabel, bar: true, run: () => turn.mutate() }] : []),
  ]);
  const versions = report.data?.versions ?? [];
  const version = Number(search.version ?? workflow?.version ?? 0);
  const figures = versions.find((one) => one.version === version);
  const definition = workflow?.published ?? workflow?.draft;
  return (
    <Page
      before={
        <Link to="/workflows" aria-label={t("nav.workflows")} className={css["back"] ?? ""}>
          <IconChevronLeft size={20} />
        </Link>
      }
      title={say(workflow?.name, id)}
      facts={workflow && <StatePill state={workflow.state} version={workflow.version} />}
      actions={
        <>
          {versions.length > 1 && (
            <SegmentedControl
              size="xs"
              value={`${version}`}
              onChange={(next) => void navigate({ search: { version: next }, replace: true })}
              data={versions.map((one) => ({ value: `${one.version}`, label: `v${one.version}` }))}
            />
          )}
          {workflow?.version !== undefined && (
            <Button
              component={Link}
              to={`/workflows/${encodeURIComponent(id)}/report`}
              variant="default"
              leftSection={<IconChartDots size={16} stroke={1.7} />}
            >
              {t("workflow.report")} <Keycap>R</Keycap>
            </Button>
          )}
          {mayEdit && workflow !== undefined && (
            <Button
              component={Link}
              to={`/workflows/${encodeURIComponent(id)}/edit`}
              variant="default"
              leftSection={<IconPencil size={16} stroke={1.7} />}
            >
              {t("workflow.edit")} <Keycap>E</Keycap>
            </Button>
          )}
          {mayTurn && (
            <Button
              variant="default"
              loading={turn.isPending}
              leftSection={
                running ? <IconPlayerPause size={16} stroke={1.7} /> : <IconPlayerPlay size={16} stroke={1.7} />
              }
              onClick={() => turn.mutate()}
            >
              {turnLabel}
            </Button>
          )}
        </>
      }
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {report.error !== null && query.error === null && (
        <Failed error={report.error} retry={() => void report.refetch()} />
      )}
      {query.isPending && (
        <Loading>
          <Skeleton height={44} radius="lg" mb="md" />
          <Skeleton height={480} radius="lg" />
        </Loading>
      )}
      {workflow?.state === "paused" && <p className={css["paused"]}>{t("workflow.pausedWhy")}</p>}
      {workflow !== undefined && workflow.problems.length > 0 && (
        <div className={css["problems"]}>
          <IconAlertTriangle size={18} aria-hidden="true" />
          <div>
            <b>{t("workflow.problems", { count: workflow.problems.length })}</b>
            <ul>
              {workflow.problems.map(({ path, message }) => (
                <li key={path + message}>
                  <code>{path}</code> {message}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {definition?.hypothesis && (
        <p className={css["hypothesis"]}>
          <IconBulb size={18} stroke={1.7} aria-hidden="true" />
          <b>{t("workflow.hypothesis")}</b>
          <Hypothesis {...definition.hypothesis} />
          {figures?.hypothesis !== undefined && <VerdictPill hypothesis={figures.hypothesis} />}
        </p>
      )}
      {figures !== undefined && <Whereabouts report={figures} />}
      {definition && (
        <Card title={t("workflow.rules")} icon={<IconBolt />}>
          <Rules definition={definition} />
        </Card>
      )}
      {definition && (
        <Card
          title={t("workflow.steps")}
          aside={
            <>
              {figures === undefined ? t("workflow.noFigures") : t("workflow.figuresOf", { version })}
              {workflow?.version !== undefined && (
                <Link to="/workflows/$id/versions" params={{ id }}>
                  {t("workflow.versions")}
                </Link>
              )}
            </>
          }
        >
          <StepTree steps={definition.steps} figures={new Map(figures?.steps.map((step) => [step.id, step]))} />
        </Card>
      )}
    </Page>
  );
};
