import { Button, Skeleton } from "@mantine/core";
import { IconFileTypeCsv, IconLock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Column, FileSurvey, Kind } from "../../api/imports.ts";
import { Problem } from "../../api.ts";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./imports.module.css";
import type { Packed } from "./pack.ts";
import { Recent } from "./recent.tsx";

const Drop = lazy(() => import("./drop.tsx").then((module) => ({ default: module.Drop })));

/** What both imports share: the file, what it is, and the way out. */
export const Frame = ({
  kind,
  title,
  needs,
  back,
  survey: { file, data, columns, error, isReading, retry, take },
  children,
}: {
  kind: Kind;
  title: string;
  needs: string;
  back: "/leads" | "/deals";
  survey: {
    file: Packed | undefined;
    data: { file: FileSurvey } | undefined;
    columns: Column[];
    error: unknown;
    isReading: boolean;
    retry: () => void;
    take: (file: File) => void;
  };
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const may = useMay();
  const format = useFormat();
  const matched = columns.filter(({ target }) => target !== undefined).length;
  const understood = !(error instanceof Problem && error.reason === "columns");
  return (
    <Page
      title={title}
      facts={
        file !== undefined && (
          <>
            <Pill icon={<IconFileTypeCsv />}>
              {[
                file.name,
                ...(data === undefined
                  ? []
                  : [
                      t("import.rows", { count: data.file.rows, n: format.count(data.file.rows) }),
                      data.file.encoding.toUpperCase(),
                    ]),
              ].join(t("words.list"))}
            </Pill>
            {columns.length > 0 && <span>{t("import.matched", { matched, all: columns.length })}</span>}
          </>
        )
      }
      actions={
        <Button variant="default" component={Link} to={back}>
          {t("dialog.cancel")}
        </Button>
      }
    >
      {!may("marketer") ? (
        <Empty icon={<IconLock />} title={t("import.refused")}>
          {t("import.refusedText")}
        </Empty>
      ) : file === undefined ? (
        <>
          <Suspense fallback={<Skeleton height={340} />}>
            <Drop needs={needs} take={take} />
          </Suspense>
          <Recent kind={kind} />
        </>
      ) : isReading ? (
        <Loading>
          <div className={css["grid"]}>
            {[1, 2, 3].map((panel) => (
              <Skeleton key={panel} height={420} />
            ))}
          </div>
        </Loading>
      ) : (
        <div className={css["fill"]}>
          {error !== null && understood && <Failed error={error} retry={retry} />}
          {!understood && (
            <p className={css["box"]} data-tone="warm" role="alert">
              {t(kind === "deals" ? "import.sayDeals" : "import.sayLeads")}
            </p>
          )}
          {(columns.length > 0 || understood) && children}
        </div>
      )}
    </Page>
  );
};
