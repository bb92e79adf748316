import { bareIn, lacks } from "../mail/bare.ts";
import { unlawful } from "../mail/checks.ts";
import { publish as publishMail } from "../mail/publish.ts";
import { sourceOf, type TemplateDraft } from "../mail/template.ts";
import type { Definition } from "../workflows/definition.ts";
import type { Problem } from "../workflows/graph.ts";
import { placesOf } from "../workflows/steps.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { findTemplate, isChanged, type MailDraft } from "./mail-draft.ts";
import { mailsOf, type Population, populations } from "./population.ts";
import { judge, publishTemplate } from "./publish.ts";
import { findWorkflow, type WorkflowDraft } from "./workflow-draft.ts";

/** What should be looked at before people get mail. `stop`: it cannot be launched like this. */
export type LaunchChecks = {
  problems: Problem[];
  warnings: Problem[];
  mails: MailCheck[];
  /** Fields of the settings that the law asks for and that nobody has filled in: footer.company, sender.address … */
  law: string[];
  /** Workflows that enrol into each other in a circle, this one first. */
  loop: string[];
  population: Population;
};
/**
 * `waiting`: written, and published together with the workflow. `broken`: it cannot be published. `bare`: variables that
 * stand there without an `if` or a `default`, and how many of the population lack them.
 */
export type MailCheck = {
  id: string;
  state: "published" | "waiting" | "broken" | "missing";
  problems: { path: string; message: string }[];
  bare: { variable: string; lacking: number }[];
  /** Links that lead nowhere yet: to example.com. */
  placeholders: string[];
};

export const launchChecks = async (engine: Engine, id: string): Promise<LaunchChecks | undefined> => {
  const draft = await findWorkflow(engine, id);
  if (draft === undefined) return undefined;
  const { definition } = draft;
  const { settings } = await current(engine);
  const drafts = await Promise.all(
    mailsOf(definition).map(async (mail) => ({ mail, written: await findTemplate(engine, mail) })),
  );
  const wanted = new Set(drafts.flatMap(({ written }) => (written === undefined ? [] : variablesOf(written.draft))));
  const lacking = new Map([...wanted].map((variable) => [variable, 0]));
  const [population] = await populations(engine, [definition], (lead, [stands]) => {
    if (stands !== true) return;
    for (const variable of wanted) if (lacks(lead, variable)) lacking.set(variable, (lacking.get(variable) ?? 0) + 1);
  });
  const mails = await Promise.all(drafts.map(({ mail, written }) => checkMail(engine, mail, written, lacking)));
  const { problems, warnings } = await judge(engine, id, definition);
  return {
    problems: problems.filter((problem) => !isUnpublished(problem, definition, mails)),
    warnings,
    mails,
    law: unlawful(settings),
    loop: await loopFrom(engine, id, definition),
    population: population ?? { people: 0, mailable: 0, looked: 0, all: true },
  };
};

/** Publishes those mails of a workflow whose drafts say something that no version says yet. Answers their ids; refused: the first fault. */
export const publishMails = async (
  engine: Engine,
  id: string,
): Promise<{ published: string[]; problems: { path: string; message: string }[] }> => {
  const draft = await findWorkflow(engine, id);
  const { templates } = await current(engine);
  const published: string[] = [];
  for (const mail of draft === undefined ? [] : mailsOf(draft.definition)) {
    const written = await findTemplate(engine, mail);
    if (written === undefined || !isChanged(written, templates[mail]?.version)) continue;
    const made = await publishTemplate(engine, mail);
    if (made.status === "refused")
      return { published, problems: made.problems.map(({ path, message }) => ({ path: `${mail}.${path}`, message })) };
    if (made.status === "published") published.push(mail);
  }
  return { published, problems: [] };
};

const variablesOf = (draft: TemplateDraft): string[] => bareIn(draft).map(({ variable }) => variable);

const checkMail = async (
  engine: Engine,
  id: string,
  written: MailDraft | undefined,
  lacking: ReadonlyMap<string, number>,
): Promise<MailCheck> => {
  const version = (await current(engine)).templates[id]?.version;
  if (written === undefined)
    return { id, state: version === undefined ? "missing" : "published", problems: [], bare: [], placeholders: [] };
  const { draft } = written;
  const made = await publishMail(id, 0, draft);
  return {
    id,
    state: made.status === "refused" ? "broken" : isChanged(written, version) ? "waiting" : "published",
    problems: made.status === "refused" ? made.problems : [],
    bare: variablesOf(draft)
      .map((variable) => ({ variable, lacking: lacking.get(variable) ?? 0 }))
      .filter((found) => found.lacking > 0),
    placeholders: [
      ...new Set(sourceOf(draft).source.match(/https?:\/\/(?:www\.)?example\.(?:com|org|net)[^\s"'<)]*/g) ?? []),
    ],
  };
};

/** The mail is there, it only waits to be published with the workflow. */
const isUnpublished = (problem: Problem, definition: Definition, mails: MailCheck[]): boolean =>
  problem.path.endsWith(".template") &&
  placesOf(definition).some(
    ({ id, step }) =>
      id === problem.step &&
      step.kind === "email" &&
      mails.some((mail) => mail.id === step.template && mail.state === "waiting"),
  );

const loopFrom = async ({ world }: Engine, id: string, definition: Definition): Promise<string[]> => {
  const known = new Map<string, string[]>([[id, enrolledBy(definition)]]);
  const next = async (workflow: string): Promise<string[]> => {
    const found = known.get(workflow);
    if (found !== undefined) return found;
    const item = await world.table.get(keys.draft("workflow", workflow));
    const into = item === undefined ? [] : enrolledBy(bodyOf<WorkflowDraft>(item).definition);
    known.set(workflow, into);
    return into;
  };
  const walk = async (way: string[]): Promise<string[]> => {
    for (const workflow of await next(way.at(-1) ?? id)) {
      if (workflow === id) return way;
      if (way.includes(workflow)) continue;
      const found = await walk([...way, workflow]);
      if (found.length > 0) return found;
    }
    return [];
  };
  return walk([id]);
};
const enrolledBy = (definition: Definition): string[] =>
  placesOf(definition).flatMap(({ step }) => (step.kind === "enrol" ? [step.workflow] : []));
