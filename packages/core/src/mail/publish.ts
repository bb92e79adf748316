import { LiquidError } from "liquidjs";
import { defaults } from "../workspace/settings.ts";
import { compile, withoutComments } from "./compile.ts";
import type { About } from "./data.ts";
import { escapeHtml } from "./escape.ts";
import { type Hidden, hidden } from "./hidden.ts";
import { number, numberText } from "./links.ts";
import { preview } from "./render.ts";
import { cut } from "./slots.ts";
import { type Place, type Problem, problemAt, sourceOf, type Template, type TemplateDraft } from "./template.ts";
import { check } from "./variables.ts";

export type Published = { status: "published"; template: Template } | { status: "refused"; problems: Problem[] };

/** Draft → version. Whatever could go wrong with a mail is refused here, with its line, and not when it is sent. */
export const publish = async (id: string, version: number, draft: TemplateDraft): Promise<Published> => {
  const { path, source: written } = sourceOf(draft);
  const source = withoutComments(written);
  const preheader = draft.preheader ?? "";
  const own = draft.text ?? "";
  const checks = [
    check(draft.subject, "subject"),
    check(preheader, "preheader"),
    check(source, path),
    check(own, "text"),
  ];
  const wrong = [...checks.flatMap(({ problems }) => problems), ...headline(draft, path, source)];
  if (wrong.length > 0) return refused(wrong);

  const made = path === "mjml" ? asWritten(source) : await fromMarkdown(source);
  if (made.problems.length > 0) return refused(made.problems);
  const { mjml, inSource } = made;
  const liquid = hidden(draft.subject, preheader, mjml, own);
  const compiled = await compile(mjml, liquid);
  if (compiled.problems.length > 0) return refused(compiled.problems.map(inSource));
  const linked = number(withPreheader(compiled.html, preheader, liquid), mjml, liquid);
  if (linked.problems.length > 0) return refused(linked.problems.map(inSource));

  const html = cut(liquid.restore(linked.html), "html");
  const text = cut(
    liquid.restore(own === "" ? await derived(linked.html) : numberText(own, linked.links, liquid)),
    "text",
  );
  const subject = cut(draft.subject.trim(), "subject");
  const template: Template = {
    id,
    version,
    ...(draft.name === undefined ? {} : { name: draft.name }),
    subject: subject.body,
    html: html.body.replace(/(?=<\/body>)/, "{{footer}}{{pixel}}"),
    text: `${text.body}\n\n{{footer}}\n`,
    slots: [...subject.slots, ...html.slots, ...text.slots],
    links: linked.links,
    labels: linked.labels,
    variables: [...new Set(checks.flatMap(({ variables }) => variables))].sort(),
    bytes: new TextEncoder().encode(html.body).length,
  };
  const late = [...heavy(template, path), ...trial(template, path)];
  return late.length > 0 ? refused(late) : { status: "published", template };
};

type Made = { mjml: string; problems: Problem[]; inSource: (problem: Problem) => Problem };
const asWritten = (mjml: string): Made => ({ mjml, problems: [], inSource: (problem) => problem });

/** These are loaded by those who publish only, as MJML is: functions that send mail start without them. */
const fromMarkdown = async (markdown: string): Promise<Made> => {
  const { toMjml } = await import("./markdown.ts");
  const { mjml, problems, lineOf } = toMjml(markdown);
  return {
    mjml,
    problems,
    inSource: ({ line = 1, message }) => problemAt("markdown", lineOf(line), message.replace(/^Line \d+: /, "")),
  };
};
const derived = async (html: string): Promise<string> => {
  const { textPart } = await import("./text-part.ts");
  return textPart(html);
};

const refused = (problems: Problem[]): Published => ({
  status: "refused",
  problems: problems.filter(({ message }, n) => problems.findIndex((each) => each.message === message) === n),
});

const headline = ({ subject, preheader }: TemplateDraft, path: Place, source: string): Problem[] => [
  ...(source.trim() === "" ? [problemAt(path, 1, "A mail needs a text")] : []),
  ...(subject.trim() === "" ? [problemAt("subject", 1, "A mail needs a subject")] : []),
  ...(/[\r\n]/.test(subject.trim()) ? [problemAt("subject", 1, "A subject is one line")] : []),
  ...(preheader !== undefined && path === "mjml" && source.includes("<mj-preview")
    ? [problemAt("preheader", 1, "There is an <mj-preview> already: write one of the two")]
    : []),
];

/** What inboxes show beside the subject; hidden in the mail itself. */
const withPreheader = (html: string, preheader: string, liquid: Hidden): string => {
  if (preheader === "") return html;
  const style = "display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;";
  const shown = escapeHtml(liquid.hideIn(preheader));
  return html.replace(/<body[^>]*>/, (body) => `${body}<div style="${style}">${shown}</div>`);
};

/** Gmail cuts a mail at 102 kB; what the footer and the slots add is left room. */
const heavy = ({ bytes }: Template, path: Place): Problem[] =>
  bytes > 100_000
    ? [problemAt(path, 1, `The mail has ${Math.ceil(bytes / 1000)} kB of HTML; Gmail cuts it at 102. At most 100.`)]
    : [];

/** Renders it for a person of whom nothing is known, and for one of whom much is: filters must not stumble over either. */
const trial = (template: Template, path: Place): Problem[] => {
  const lead = { id: "lead", email: "hanako@example.com", attributes: {} };
  const known = template.variables.flatMap((name) => /^lead\.attributes\.(\w+)/.exec(name)?.[1] ?? []);
  const full: About = {
    settings: defaults,
    lead: {
      ...lead,
      name: "山田 花子",
      company: { name: "株式会社サンプル" },
      attributes: Object.fromEntries(known.map((name) => [name, "1"])),
    },
    deal: { id: "deal", name: "1", reason: "price", competitor: "1", amount: 1, closedAt: 0 },
  };
  return [{ lead, settings: defaults }, full].flatMap((about) => {
    try {
      preview(template, about);
      return [];
    } catch (error) {
      if (!LiquidError.is(error)) throw error;
      return [problemAt(path, 1, `${error.token.getText()}: ${error.message.replace(/, line:.*$/s, "")}`)];
    }
  });
};
