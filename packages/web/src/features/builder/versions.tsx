import { Button, Skeleton } from "@mantine/core";
import { IconChevronLeft, IconHistory, IconRestore } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { versionChangesQuery, versionQuery, versionsQuery } from "../../api/versions.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { saveDraft, workflowQuery } from "../../api/workflows.ts";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import { Changes } from "./changes.tsx";
import css from "./versions.module.css";

const route = getRouteApi("/workflows/$id/versions");

/** Every version that was published: when, who is still on it, and what it changed, in words. */
export const Versions = () => {
  const { t } = useTranslation();
  const say = useSay();
  const { id } = route.useParams();
  const workflow = useQuery(workflowQuery(id)).data;
  const { data, error, isPending, refetch } = useQuery(versionsQuery(id));
  return (
    <Page
      before={
        <Link to="/workflows/$id" params={{ id }} aria-label={say(workflow?.name, id)} className={css["back"] ?? ""}>
          <IconChevronLeft size={20} />
        </Link>
      }
      title={t("versions.title", { name: say(workflow?.name, id) })}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          <Skeleton height={120} radius="lg" mb="md" />
          <Skeleton height={120} radius="lg" />
        </Loading>
      )}
      {data?.items.length === 0 && (
        <Empty icon={<IconHistory />} title={t("versions.none")}>
          {t("versions.noneText")}
        </Empty>
      )}
      {data?.items.map(({ version, publishedAt, inside }) => (
        <One key={version} id={id} version={version} publishedAt={publishedAt} inside={inside} />
      ))}
    </Page>
  );
};

const One = ({
  id,
  version,
  publishedAt,
  inside,
}: {
  id: string;
  version: number;
  publishedAt: string;
  inside: number;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const workflow = useQuery(workflowQuery(id)).data;
  const { data: vocabulary } = useQuery(vocabularyQuery);
  const changes = useQuery(versionChangesQuery(id, version));
  const back = useMutation({
    mutationFn: async () => {
      const { definition } = await queries.fetchQuery(versionQuery(id, version));
      await saveDraft(id, definition, workflow?.tag);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["workflow", id] });
      await navigate({ to: "/workflows/$id/edit", params: { id } });
    },
    onError: useFailure(),
  });
  return (
    <Card
      title={
        <span className={css["head"]}>
          {t("versions.version", { version })}
          {workflow?.version === version && <Pill tone="ok">{t("versions.current")}</Pill>}
          {inside > 0 && <Pill tone="ai">{t("versions.inside", { count: inside })}</Pill>}
        </span>
      }
      aside={format.moment(publishedAt, now)}
    >
      {changes.error !== null && <Failed error={changes.error} retry={() => void changes.refetch()} />}
      {changes.data !== undefined && <Changes review={changes.data} vocabulary={vocabulary} />}
      {may("marketer") && (
        <Button
          size="xs"
          mt="sm"
          variant="default"
          leftSection={<IconRestore size={15} stroke={1.7} />}
          loading={back.isPending}
          onClick={() => back.mutate()}
        >
          {t("versions.toDraft")}
        </Button>
      )}
    </Card>
  );
};
