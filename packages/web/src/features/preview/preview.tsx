import { Button, NativeSelect, Skeleton } from "@mantine/core";
import { IconArrowRight, IconChevronLeft, IconRefresh, IconUsers } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { reportQuery } from "../../api/report.ts";
import { saveDraft, workflowQuery } from "../../api/workflows.ts";
import { Problem } from "../../api.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import { actualOf, behaviourOf, type Reaction, reactions, run, spans } from "./assumptions.ts";
import { Charts } from "./charts.tsx";
import { type Fix, fixed } from "./findings.ts";
import { Findings } from "./findings-list.tsx";
import { Paths } from "./paths.tsx";
import css from "./preview.module.css";
import { Totals } from "./totals.tsx";

const route = getRouteApi("/workflows/$id/preview");

/** Before launch: the real engine over real people, against what SES and inside sales can take. */
export const Preview = () => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const tell = useFailure();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const { id } = route.useParams();
  const search = route.useSearch();
  const workflow = useQuery(workflowQuery(id));
  const report = useQuery({
    ...reportQuery(id),
    enabled: workflow.data?.version !== undefined,
    refetchInterval: false,
  });
  const actual = actualOf(report.data?.versions.find(({ version }) => version === workflow.data?.version));
  const days = spans.find((span) => `${span}` === search.days) ?? 45;
  const real = search.who !== "sample";
  const reaction: Reaction =
    reactions.find((one) => one === search.react && (one !== "actual" || actual !== undefined)) ??
    (actual === undefined ? "usual" : "actual");
  const behaviour = behaviourOf(reaction, actual);
  const [fix, setFix] = useState<Fix>();
  const [cursor, setCursor] = useState<number>();
  const draft = workflow.data?.draft ?? workflow.data?.published;
  const tried = draft === undefined || fix === undefined ? undefined : fixed(draft, fix);
  const settled = workflow.data !== undefined && (workflow.data.version === undefined || !report.isPending);
  const before = useQuery({
    queryKey: ["preview", id, workflow.data?.tag, days, real, behaviour],
    queryFn: () => run(id, { days, real, behaviour }),
    enabled: settled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const after = useQuery({
    queryKey: ["preview", id, workflow.data?.tag, days, real, behaviour, fix],
    queryFn: () => run(id, { days, real, behaviour, definition: tried }),
    enabled: tried !== undefined,
    staleTime: 60_000,
  });
  const shown = tried === undefined ? before.data : (after.data ?? before.data);
  const set = (next: Record<string, string | undefined>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const keep = useMutation({
    mutationFn: async () => tried !== undefined && (await saveDraft(id, tried, workflow.data?.tag)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["workflow", id] });
      setFix(undefined);
    },
    onError: tell,
  });
  const again = () => void queries.invalidateQueries({ queryKey: ["preview", id] });
  const launch = () => void navigate({ to: "/workflows/$id/edit", params: { id }, search: { launch: "1" } });
  const move = (by: number) => () => setCursor((at) => Math.max(0, Math.min(days - 1, at === undefined ? 0 : at + by)));
  useKeys([
    { code: "KeyR", cap: "R", label: t("preview.again"), bar: true, run: again },
    { code: "ArrowLeft", cap: "← →", label: t("preview.days"), bar: true, run: move(-1) },
    { code: "ArrowRight", cap: "→", label: t("preview.days"), quiet: true, run: move(1) },
    { code: "KeyL", cap: "L", label: t("preview.launch"), bar: true, run: launch },
    {
      code: "KeyB",
      cap: "B",
      label: t("preview.back"),
      run: () => void navigate({ to: "/workflows/$id/edit", params: { id } }),
    },
  ]);
  const busy = before.isFetching || after.isFetching;
  const error = workflow.error ?? (tried === undefined ? before.error : after.error);
  const refused = error instanceof Problem && error.status === 422;
  return (
    <Page
      before={
        <Link to="/workflows/$id/edit" params={{ id }} aria-label={t("preview.back")} className={css["back"] ?? ""}>
          <IconChevronLeft size={20} />
        </Link>
      }
      title={t("builder.preview")}
      facts={
        workflow.data &&
        t("preview.of", { name: say(workflow.data.name, id), version: (workflow.data.version ?? 0) + 1 })
      }
      actions={
        <>
          <Button variant="default" loading={busy} leftSection={<IconRefresh size={16} stroke={1.7} />} onClick={again}>
            {t("preview.again")} <Keycap>R</Keycap>
          </Button>
          <Button rightSection={<IconArrowRight size={16} stroke={1.7} />} onClick={launch}>
            {t("preview.launch")}
          </Button>
        </>
      }
    >
      <div className={css["sentence"]}>
        <NativeSelect
          label={t("preview.who")}
          value={real ? "real" : "sample"}
          data={[
            {
              value: "real",
              label:
                real && before.data !== undefined
                  ? t("preview.realCount", { count: before.data.people })
                  : t("preview.real"),
            },
            { value: "sample", label: t("preview.sample") },
          ]}
          onChange={({ currentTarget }) => set({ who: currentTarget.value === "sample" ? "sample" : undefined })}
        />
        <NativeSelect
          label={t("preview.span")}
          value={`${days}`}
          data={spans.map((span) => ({ value: `${span}`, label: t("preview.forDays", { count: span }) }))}
          onChange={({ currentTarget }) => set({ days: currentTarget.value })}
        />
        <NativeSelect
          label={t("preview.react")}
          value={reaction}
          data={reactions
            .filter((one) => one !== "actual" || actual !== undefined)
            .map((one) => ({
              value: one,
              label: t(`reacting.${one}`, {
                version: workflow.data?.version ?? "",
                share: format.share(behaviourOf(one, actual).click, 1),
              }),
            }))}
          onChange={({ currentTarget }) => set({ react: currentTarget.value })}
        />
      </div>
      {error !== null && !refused && <Failed error={error} retry={again} />}
      {refused && (
        <Empty
          icon={<IconUsers />}
          title={t("preview.refused")}
          action={
            <Button component={Link} to={`/workflows/${id}/edit`} variant="default">
              {t("preview.toBuilder")}
            </Button>
          }
        >
          {error.problems.map(({ path, message }) => `${path}: ${message}`).join(" / ")}
        </Empty>
      )}
      {shown === undefined && error === null && (
        <Loading>
          <Skeleton height={86} mb="md" radius="lg" />
          <Skeleton height={260} mb="md" radius="lg" />
          <Skeleton height={260} radius="lg" />
        </Loading>
      )}
      {shown?.people === 0 && (
        <Empty
          icon={<IconUsers />}
          title={t("preview.nobody")}
          action={
            <Button variant="default" onClick={() => set({ who: "sample" })}>
              {t("preview.useSample")}
            </Button>
          }
        >
          {t("preview.nobodyText")}
        </Empty>
      )}
      {shown !== undefined && shown.people > 0 && draft !== undefined && (
        <div className={css["columns"]} aria-busy={busy}>
          <div className={css["main"]}>
            <Totals run={shown} before={tried === undefined ? undefined : before.data} />
            <Charts run={shown} cursor={cursor} setCursor={setCursor} />
            <Findings
              run={before.data ?? shown}
              after={tried === undefined ? undefined : after.data}
              definition={draft}
              fix={fix}
              choose={setFix}
              keep={() => keep.mutate()}
              keeping={keep.isPending}
            />
          </div>
          <Paths run={shown} definition={tried ?? draft} />
        </div>
      )}
    </Page>
  );
};
