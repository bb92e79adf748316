import { yaml } from "@codemirror/lang-yaml";
import { basicSetup, EditorView } from "codemirror";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import * as History from "./document/history.ts";
import type { Problem } from "./faults.ts";
import { useStage } from "./stage.ts";
import { useBuilderWords } from "./use-builder-words.ts";
import css from "./yaml-pane.module.css";
import { fromText, lineAt, toText } from "./yaml-text.ts";

/** The same workflow as text. What is typed is in the diagram at once, as long as it is a workflow; there is one undo. */
export const YamlPane = ({ undo, redo }: { undo: () => void; redo: () => void }) => {
  const { t } = useTranslation();
  const { definition, change, problems, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const [broken, setBroken] = useState<{ line: number; message: string }>();
  const latest = useRef({ definition, change, undo, redo });
  const round = useRef(0);
  useEffect(() => {
    latest.current = { definition, change, undo, redo };
  });
  useEffect(() => {
    if (place.current === null) return;
    const typed = (text: string) => {
      const read = fromText(text);
      setBroken("definition" in read ? undefined : read);
      // Letters typed within a second of each other are one step of undo.
      if ("definition" in read)
        latest.current.change(read.definition, `yaml ${Math.floor((performance.now() - round.current) / 1_000)}`);
    };
    const fill = (view: EditorView, definition: Definition) => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: toText(definition) } });
      setBroken(undefined);
    };
    round.current = performance.now();
    const view = new EditorView({
      parent: place.current,
      doc: toText(latest.current.definition),
      extensions: [
        EditorView.domEventHandlers({
          keydown: (event, view) => {
            if (!(event.ctrlKey || event.metaKey) || !["z", "y", "Z"].includes(event.key)) return false;
            event.preventDefault();
            // What cannot be read is in no stack: undoing it brings back the text of the document as it is.
            if (!("definition" in fromText(view.state.doc.toString()))) fill(view, latest.current.definition);
            else if (event.key === "z") latest.current.undo();
            else latest.current.redo();
            return true;
          },
        }),
        basicSetup,
        yaml(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "YAML" }),
        EditorView.updateListener.of((update) => {
          if (
            update.docChanged &&
            update.transactions.some(
              (one) => one.isUserEvent("input") || one.isUserEvent("delete") || one.isUserEvent("move"),
            )
          )
            typed(update.state.doc.toString());
        }),
      ],
    });
    editor.current = view;
    return () => view.destroy();
  }, []);
  // Changed elsewhere, or undone: the text follows. What was just typed stays as it was typed.
  useEffect(() => {
    const view = editor.current;
    if (view === undefined) return;
    const read = fromText(view.state.doc.toString());
    if ("definition" in read && History.same(read.definition, definition)) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: toText(definition) } });
    setBroken(undefined);
  }, [definition]);
  const go = (line: number) => {
    const view = editor.current;
    if (view === undefined) return;
    const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  };
  const lineOf = (problem: Problem) => lineAt(editor.current?.state.doc.toString() ?? "", problem.path);
  return (
    <div className={css["pane"]}>
      <div ref={place} className={css["editor"]} />
      {broken !== undefined ? (
        <p className={css["broken"]} role="alert">
          <b>{t("yaml.broken", { line: broken.line })}</b> {broken.message}
          <button type="button" onClick={() => go(broken.line)}>
            {t("yaml.goto")}
          </button>
        </p>
      ) : (
        problems.length > 0 && (
          <ul className={css["problems"]}>
            {problems.map((problem) => (
              <li key={problem.path + problem.message}>
                <button type="button" onClick={() => go(lineOf(problem))}>
                  <code>{problem.path}</code> {words.fault(problem)}
                </button>
              </li>
            ))}
          </ul>
        )
      )}
    </div>
  );
};
