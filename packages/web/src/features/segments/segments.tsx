import { Button, Skeleton } from "@mantine/core";
import { IconPlus, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../api/definition.ts";
import { segmentsQuery } from "../../api/segments.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import css from "./segments.module.css";

const SegmentForm = lazy(() => import("./segment-form.tsx").then((made) => ({ default: made.SegmentForm })));
const route = getRouteApi("/segments");
const NEW = "new";

/** Conditions with a name: on the left all of them, on the right the chosen one and whom it finds right now. */
export const Segments = () => {
  const { t } = useTranslation();
  const { condition } = useWorkflowWords();
  const may = useMay();
  const { id, when } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(segmentsQuery);
  const chosen = data?.items.find((segment) => segment.id === id);
  const begun = id === NEW || when !== undefined;
  const open = (next: string | undefined) => void navigate({ search: { id: next }, replace: true });
  const mayWrite = may("marketer");
  return (
    <Page
      before={<Link to="/leads">{t("nav.leads")}</Link>}
      title={t("segment.title")}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => open(NEW)}>
            {t("segment.new")}
          </Button>
        )
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <div className={css["columns"]}>
        <Card title={t("segment.saved")} flush>
          {data === undefined && error === null && (
            <Loading>
              <Skeleton height={120} />
            </Loading>
          )}
          {data?.items.length === 0 && (
            <Empty icon={<IconUsersGroup />} title={t("segment.none")}>
              {t("segment.noneText")}
            </Empty>
          )}
          <ul className={css["list"]}>
            {data?.items.map((segment) => (
              <li key={segment.id}>
                <button type="button" aria-current={segment.id === id || undefined} onClick={() => open(segment.id)}>
                  <b>{segment.name}</b>
                  <small>{condition(segment.when)}</small>
                </button>
              </li>
            ))}
          </ul>
        </Card>
        {(begun || chosen !== undefined) && (
          <Suspense fallback={<Skeleton height={320} radius="lg" />}>
            <SegmentForm
              key={chosen?.id ?? when ?? NEW}
              segment={chosen}
              begin={conditionIn(when)}
              readOnly={!mayWrite}
              done={open}
            />
          </Suspense>
        )}
      </div>
    </Page>
  );
};

/** What the list handed over, if it is a condition at all: the server judges it before it is saved. */
const conditionIn = (text: string | undefined): Condition | undefined => {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
