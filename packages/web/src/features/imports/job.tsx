import { Button, Modal, Progress, Skeleton } from "@mantine/core";
import { IconArrowBackUp, IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { badRowsAt, type ImportJob, importQuery, takeBack } from "../../api/imports.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./job.module.css";
import { Sum, type SumRow } from "./sum.tsx";

const route = getRouteApi("/imports/$job");

/** An import under way or done: how far, what came of it, the rows that could not be read, and the way back. */
export const Import = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { job: id } = route.useParams();
  const query = useQuery(importQuery(id));
  const job = query.data;
  const title = t(job?.kind === "deals" ? "import.jobDeals" : "import.jobLeads");
  return (
    <Page
      title={title}
      facts={
        job !== undefined && (
          <>
            <Pill>{job.file ?? job.list ?? t("import.unnamed")}</Pill>
            <span>{format.moment(job.createdAt, now)}</span>
          </>
        )
      }
      actions={job !== undefined && job.state !== "running" && job.undo === undefined && <TakeBack job={job} />}
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <Skeleton height={180} />
        </Loading>
      )}
      {job !== undefined && <Report job={job} />}
    </Page>
  );
};

const Report = ({ job }: { job: ImportJob }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, done, total, error, undo, kind } = job;
  const share = total === 0 ? 100 : (done / total) * 100;
  return (
    <div className={css["report"]}>
      <Card title={t(titles[undo === undefined ? state : "undone"])}>
        <Progress
          value={share}
          size="lg"
          radius="md"
          color={state === "failed" ? "red" : "ai"}
          aria-label={t("import.progressOf")}
          animated={state === "running"}
        />
        <p className={css["count"]} role="status">
          {t("import.progress", { done: format.count(done), total: format.count(total) })}
          {state === "running" && ` ${t("import.mayLeave")}`}
        </p>
        {error !== undefined && <p role="alert">{error}</p>}
        {undo !== undefined && (
          <p className={css["count"]}>
            {undo.state === "running"
              ? t("import.undoing", { done: format.count(undo.done), total: format.count(undo.total) })
              : t("import.undoneText", { count: undo.kept ?? 0, n: format.count(undo.kept ?? 0) })}
          </p>
        )}
        <Sum rows={useRows(job)} />
        {state === "done" && undo === undefined && (
          <p className={css["next"]}>
            {kind === "deals" ? (
              <Link to="/deals">{t("import.toDeals")}</Link>
            ) : (
              <Link to="/leads">{t("import.toLeads")}</Link>
            )}
          </p>
        )}
      </Card>
      <BadRows job={job} />
    </div>
  );
};
const titles = {
  running: "import.isRunning",
  done: "import.isDone",
  failed: "import.hasFailed",
  undone: "import.undone",
} as const;

const useRows = ({ kind, report, started = 0 }: ImportJob): SumRow[] => {
  const { t } = useTranslation();
  const bad = Object.values(report.faults).reduce((sum, n) => sum + n, 0);
  const row = (id: string, n: number, text: string, more: Partial<SumRow> = {}): SumRow[] =>
    n === 0 ? [] : [{ id, n, depth: 1, text, ...more }];
  return [
    { id: "created", n: report.created, depth: 1, text: t(kind === "deals" ? "import.madeDeals" : "import.made") },
    ...row("merged", report.merged, t(kind === "deals" ? "import.mergedDeals" : "import.merged")),
    ...row("heldBack", report.heldBack, t("import.heldBack"), { kind: "refused" }),
    ...row("noConsent", report.noConsent, t("import.withoutConsent"), { kind: "refused" }),
    ...row("bad", bad, t("import.notTaken"), { kind: "refused" }),
    ...row("started", started, t("import.startedPeople"), { kind: "result" }),
  ];
};

const BadRows = ({ job: { id, report } }: { job: ImportJob }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const bad = Object.values(report.faults).reduce((sum, n) => sum + n, 0);
  if (bad === 0) return null;
  return (
    <Card
      title={t("import.badTitle", { count: bad, n: format.count(bad) })}
      aside={
        <Button
          variant="default"
          size="xs"
          component="a"
          href={badRowsAt(id)}
          download
          leftSection={<IconDownload size={14} />}
        >
          {t("import.download")}
        </Button>
      }
      flush
    >
      <p className={css["mend"]}>{t("import.mend")}</p>
      <table className={css["bad"]}>
        <thead>
          <tr>
            <th>{t("import.lineHead")}</th>
            <th>{t("import.why")}</th>
          </tr>
        </thead>
        <tbody>
          {report.rejected.slice(0, 100).map(({ line, fault }) => (
            <tr key={line}>
              <td>{t("import.line", { line: format.count(line) })}</td>
              <td>{term("rowFault", fault)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {bad > 100 && (
        <p className={css["mend"]}>{t("import.moreLines", { count: bad - 100, n: format.count(bad - 100) })}</p>
      )}
    </Card>
  );
};

/** Asks first, with what goes and what stays: those who came in go again. */
const TakeBack = ({ job: { id, report, kind } }: { job: ImportJob }) => {
  const { t } = useTranslation();
  const may = useMay();
  const format = useFormat();
  const tell = useFailure();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: () => takeBack(id),
    onSuccess: () => queries.invalidateQueries(),
    onError: tell,
    onSettled: () => setAsking(false),
  });
  if (!may("marketer") || report.created === 0) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setAsking(true)}>
        {t("import.takeBack")}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={<b>{t("import.takeBackTitle")}</b>}
        closeButtonProps={{ "aria-label": t("dialog.close") }}
      >
        <p className={css["ask"]}>
          {t(kind === "deals" ? "import.takeBackDeals" : "import.takeBackLeads", {
            count: report.created,
            n: format.count(report.created),
          })}
        </p>
        <p className={css["ask"]}>{t("import.takeBackStays")}</p>
        <footer className={css["actions"]}>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("dialog.cancel")}
          </Button>
          <Button color="red" loading={act.isPending} onClick={() => act.mutate()}>
            {t("import.takeBack")}
          </Button>
        </footer>
      </Modal>
    </>
  );
};
