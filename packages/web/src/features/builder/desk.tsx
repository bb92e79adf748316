import { Drawer, Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import { reportQuery } from "../../api/report.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { type Workflow, workflowQuery } from "../../api/workflows.ts";
import { Bar } from "./bar.tsx";
import css from "./builder.module.css";
import { Canvas } from "./canvas.tsx";
import { Conflict } from "./conflict.tsx";
import type { Spot } from "./document/places.ts";
import { problemsOf } from "./faults.ts";
import { figuresOf } from "./figures.ts";
import { HypothesisStrip } from "./hypothesis-strip.tsx";
import { focusFirst, Inspector } from "./inspector/inspector.tsx";
import { layoutOf } from "./layout.ts";
import { Palette } from "./palette.tsx";
import { type Stage, StageProvider } from "./stage.ts";
import { Tree } from "./tree.tsx";
import { useBuilderKeys } from "./use-builder-keys.ts";
import { useDocument } from "./use-document.ts";
import { useSelection } from "./use-selection.ts";

const route = getRouteApi("/workflows/$id/edit");
/** The editor for text is half a page's weight: it comes when it is asked for. */
const YamlPane = lazy(() => import("./yaml-pane.tsx").then(({ YamlPane: pane }) => ({ default: pane })));
const AddDialog = lazy(() => import("./add-dialog.tsx").then(({ AddDialog: dialog }) => ({ default: dialog })));
const LaunchDialog = lazy(() =>
  import("./launch-dialog.tsx").then(({ LaunchDialog: dialog }) => ({ default: dialog })),
);
const MoveDialog = lazy(() => import("./move-dialog.tsx").then(({ MoveDialog: dialog }) => ({ default: dialog })));

/** Palette, diagram or text, fields: all over one document. */
export const Desk = ({ workflow: loaded, first }: { workflow: Workflow; first: Definition }) => {
  const { t } = useTranslation();
  const { id } = loaded;
  const queries = useQueryClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const phone = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const narrow = useMediaQuery("(max-width: 1100px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const document_ = useDocument(loaded, first);
  const selection = useSelection(document_);
  const { definition } = document_;
  const workflow = useQuery({ ...workflowQuery(id), staleTime: Number.POSITIVE_INFINITY }).data ?? loaded;
  const { data: vocabulary } = useQuery(vocabularyQuery);
  const report = useQuery({ ...reportQuery(id), enabled: workflow.version !== undefined });
  const running = report.data?.versions.find(({ version }) => version === workflow.version);
  const layout = useMemo(() => layoutOf(definition), [definition]);
  const [asking, setAsking] = useState<Spot>();
  const [adding, setAdding] = useState(false);
  const [moving, setMoving] = useState(false);
  const [open, setOpen] = useState(false);
  const tree = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLElement>(null);
  const text = search.view === "yaml";
  const show = (view: "yaml" | undefined) => void navigate({ search: (old) => ({ ...old, view }), replace: true });
  const launch = (on: boolean) =>
    void navigate({ search: (old) => ({ ...old, launch: on ? "1" : undefined }), replace: true });
  const problems = problemsOf(definition, document_.problems, vocabulary);
  const stage: Stage = {
    workflow: id,
    definition,
    published: workflow.published,
    selection,
    problems,
    warnings: problemsOf(definition, document_.warnings, vocabulary),
    figures: figuresOf(running, workflow.published),
    vocabulary,
    askFor: (spot) => {
      setAsking(spot);
      setAdding(true);
    },
    change: document_.change,
  };
  const edit = () => {
    if (narrow) setOpen(true);
    else focusFirst(pane.current);
  };
  const nextProblem = () => {
    const ids = [...new Set(problems.map(({ step }) => step ?? "start"))];
    const next = ids[(ids.indexOf(selection.selected ?? "") + 1) % Math.max(1, ids.length)];
    if (next === undefined) return;
    selection.pick(next);
    if (narrow) setOpen(true);
  };
  const publish = async () => {
    await document_.save();
    launch(true);
  };
  const goPreview = async () => {
    await document_.save();
    void navigate({ to: "/workflows/$id/preview", params: { id } });
  };
  useBuilderKeys({
    tree,
    layout,
    selection,
    document: document_,
    ask: () => {
      setAsking(undefined);
      setAdding(true);
    },
    edit,
    nextProblem,
    yaml: () => show(text ? undefined : "yaml"),
    preview: () => void goPreview(),
    text,
  });
  const inspector = <Inspector pane={pane} />;
  return (
    <StageProvider value={stage}>
      <div className={css["desk"]}>
        <Bar
          workflow={workflow}
          document={document_}
          text={text}
          show={show}
          nextProblem={nextProblem}
          publish={() => void publish()}
          preview={() => void goPreview()}
          move={() => setMoving(true)}
          phone={phone}
        />
        {document_.state === "theirs" && <Conflict document={document_} />}
        <div className={css["work"]}>
          {!phone && !text && <Palette />}
          <div className={css["middle"]} data-canvas>
            <HypothesisStrip edit={() => selection.pick("start")} />
            {text ? (
              <Suspense fallback={<Skeleton height="100%" />}>
                <YamlPane undo={document_.undo} redo={document_.redo} />
              </Suspense>
            ) : (
              <>
                {!phone && <Canvas layout={layout} tree={tree} />}
                <Tree tree={tree} shown={phone} edit={edit} />
              </>
            )}
          </div>
          {narrow ? (
            <Drawer
              opened={open && selection.selected !== undefined}
              onClose={() => setOpen(false)}
              position={phone ? "bottom" : "right"}
              size={phone ? "80%" : 380}
              title={t("builder.fields")}
              closeButtonProps={{ "aria-label": t("dialog.close") }}
            >
              {inspector}
            </Drawer>
          ) : (
            inspector
          )}
        </div>
      </div>
      <Suspense fallback={null}>
        {adding && (
          <AddDialog
            close={() => setAdding(false)}
            add={(kind) => {
              setAdding(false);
              selection.add(kind, asking);
              if (narrow) setOpen(true);
            }}
          />
        )}
        {moving && workflow.version !== undefined && (
          <MoveDialog newest={workflow.version} close={() => setMoving(false)} />
        )}
        {search.launch === "1" && (
          <LaunchDialog
            close={() => launch(false)}
            edit={(step) => {
              launch(false);
              selection.pick(step);
            }}
            done={(version, people) => {
              launch(false);
              void queries.invalidateQueries();
              notifications.show({
                message: people > 0 ? t("launch.doneWith", { version, count: people }) : t("launch.done", { version }),
                color: "green",
                autoClose: 8_000,
              });
            }}
          />
        )}
      </Suspense>
    </StageProvider>
  );
};
