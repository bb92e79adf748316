import { EditorView } from "codemirror";

/**
 * Gives Liquid its own ink, by the browser's custom highlights: whatever the language around it, and without touching the text. Browsers
 * without them show it plain.
 */
export const liquidInk = EditorView.updateListener.of(({ view }) => {
  cancelAnimationFrame(next);
  next = requestAnimationFrame(() => paint(view));
});
/** One editor is shown at a time. */
let next = 0;

const NAME = "rekindle-liquid";
const paint = (view: EditorView): void => {
  if (!("highlights" in CSS) || !view.dom.isConnected) return;
  const ranges = [...view.contentDOM.querySelectorAll(".cm-line")].flatMap(rangesIn);
  CSS.highlights.set(NAME, new Highlight(...ranges));
};

const rangesIn = (line: Element): Range[] => {
  const nodes: { node: Node; from: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, from: text.length });
    text += node.nodeValue ?? "";
  }
  const place = (offset: number) => nodes.findLast(({ from }) => from <= offset);
  return [...text.matchAll(/\{\{.*?\}\}|\{%.*?%\}/g)].flatMap(({ 0: found, index }) => {
    const [begin, end] = [place(index), place(index + found.length - 1)];
    if (begin === undefined || end === undefined) return [];
    const range = document.createRange();
    range.setStart(begin.node, index - begin.from);
    range.setEnd(end.node, index + found.length - end.from);
    return [range];
  });
};
