import { autocompletion } from "@codemirror/autocomplete";
import { markdown } from "@codemirror/lang-markdown";
import { xml } from "@codemirror/lang-xml";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { basicSetup, EditorView } from "codemirror";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import css from "./code-pane.module.css";
import { complete, type Piece, type Variable } from "./completion.ts";
import { liquidInk } from "./liquid-ink.ts";

export type Mark = { line: number; tone: "stop" | "warn"; message: string };
export type CodeHandle = {
  /** Goes to a line; `at`: to the end of the first place of this text in it. */
  go: (line: number, at?: string) => void;
  insert: (text: string) => void;
  /** Puts `text` behind the first place of `after` in the line, the cursor `back` characters before its end. */
  mend: (line: number, after: RegExp, text: string, back: number) => void;
};

const languages = { markdown: () => markdown(), mjml: () => xml(), text: () => [] };

/** Text with line numbers, completion of variables, and marks where something is to be looked at. Its undo is its own. */
export const CodePane = ({
  ref,
  language,
  value,
  label,
  marks,
  known,
  change,
  locked = false,
}: {
  ref?: Ref<CodeHandle>;
  language: keyof typeof languages;
  value: string;
  label: string;
  marks: Mark[];
  known: { variables: Variable[]; pieces: Piece[] };
  change: (text: string) => void;
  locked?: boolean;
}) => {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const latest = useRef({ value, change, known });
  useEffect(() => {
    latest.current = { value, change, known };
  });
  useEffect(() => {
    if (place.current === null) return;
    const view = new EditorView({
      parent: place.current,
      doc: latest.current.value,
      extensions: [
        basicSetup,
        languages[language](),
        autocompletion({ override: [complete(() => latest.current.known)], icons: false }),
        liquidInk,
        EditorView.lineWrapping,
        EditorView.editable.of(!locked),
        EditorView.contentAttributes.of({
          "aria-label": label,
          ...(locked ? { tabindex: "0", "aria-readonly": "true" } : {}),
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.change(update.state.doc.toString());
        }),
      ],
    });
    editor.current = view;
    return () => {
      view.destroy();
      editor.current = undefined;
    };
  }, [language, label, locked]);
  // It comes from elsewhere: a version that was taken back, a mark that was mended, what somebody else wrote.
  useEffect(() => {
    const view = editor.current;
    if (view === undefined || view.state.doc.toString() === value) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const view = editor.current;
    if (view === undefined) return;
    view.dispatch(
      setDiagnostics(
        view.state,
        marks.flatMap((mark) => diagnostic(view, mark)),
      ),
    );
  }, [marks]);
  useImperativeHandle(ref, () => ({
    go: (line, at) => {
      const view = editor.current;
      if (view === undefined) return;
      const { from, text } = view.state.doc.line(clamp(view, line));
      const found = at === undefined ? -1 : text.indexOf(at);
      view.dispatch({
        selection: { anchor: found === -1 ? from : from + found + (at?.length ?? 0) },
        scrollIntoView: true,
      });
      view.focus();
    },
    insert: (text) => {
      const view = editor.current;
      if (view === undefined) return;
      view.dispatch(view.state.replaceSelection(text), { userEvent: "input", scrollIntoView: true });
      view.focus();
    },
    mend: (line, after, text, back) => {
      const view = editor.current;
      if (view === undefined) return;
      const { from } = view.state.doc.line(clamp(view, line));
      const found = after.exec(view.state.sliceDoc(from, from + 2_000));
      const at = from + (found === null ? 0 : found.index + found[0].length);
      view.dispatch({
        ...(found === null ? {} : { changes: { from: at, insert: text } }),
        selection: { anchor: found === null ? at : at + text.length - back },
        scrollIntoView: true,
        userEvent: "input",
      });
      view.focus();
    },
  }));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the editor has done with a key is not done again by the page
    <div
      ref={place}
      className={css["editor"]}
      onKeyDown={({ nativeEvent: event }) => {
        if (event.key === "Escape" && event.defaultPrevented) event.stopPropagation();
      }}
    />
  );
};

const clamp = (view: EditorView, line: number): number => Math.min(Math.max(1, line), view.state.doc.lines);

const diagnostic = (view: EditorView, { line, tone, message }: Mark): Diagnostic[] => {
  const { from, to, text } = view.state.doc.line(clamp(view, line));
  const indent = /^\s*/.exec(text)?.[0].length ?? 0;
  if (to === from) return [];
  return [
    {
      from: Math.min(from + indent, to - 1),
      to,
      severity: tone === "stop" ? "error" : "warning",
      message,
      markClass: css[tone] ?? "",
    },
  ];
};
