import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ReactFlowProvider } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { workflowQuery } from "../../api/workflows.ts";
import { Page } from "../../ui/page.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import css from "./builder.module.css";
import { Desk } from "./desk.tsx";

const route = getRouteApi("/workflows/$id/edit");

/** The page where a workflow is written. What is edited lives in `Desk`, once the draft is there. */
export const Builder = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery({ ...workflowQuery(id), refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY });
  const workflow = query.data;
  const first = workflow?.draft ?? workflow?.published;
  if (workflow !== undefined && first !== undefined)
    return (
      <ReactFlowProvider>
        <Desk key={id} workflow={workflow} first={first} />
      </ReactFlowProvider>
    );
  return (
    <Page title={t("builder.title")}>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <div className={css["bones"]}>
            {[300, 264, 172, 265, 266].map((width) => (
              <Skeleton key={width} width={width} height={46} radius="md" />
            ))}
          </div>
        </Loading>
      )}
    </Page>
  );
};
