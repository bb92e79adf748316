import { Button, Menu, Skeleton, Tabs } from "@mantine/core";
import { IconDots, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { removeSource, type Source, sourceQuery } from "../../api/sources.ts";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useUndo } from "../../ui/undo.tsx";
import { Deliveries } from "./deliveries.tsx";
import { FormEditor } from "./form-editor.tsx";
import { leave, stay } from "./leaving.ts";
import { MappingEditor } from "./mapping-editor.tsx";
import { SetUp } from "./set-up.tsx";
import css from "./source.module.css";
import { State } from "./state.tsx";

const route = getRouteApi("/sources/$id");

/** One way in: its address, how what comes is read, its form, and what has come. */
export const SourcePage = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(sourceQuery(id));
  const source = query.data;
  return (
    <Page
      before={
        <Link to="/sources" className={css["up"] ?? ""}>
          {t("nav.sources")}
        </Link>
      }
      title={source?.name ?? id}
      facts={
        source !== undefined && (
          <>
            <Pill>{t(`intakeKind.${source.kind}`)}</Pill>
            <State source={source} />
          </>
        )
      }
      actions={source !== undefined && <More source={source} />}
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <Skeleton height={34} width={420} mb="md" />
          <Skeleton height={320} radius="lg" />
        </Loading>
      )}
      {source !== undefined && <Parts source={source} />}
    </Page>
  );
};

const Parts = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { tab } = route.useSearch();
  const isForm = source.form !== undefined;
  // Visits are no deliveries: nothing of them is mapped or kept as it came.
  const parts = source.kind === "segment" ? ["setup"] : ["setup", isForm ? "form" : "mapping", "deliveries"];
  const shown = parts.find((part) => part === tab) ?? "setup";
  const go = (next: string) => void navigate({ search: { tab: next }, replace: true });
  useKeys(
    parts.map((part, i) => ({
      code: `Digit${i + 1}`,
      cap: String(i + 1),
      label: t(`intakeTab.${part}`),
      bar: true,
      run: () => go(part),
    })),
  );
  return (
    <Tabs value={shown} onChange={(next) => go(next ?? "setup")} keepMounted={false}>
      <Tabs.List className={css["tabs"] ?? ""}>
        {parts.map((part) => (
          <Tabs.Tab key={part} value={part}>
            {t(`intakeTab.${part}`)}
            {part === "deliveries" && source.refusals > 0 && (
              <span className={css["count"]}>{t("sources.refusedOf", { count: source.refusals })}</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="setup">
        <SetUp source={source} />
      </Tabs.Panel>
      <Tabs.Panel value="form">
        <FormEditor source={source} />
      </Tabs.Panel>
      <Tabs.Panel value="mapping">
        <MappingEditor source={source} />
      </Tabs.Panel>
      <Tabs.Panel value="deliveries">
        <Deliveries source={source} />
      </Tabs.Panel>
    </Tabs>
  );
};

const More = ({ source: { id, name } }: { source: Source }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const undo = useUndo();
  const remove = () => {
    leave(queries, id);
    void navigate({ to: "/sources" });
    undo({
      text: t("sources.removed", { name: name ?? id }),
      run: async () => {
        await removeSource(id);
        await queries.invalidateQueries({ queryKey: ["sources"] });
        stay(queries, id);
      },
      undo: () => stay(queries, id),
    });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" aria-label={t("sources.more")} px={10}>
          <IconDots size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={remove}>
          {t("sources.remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
