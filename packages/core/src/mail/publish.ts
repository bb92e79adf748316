import { LiquidError } from "liquidjs";
import { defaults } from "../workspace/settings.ts";
import { compile, withoutComments } from "./compile.ts";
import type { About } from "./data.ts";
import { escapeHtml } from "./escape.ts";
import { type Hidden, hidden } from "./hidden.ts";
import { number } from "./links.ts";
import { preview } from "./render.ts";
import { cut } from "./slots.ts";
import { type Problem, problemAt, type Template, type TemplateDraft } from "./template.ts";
import { check } from "./variables.ts";

export type Published = { status: "published"; template: Template } | { status: "refused"; problems: Problem[] };

/** Draft → version. Whatever could go wrong with a mail is refused here, with its line, and not when it is sent. */
export const publish = async (id: string, version: number, draft: TemplateDraft): Promise<Published> => {
  const mjml = withoutComments(draft.mjml);
  const preheader = draft.preheader ?? "";
  const checks = [check(draft.subject, "subject"), check(preheader, "preheader"), check(mjml, "mjml")];
  const wrong = [...checks.flatMap(({ problems }) => problems), ...headline(draft, mjml)];
  if (wrong.length > 0) return refused(wrong);

  const liquid = hidden(draft.subject, preheader, mjml);
  const compiled = await compile(mjml, liquid);
  if (compiled.problems.length > 0) return refused(compiled.problems);
  const linked = number(withPreheader(compiled.html, preheader, liquid), mjml, liquid);
  if (linked.problems.length > 0) return refused(linked.problems);

  // Loaded by those who publish only, as MJML is: functions that send mail start without it.
  const { textPart } = await import("./text-part.ts");
  const html = cut(liquid.restore(linked.html), "html");
  const text = cut(liquid.restore(textPart(linked.html)), "text");
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
    variables: [...new Set(checks.flatMap(({ variables }) => variables))].sort(),
    bytes: new TextEncoder().encode(html.body).length,
  };
  const late = [...heavy(template), ...trial(template)];
  return late.length > 0 ? refused(late) : { status: "published", template };
};

const refused = (problems: Problem[]): Published => ({
  status: "refused",
  problems: problems.filter(({ message }, n) => problems.findIndex((each) => each.message === message) === n),
});

const headline = ({ subject, preheader }: TemplateDraft, mjml: string): Problem[] => [
  ...(subject.trim() === "" ? [problemAt("subject", 1, "A mail needs a subject")] : []),
  ...(/[\r\n]/.test(subject.trim()) ? [problemAt("subject", 1, "A subject is one line")] : []),
  ...(preheader !== undefined && mjml.includes("<mj-preview")
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
const heavy = ({ bytes }: Template): Problem[] =>
  bytes > 100_000
    ? [problemAt("mjml", 1, `The mail has ${Math.ceil(bytes / 1000)} kB of HTML; Gmail cuts it at 102. At most 100.`)]
    : [];

/** Renders it for a person of whom nothing is known, and for one of whom much is: filters must not stumble over either. */
const trial = (template: Template): Problem[] => {
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
      return [problemAt("mjml", 1, `${error.token.getText()}: ${error.message.replace(/, line:.*$/s, "")}`)];
    }
  });
};
