import type { FactOf } from "@rekindle/core/leads/entry";
import { labOn, prepared } from "./hard-times.ts";
import type { Lab, LabOptions } from "./lab.ts";

export const hanako = "hanako@fuji.example";

const templates = prepared(async ({ template }) => {
  for (const id of ["a", "b", "c"]) await template(id);
});

/** Templates a, b and c are published, nothing else. */
export const inWorkspace = (options: Omit<LabOptions, "db"> = {}): Promise<Lab> => labOn(templates, options);

/** Publishes the steps as workflow `w`, whose door is the list `expo`; `frame` = further keys around the steps, as YAML. */
export const publishSteps = ({ workflow }: Lab, steps: string, frame = "") =>
  workflow("w", `name: W\ntriggers: [{ kind: list, list: expo }, { kind: manual }]\n${frame}\nsteps:\n${steps}`);

/** Somebody joins the list; further columns are attributes. */
export const join = ({ importList }: Lab, email = hanako, columns: Record<string, string> = {}) =>
  importList(`${["e-mail", ...Object.keys(columns)].join(",")}\n${[email, ...Object.values(columns)].join(",")}\n`);

/** The lead has come to the steps by now. */
export const inSteps = async (steps: string, frame = "", options: Omit<LabOptions, "db"> = {}): Promise<Lab> => {
  const lab = await inWorkspace(options);
  await publishSteps(lab, steps, frame);
  await join(lab);
  return lab;
};

/** Mails by the name of their template, in the order in which SES took them. */
export const mails = ({ outbox }: Lab, email = hanako): string[] =>
  outbox(email).map(({ subject }) => subject.replace("のご案内", ""));

/** The step where the lead stands in workflow `w`; undefined: it has left. */
export const step = async ({ lead }: Lab, email = hanako): Promise<string | undefined> =>
  (await lead(email)).enrolments.find(({ workflow }) => workflow === "w")?.step;

/** Why the lead left, workflow by workflow. */
export const left = async (lab: Lab, email = hanako): Promise<string[]> =>
  (await said(lab, "enrolment.left", email)).map(({ workflow, reason }) => `${workflow}: ${reason}`);

/** All facts of a type, oldest first. */
export const said = async <
  Type extends
    | "enrolment.left"
    | "mail.refused"
    | "split.taken"
    | "goal.reached"
    | "notify.done"
    | "webhook.done"
    | "score.changed",
>(
  { facts }: Lab,
  type: Type,
  email = hanako,
): Promise<FactOf<Type>[]> => (await facts(email)).filter((fact): fact is FactOf<Type> => fact.type === type);

/** `2026-11-25 10:12` in Tokyo. */
export const inTokyo = (at: number): string =>
  new Date(at + 9 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
