import { Button, NativeSelect, SegmentedControl, Skeleton } from "@mantine/core";
import { IconChevronLeft, IconDownload, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { reportSinceQuery } from "../../api/report.ts";
import { versionQuery } from "../../api/versions.ts";
import { workflowQuery } from "../../api/workflows.ts";
import { Problem } from "../../api.ts";
import { DAY } from "../../ui/format.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { StatePill } from "../../ui/state-pill.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { Whereabouts } from "../../ui/whereabouts.tsx";
import { useSay } from "../../ui/words.ts";
import { ArmsCard } from "./arms-card.tsx";
import { HypothesisCard } from "./hypothesis-card.tsx";
import css from "./report.module.css";
import { linesOf } from "./rows.ts";
import { StepsTable } from "./steps-table.tsx";
import { useDownload } from "./use-download.ts";
import { VersionsCard } from "./versions-card.tsx";

const route = getRouteApi("/workflows/$id/report");
const spans = ["30", "90"] as const;

/** Did it work, and may we say so. */
export const Report = () => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const span = spans.find((one) => one === search.since);
  const since = span === undefined ? undefined : dateOf(format.dayKey(now - Number(span) * DAY));
  const workflow = useQuery(workflowQuery(id));
  const report = useQuery(reportSinceQuery(id, since));
  const versions = report.data?.versions ?? [];
  const comparing = search.version === "all" && versions.length > 1;
  const version = comparing ? undefined : Number(search.version ?? workflow.data?.version ?? versions[0]?.version ?? 0);
  const shown = versions.find((one) => one.version === version);
  const made = useQuery({ ...versionQuery(id, version ?? 0), enabled: shown !== undefined });
  const definition = made.data?.definition;
  const lines = definition === undefined || shown === undefined ? [] : linesOf(definition, shown.steps);
  const download = useDownload();
  const set = (next: Record<string, string | undefined>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const name = say(workflow.data?.name, id);
  const next = () => {
    const at = versions.findIndex((one) => one.version === version);
    const following = versions[(at + 1) % Math.max(1, versions.length)];
    if (following !== undefined) set({ version: `${following.version}` });
  };
  useKeys([
    ...(versions.length > 1
      ? [
          { code: "KeyV", cap: "V", label: t("reportPage.nextVersion"), bar: true, run: next },
          {
            code: "KeyC",
            cap: "C",
            label: t("reportPage.compare"),
            bar: true,
            run: () => set({ version: comparing ? undefined : "all" }),
          },
        ]
      : []),
    {
      code: "KeyB",
      cap: "B",
      label: t("reportPage.back"),
      bar: true,
      run: () => void navigate({ to: "/workflows/$id", params: { id } }),
    },
  ]);
  const error = workflow.error ?? report.error ?? made.error;
  const unpublished = report.error instanceof Problem && report.error.status === 404 && workflow.data !== undefined;
  return (
    <Page
      before={
        <Link to="/workflows/$id" params={{ id }} aria-label={t("reportPage.back")} className={css["back"] ?? ""}>
          <IconChevronLeft size={20} />
        </Link>
      }
      title={name}
      facts={workflow.data && <StatePill state={workflow.data.state} version={workflow.data.version} />}
      actions={
        <>
          <NativeSelect
            aria-label={t("reportPage.since")}
            value={span ?? "all"}
            data={[
              { value: "all", label: t("reportPage.always") },
              ...spans.map((days) => ({ value: days, label: t("reportPage.lastDays", { count: Number(days) }) })),
            ]}
            onChange={({ currentTarget }) =>
              set({ since: currentTarget.value === "all" ? undefined : currentTarget.value })
            }
          />
          {versions.length > 1 && (
            <SegmentedControl
              size="xs"
              value={comparing ? "all" : `${version}`}
              onChange={(to) => set({ version: to })}
              data={[
                ...versions
                  .slice(0, 4)
                  .toReversed()
                  .map((one) => ({ value: `${one.version}`, label: `v${one.version}` })),
                { value: "all", label: t("reportPage.compareShort") },
              ]}
            />
          )}
          <Button
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.7} />}
            disabled={shown === undefined}
            onClick={() => shown !== undefined && download(name, shown, lines)}
          >
            CSV
          </Button>
        </>
      }
    >
      {error !== null && !unpublished && (
        <Failed error={error} retry={() => void Promise.all([workflow.refetch(), report.refetch()])} />
      )}
      {unpublished && (
        <Empty
          icon={<IconUsers />}
          title={t("reportPage.unpublished")}
          action={
            <Button component={Link} to={`/workflows/${encodeURIComponent(id)}/edit`} variant="default">
              {t("workflow.edit")} <Keycap>E</Keycap>
            </Button>
          }
        >
          {t("reportPage.unpublishedText")}
        </Empty>
      )}
      {error === null && report.isPending && (
        <Loading>
          <Skeleton height={190} radius="lg" mb="md" />
          <Skeleton height={420} radius="lg" />
        </Loading>
      )}
      {comparing && <VersionsCard versions={versions} />}
      {shown !== undefined && definition !== undefined && (
        <>
          {shown.entered === 0 ? (
            <Empty icon={<IconUsers />} title={t("reportPage.nobody")}>
              {t("reportPage.nobodyText")}
            </Empty>
          ) : (
            <>
              <div className={css["top"]} aria-busy={report.isPlaceholderData}>
                <HypothesisCard id={id} definition={definition} learned={shown.hypothesis} />
                <div className={css["side"]}>
                  <ArmsCard id={id} splits={shown.splits ?? []} />
                </div>
              </div>
              <Whereabouts report={shown} />
            </>
          )}
          <StepsTable id={id} version={shown.version} lines={lines} />
        </>
      )}
    </Page>
  );
};

/** `2026-11-4` → `2026-11-04`. */
const dateOf = (key: string): string =>
  key
    .split("-")
    .map((part) => part.padStart(2, "0"))
    .join("-");
