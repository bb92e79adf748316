import { LiquidError, Tokenizer, type TopLevelToken, TypeGuards } from "liquidjs";
import { html } from "./liquid.ts";
import { lineAt, type Problem, problemAt } from "./template.ts";

export type Checked = { problems: Problem[]; variables: string[] };

const known: Record<string, string[]> = {
  lead: ["email", "name", "company", "attributes"],
  deal: ["id", "name", "reason", "competitor", "amount", "closedAt"],
  sender: ["name", "address"],
  footer: ["company", "postalAddress", "contact"],
};

/** Tags whose effect stays inside one mail and which one can follow without running them. */
const tags = [
  ...["if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase"],
  ...["for", "endfor", "break", "continue", "assign", "comment", "endcomment", "#"],
];

/** Checks the Liquid of one part: syntax, filters, tags, and that each variable is one that a mail can have. */
export const check = (source: string, path: Problem["path"]): Checked => {
  try {
    const pieces = tokens(source);
    const liquid = pieces.filter((token) => !TypeGuards.isHTMLToken(token));
    if (liquid.length > MOST_PIECES)
      return { variables: [], problems: [problemAt(path, 1, `At most ${MOST_PIECES} pieces of Liquid in one part`)] };
    const problems = liquid.flatMap((token) => foreign(token, source, path));
    if (problems.length > 0) return { problems, variables: [] };
    const found = Object.values(html.analyzeSync(html.parse(source), { partials: false }).globals).flat();
    return {
      variables: found.map((variable) => String(variable)),
      problems: found
        .filter((variable) => !isKnown(variable.toArray()))
        .map((variable) => problemAt(path, variable.location.row, `${variable} is not known. ${hint}`)),
    };
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const message = error.message.replace(/, line:.*$/s, "");
    return { variables: [], problems: [problemAt(path, error.token.getPosition()[0] ?? 1, message)] };
  }
};

/** Where each stands is counted from the start of the text: without a bound the time would grow with the square. */
const MOST_PIECES = 1_000;

export const tokens = (source: string): TopLevelToken[] => new Tokenizer(source).readTopLevelTokens();

const hint =
  "A mail knows lead.email, lead.name, lead.company, lead.attributes.x, " +
  ["deal", "sender", "footer"].map((root) => known[root]?.map((field) => `${root}.${field}`).join(", ")).join(", ");

const isKnown = ([root, field, attribute]: unknown[]): boolean =>
  typeof root === "string" &&
  typeof field === "string" &&
  Object.hasOwn(known, root) &&
  known[root]?.includes(field) === true &&
  (field !== "attributes" || typeof attribute === "string");

const foreign = (token: TopLevelToken, source: string, path: Problem["path"]): Problem[] =>
  TypeGuards.isTagToken(token) && !tags.includes(token.name)
    ? [problemAt(path, lineAt(source, token.begin), `{% ${token.name} %} cannot be used in a mail`)]
    : [];
