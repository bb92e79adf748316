import { lineAt, type Problem, problemAt } from "./template.ts";

/** Components whose content is HTML; MJML does not look inside. */
const closed = [
  ...["mj-accordion-text", "mj-accordion-title", "mj-button", "mj-navbar-link", "mj-preview", "mj-raw"],
  ...["mj-social-element", "mj-style", "mj-table", "mj-text", "mj-title", "mj-html-attribute"],
];
const tag = /<(\/?)([A-Za-z][\w:-]*)(?:"[^"]*"|'[^']*'|[^<>"'])*?(\/?)>/g;

/** Nobody reads more, and each is looked for from the start of the text. */
const MOST_PROBLEMS = 50;

/**
 * What MJML passes over without a word and then loses: components that are not closed, and text between components.
 * `isText` tells whether what stands between components is more than hidden Liquid.
 */
export const structure = (source: string, isText: (between: string) => boolean): Problem[] => {
  const open: { name: string; index: number }[] = [];
  const problems: Problem[] = [];
  const at = (index: number, message: string): void => {
    problems.push(problemAt("mjml", lineAt(source, index), message));
  };
  let after = 0;
  let inside = 0;
  for (const match of source.matchAll(tag)) {
    const [whole, closes, name = "", alone] = match;
    if (match.index < inside) continue;
    if (problems.length >= MOST_PROBLEMS) return problems;
    const between = source.slice(after, match.index);
    const text = between.replace(/<[?!][^<>]*>/g, "");
    if (isText(text))
      at(after + between.search(/\S/), `the text "${text.trim().slice(0, 40)}" must stand in <mj-text> or <mj-raw>`);
    after = match.index + whole.length;
    if (!/^mj/i.test(name)) {
      at(match.index, `<${name}> is HTML: it must stand in <mj-text> or <mj-raw>`);
      return problems;
    }
    if (closes !== "") {
      const last = open.pop();
      if (last?.name !== name) {
        at(
          last?.index ?? match.index,
          last === undefined ? `</${name}> closes nothing` : `<${last.name}> is not closed`,
        );
        return problems;
      }
    } else if (alone === "") {
      const end = closed.includes(name) ? source.indexOf(`</${name}`, after) : undefined;
      if (end === -1) {
        at(match.index, `<${name}> is not closed`);
        return problems;
      }
      if (end !== undefined) inside = after = end;
      open.push({ name, index: match.index });
    }
  }
  for (const { name, index } of open.slice(-1)) at(index, `<${name}> is not closed`);
  return problems;
};
