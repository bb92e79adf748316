/** One line, or several that a quoted cell joins, as cells (RFC 4180). Spaces around a quoted cell are let through. */
export const cellsOf = (text: string, delimiter: string): Cells => {
  if (!text.includes('"')) return { state: "complete", cells: text.split(delimiter) };
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const open = pastSpaces(text, at, delimiter);
    if (text[open] !== '"') {
      const end = text.indexOf(delimiter, at);
      cells.push(text.slice(at, end === -1 ? text.length : end));
      at = (end === -1 ? text.length : end) + 1;
      continue;
    }
    const closed = quoted(text, open + 1);
    const column = cells.length + 1;
    if (closed === undefined) return { state: "open", column, plain: [...cells, ...text.slice(at).split(delimiter)] };
    const end = pastSpaces(text, closed.end, delimiter);
    if (end < text.length && text[end] !== delimiter) return { state: "malformed", column };
    cells.push(closed.value);
    at = end + 1;
  }
  return { state: "complete", cells };
};

export type Cells =
  | { state: "complete"; cells: string[] }
  /** A quoted cell goes on past the end. `plain` = the cells if that mark were an ordinary character. */
  | { state: "open"; column: number; plain: string[] }
  | { state: "malformed"; column: number };

const pastSpaces = (text: string, from: number, delimiter: string): number => {
  let at = from;
  while ((text[at] === " " || text[at] === "\t") && text[at] !== delimiter) at += 1;
  return at;
};

/** The value of a quoted cell whose text begins at `from`; doubled marks stand for one. */
const quoted = (text: string, from: number): { value: string; end: number } | undefined => {
  let value = "";
  for (let at = from; ; ) {
    const mark = text.indexOf('"', at);
    if (mark === -1) return undefined;
    value += text.slice(at, mark);
    if (text[mark + 1] !== '"') return { value, end: mark + 1 };
    value += '"';
    at = mark + 2;
  }
};
