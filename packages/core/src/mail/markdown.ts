import MarkdownIt, { type Token } from "markdown-it";
import { framed } from "./frame.ts";
import { hidden } from "./hidden.ts";
import { isBalanced, isLiquidTags } from "./liquid-words.ts";
import { componentOf } from "./markdown-components.ts";
import { lineAt, type Problem, problemAt } from "./template.ts";

export type FromMarkdown = {
  mjml: string;
  problems: Problem[];
  /** Line of the MJML → line of the Markdown that it came from. */
  lineOf: (line: number) => number;
};

/**
 * Markdown → MJML. One idea more than Markdown: a link alone in its paragraph is a button. Pictures alone are as wide as the mail, line
 * ends are line ends, HTML is text. Liquid passes through; its tags in a paragraph of their own may hold whole paragraphs.
 */
export const toMjml = (markdown: string): FromMarkdown => {
  if (markdown.length > MOST_CHARACTERS) return tooLong(`At most ${MOST_CHARACTERS} characters of Markdown`);
  const liquid = hidden(markdown);
  const problems: Problem[] = [];
  const written = blocksOf(md.parse(liquid.hideIn(markdown), {}));
  if (written.length > MOST_BLOCKS) return tooLong(`At most ${MOST_BLOCKS} paragraphs`);
  const blocks = written.map((tokens) => {
    const [from = 0, to = from + 1] = tokens[0]?.map ?? [];
    for (const { children } of tokens) if (children !== null) joinTagLines(children, liquid.restore);
    const made = componentOf(md, tokens, (text) => isLiquidTags(liquid.restore(text)));
    if (made.kind === "text" && !isBalanced(liquid.restore(made.body)))
      problems.push(problemAt("markdown", from + 1, unbalanced));
    return { body: made.body, from: from + 1, to };
  });
  for (const { liquid: piece, index } of liquid.missingIn(blocks.map(({ body }) => body).join("\n")))
    problems.push(problemAt("markdown", lineAt(markdown, index), `${piece} stands where nobody would read it`));
  const lines = blocks.flatMap(({ body, from, to }) => linesOf(liquid.restore(body), from, Math.max(from, to)));
  const { mjml, before } = framed(lines.map(({ text }) => text).join("\n"));
  return { mjml, problems, lineOf: (line) => lines[line - 1 - before]?.line ?? 1 };
};

/** More would pass the 100 kB of HTML in any case, and take long to be found so. */
const MOST_CHARACTERS = 100_000;
const MOST_BLOCKS = 1_000;
const tooLong = (message: string): FromMarkdown => ({
  mjml: "",
  problems: [problemAt("markdown", 1, message)],
  lineOf: () => 1,
});

const md = new MarkdownIt({ html: false, breaks: true, linkify: false, xhtmlOut: true });
const unbalanced = "{% … %} and its end must stand in one paragraph, or each in a paragraph of its own";

const styles: Record<string, string> = {
  heading_open: "margin:0;font-size:1em;line-height:1.4;font-weight:700;",
  paragraph_open: "margin:0;",
  bullet_list_open: "margin:0;padding-left:1.4em;",
  ordered_list_open: "margin:0;padding-left:1.4em;",
  blockquote_open: "margin:0;padding-left:12px;border-left:3px solid #D3CFC7;color:#55514A;",
  link_open: "color:#27518F;",
};
/** Mails carry their looks with them: many programs drop what stands in a head. */
for (const [name, style] of Object.entries(styles))
  md.renderer.rules[name] = (tokens, index, options, _env, renderer) => {
    tokens[index]?.attrJoin("style", style);
    return renderer.renderToken(tokens, index, options);
  };

/**
 * CommonMark sees the ends of emphasis by blanks, which Japanese does not write: `これは**「事例」**です` would stay as it is. Beside Japanese,
 * a mark opens before anything and closes after anything that is no blank.
 */
md.inline.ruler.before("text", "without_blanks", (state) => {
  if (Object.hasOwn(state, "scanDelims")) return false;
  const scan = state.scanDelims.bind(state);
  state.scanDelims = (start, inWords) => {
    const scanned = scan(start, inWords);
    const last = state.src[start - 1] ?? " ";
    const next = state.src[start + scanned.length] ?? " ";
    if (!inWords || !(japanese.test(last) || japanese.test(next))) return scanned;
    return { ...scanned, can_open: !/\s/.test(next), can_close: !/\s/.test(last) };
  };
  return false;
});
const japanese = /[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]/;

/** A line of Liquid tags alone is no line of the mail. */
const joinTagLines = (children: Token[], restore: (text: string) => string): void => {
  let line = "";
  for (const token of children) {
    if (token.type !== "softbreak") {
      line += token.type === "text" ? token.content : "x";
      continue;
    }
    if (isLiquidTags(restore(line))) {
      token.type = "text";
      token.content = JOINED;
    }
    line = "";
  }
};

/** Stands for a line end that is none in the mail, so that the lines after it keep their number. */
const JOINED = "\u0001";
const linesOf = (body: string, from: number, to: number): { text: string; line: number }[] => {
  let line = from;
  return body.split("\n").map((text) => {
    const at = line;
    line += text.split(JOINED).length;
    return { text: text.replaceAll(JOINED, ""), line: Math.min(at, to) };
  });
};

/** The tokens of each paragraph, list, heading … at the top. */
const blocksOf = (tokens: Token[]): Token[][] => {
  const blocks: Token[][] = [];
  let block: Token[] = [];
  for (const token of tokens) {
    block.push(token);
    if (token.level > 0 || token.nesting > 0) continue;
    blocks.push(block);
    block = [];
  }
  return blocks;
};
