import { SegmentedControl } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mail } from "../../api/mails.ts";
import { useMay } from "../../ui/may.ts";
import { Bar } from "./bar.tsx";
import { CheckList } from "./check-list.tsx";
import { Conflict } from "./conflict.tsx";
import { type LookName, looks } from "./dress.ts";
import css from "./editor.module.css";
import { Fields, type FieldsHandle } from "./fields.tsx";
import { marksOf } from "./marks.ts";
import { PreviewPane } from "./preview-pane.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { Results } from "./results.tsx";
import { type SourceHandle, SourcePane } from "./source-pane.tsx";
import { TestDialog } from "./test-dialog.tsx";
import { useCheckWords } from "./use-check-words.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useLook } from "./use-look.ts";
import { useMail } from "./use-mail.ts";
import { useReaders } from "./use-readers.ts";
import { Versions } from "./versions.tsx";

const route = getRouteApi("/mails/$id");
const panes = ["write", "look", "checks"] as const;
type Dialog = "test" | "publish" | "versions";
export type Spot = { path: string; line?: number; what?: string; why?: string };

/** Source, preview and checks, all over one draft. */
export const Desk = ({ mail }: { mail: Mail }) => {
  const { t } = useTranslation();
  const { id } = mail;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const put = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const may = useMay()("marketer");
  const written = useMail(mail);
  const { draft, state } = written;
  const { look, isOld, wrong, error, retry } = useLook(id, draft, search.as);
  const readers = useReaders(id, {
    variables: look?.variables ?? [],
    stored: state === "saved" && wrong.length === 0,
    chosen: search.as,
    choose: (as) => put({ as }),
  });
  const words = useCheckWords();
  const fields = useRef<FieldsHandle>(null);
  const source = useRef<SourceHandle>(null);
  const [dialog, setDialog] = useState<Dialog>();
  const shown: LookName = looks.find((name) => name === search.look) ?? "desktop";
  const pane = panes.find((name) => name === search.pane) ?? "write";
  const checks = wrong.length > 0 ? [] : (look?.checks ?? []);
  const marks = useMemo(() => marksOf(wrong, checks, words), [wrong, checks, words]);
  const faults: Spot[] = [...wrong, ...checks.filter(({ state }) => state === "stop").flatMap(({ places }) => places)];
  const visit = (spot: Spot) => {
    if (spot.path === "settings") return void go({ to: "/settings/{-$section}", params: { section: "sender" } });
    put({ pane: undefined });
    if (spot.path === "subject" || spot.path === "preheader") fields.current?.focus(spot.path);
    else source.current?.go(spot);
  };
  const [round, setRound] = useState(0);
  const nextFault = () => {
    const spot = faults[round % Math.max(1, faults.length)];
    setRound((before) => before + 1);
    if (spot !== undefined) visit(spot);
  };
  useDeskKeys({
    save: () => void written.save(),
    write: () => source.current?.go({ path: "source" }),
    look: (name) => put({ look: name === "desktop" ? undefined : name, pane: pane === "write" ? undefined : "look" }),
    nextReader: readers.next,
    nextFault,
    ...(may ? { test: () => setDialog("test") } : {}),
  });
  return (
    <div className={css["desk"]}>
      <Bar
        mail={mail}
        written={written}
        from={search.from}
        faults={faults.length}
        nextFault={nextFault}
        open={setDialog}
      />
      {state === "theirs" && <Conflict written={written} />}
      <SegmentedControl
        className={css["panes"] ?? ""}
        aria-label={t("mailEdit.panes")}
        value={pane}
        onChange={(next) => put({ pane: next === "write" ? undefined : next })}
        data={panes.map((value) => ({ value, label: t(`mailPane.${value}`) }))}
      />
      <div className={css["work"]} data-pane={pane}>
        <section className={css["source"]} aria-label={t("mailPane.write")}>
          <Fields ref={fields} key={`fields ${written.round}`} written={written} locked={!may} />
          <SourcePane
            ref={source}
            written={written}
            look={look}
            marks={marks}
            part={search.part}
            show={(part) => put({ part })}
            locked={!may}
          />
        </section>
        <PreviewPane
          look={look}
          shown={shown}
          show={(next) => put({ look: next === "desktop" ? undefined : next })}
          isOld={isOld}
          unmade={look === undefined && wrong.length > 0}
          error={error}
          retry={retry}
          reader={search.as}
          choose={(as) => put({ as })}
          readers={readers}
        />
        <aside className={css["side"]} aria-label={t("mailPane.checks")}>
          <CheckList
            checks={checks}
            wrong={wrong}
            readers={readers}
            visit={visit}
            mend={(spot) => source.current?.mend(spot)}
            locked={!may}
          />
          <Results id={id} />
        </aside>
      </div>
      {dialog === "test" && (
        <TestDialog
          id={id}
          draft={draft}
          reader={search.as}
          wrong={wrong.length > 0}
          close={() => setDialog(undefined)}
        />
      )}
      {dialog === "publish" && (
        <PublishDialog mail={mail} written={written} checks={checks} wrong={wrong} close={() => setDialog(undefined)} />
      )}
      {dialog === "versions" && <Versions id={id} written={written} locked={!may} close={() => setDialog(undefined)} />}
    </div>
  );
};
