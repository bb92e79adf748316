import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "codemirror";

/** A variable that a mail may name: what it is called, examples, and how many leads lack it. */
export type Variable = { name: string; label: string; hint: string; about: string };
export type Piece = { tag: string; label: string; hint: string };

/** After `{{` the variables, after `{%` what decides by them; anywhere with Ctrl Space. */
export const complete =
  (known: () => { variables: Variable[]; pieces: Piece[] }) =>
  (context: CompletionContext): CompletionResult | null => {
    const output = context.matchBefore(/\{\{-?\s*[\w.]*/);
    if (output !== null) {
      const typed = /[\w.]*$/.exec(output.text)?.[0] ?? "";
      return { from: output.to - typed.length, options: known().variables.map(inOrder), validFor: /^[\w.]*$/ };
    }
    const tag = context.matchBefore(/\{%-?\s*\w*/);
    if (tag !== null) return { from: tag.from, options: known().pieces.map(piece), filter: false };
    if (!context.explicit) return null;
    return {
      from: context.pos,
      options: known().variables.map((one, n) => ({ ...inOrder(one, n), apply: `{{ ${one.name} }}` })),
    };
  };

/** As the list has them: about the person first. */
const inOrder = (one: Variable, n: number): Completion => ({ ...variable(one), boost: 50 - n });
const variable = ({ name, label, hint, about }: Variable): Completion => ({
  label: name,
  detail: [name.endsWith(`.${label}`) ? "" : label, about].filter((text) => text !== "").join(" · "),
  type: "variable",
  ...(hint === "" ? {} : { info: hint }),
  apply: (view, _completion, from, to) => put(view, from, to, name),
});

/** One blank on either side, and the end, whether the editor has closed the braces or not. */
const put = (view: EditorView, from: number, to: number, name: string): void => {
  const before = view.state.sliceDoc(Math.max(0, from - 1), from) === " " ? "" : " ";
  const rest = /^\s*\}{0,2}/.exec(view.state.sliceDoc(to, to + 4))?.[0] ?? "";
  const insert = `${before}${name} }}`;
  view.dispatch({ changes: { from, to: to + rest.length, insert }, selection: { anchor: from + insert.length } });
};

const piece = ({ tag, label, hint }: Piece): Completion => ({
  label: tag,
  detail: label,
  info: hint,
  type: "keyword",
  apply: (view, _completion, from, to) => {
    const rest = /^[\s%]*\}?/.exec(view.state.sliceDoc(to, to + 4))?.[0] ?? "";
    view.dispatch({ changes: { from, to: to + rest.length, insert: tag }, selection: { anchor: from + tag.length } });
  },
});
