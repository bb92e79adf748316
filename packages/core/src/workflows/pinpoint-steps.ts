import type { Condition } from "../leads/condition.ts";
import { momentOf } from "../workspace/calendar.ts";
import { dayMs, dayName, wallOf } from "../workspace/zone.ts";
import type { Split, Step } from "./definition.ts";
import type { Next } from "./graph.ts";
import { anyOf, conditionOf, everyOf, type Known } from "./pinpoint-conditions.ts";
import { isDuration } from "./pinpoint-frame.ts";
import type { Activity, WaitTime } from "./pinpoint-journey.ts";

export type Drawing = Known & {
  timeZone: string;
  /** A step id that is not taken yet. */
  idFor(name: string): string;
  /** The steps of a way, up to where the ways rejoin. */
  inside(way: Next): Step[];
  /** The template's id here. */
  templateNamed(name: string, path: string): string;
};

/** An activity's own steps, its branches inside. `ways` in the order of `waysOf`. */
export const stepsOf = (id: string, activity: Activity, ways: readonly Next[], drawing: Drawing): Step[] => {
  const path = `Activities.${id}`;
  const { miss, idFor } = drawing;
  const about = { ...(activity.Description ? { label: activity.Description } : {}) };
  const { EMAIL: email, Wait: wait, Holdout: holdout, CUSTOM: custom } = activity;
  if (email) {
    if (email.MessageConfig?.FromAddress != null)
      miss(`${path}.EMAIL.MessageConfig.FromAddress`, "A sender of its own", "The workspace's: Settings, sender");
    if (email.TemplateVersion != null && email.TemplateVersion !== "$LATEST")
      miss(`${path}.EMAIL.TemplateVersion`, "A fixed version of the template", "The published version is sent");
    const template = drawing.templateNamed(email.TemplateName ?? "", `${path}.EMAIL.TemplateName`);
    return [{ id: idFor(id), kind: "email", template, ...about }];
  }
  if (wait) {
    const made = waitOf(wait.WaitTime, `${path}.Wait.WaitTime`, drawing);
    return made === undefined ? [] : [{ id: idFor(id), kind: "wait", ...made, ...about }];
  }
  if (activity.ConditionalSplit || activity.MultiCondition) return branchOf(id, activity, ways, drawing);
  if (activity.RandomSplit) return splitOf(id, activity, ways, drawing);
  if (holdout) return holdoutOf(id, holdout.Percentage ?? 0, `${path}.Holdout`, drawing);
  if (custom) return customOf(id, custom.DeliveryUri ?? "", path, drawing);
  if (activity.ContactCenter) {
    miss(`${path}.ContactCenter`, "A call by Amazon Connect", "Inside sales is told; a step `handOff` hands them over");
    return [{ id: idFor(id), kind: "notify", channel: "inside-sales", text: "{{ lead.name }}: please call", ...about }];
  }
  const kind = activity.SMS ? "SMS" : activity.PUSH ? "PUSH" : "";
  if (kind !== "") miss(`${path}.${kind}`, `A message by ${kind}`, "Rekindle sends mail: a mail, or a webhook");
  else miss(path, "An activity that Rekindle does not know", "Add a step for it");
  return [];
};

type Waiting = Pick<Extract<Step, { kind: "wait" }>, "for" | "until">;

const waitOf = (time: WaitTime | null | undefined, path: string, { miss, timeZone }: Drawing): Waiting | undefined => {
  const { WaitFor: span, WaitUntil: until } = time ?? {};
  if (span != null && isDuration(span)) return { for: span };
  const at = until == null ? undefined : momentOf(until, timeZone);
  if (at === undefined) {
    if (span != null || until != null) miss(path, `Waiting ${span ?? until}`, "Add a wait");
    return undefined;
  }
  const wall = wallOf(at, timeZone);
  const minutes = Math.floor((((wall % dayMs) + dayMs) % dayMs) / 60_000);
  const two = (n: number) => String(n).padStart(2, "0");
  return {
    until: { date: dayName(Math.floor(wall / dayMs)), at: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` },
  };
};

/** Pinpoint waits first and asks then; so do these two steps. */
const branchOf = (id: string, activity: Activity, ways: readonly Next[], drawing: Drawing): Step[] => {
  const { ConditionalSplit: either, MultiCondition: multi, Description: label } = activity;
  const path = `Activities.${id}.${either ? "ConditionalSplit" : "MultiCondition"}`;
  const waiting = waitOf((either ?? multi)?.EvaluationWaitTime, `${path}.EvaluationWaitTime`, drawing);
  const own = drawing.idFor(id);
  const asked = either
    ? [{ when: whenOf(either.Condition ?? {}, `${path}.Condition`, drawing), path: `${path}.Condition` }]
    : (multi?.Branches ?? []).map(({ Condition: condition }, n) => ({
        when: condition ? conditionOf(condition, `${path}.Branches.${n}.Condition`, drawing) : undefined,
        path: `${path}.Branches.${n}.Condition`,
      }));
  const whens = asked.map(({ when, path: at }, n) => when ?? neverYet(own, n, at, drawing));
  const same = whens.map((when) => whens.findIndex((other) => JSON.stringify(other) === JSON.stringify(when)));
  const paths = whens.flatMap((when, n) => {
    if (same[n] === n) return [{ when, steps: drawing.inside(ways[n]) }];
    drawing.miss(`${path}.Branches.${n}`, `Asks the same as branch ${same[n]}`, "It was never taken: left out");
    return [];
  });
  const rest = drawing.inside(ways[asked.length]);
  return [
    ...(waiting === undefined ? [] : [{ id: drawing.idFor(`${id}-wait`), kind: "wait" as const, ...waiting }]),
    ...(paths.length === 0
      ? rest
      : [
          {
            id: own,
            kind: "branch" as const,
            ...(label ? { label } : {}),
            paths,
            ...(rest.length === 0 ? {} : { else: rest }),
          },
        ]),
  ];
};

type Both = NonNullable<NonNullable<Activity["ConditionalSplit"]>["Condition"]>;

const whenOf = ({ Conditions: all, Operator: operator }: Both, path: string, known: Known): Condition | undefined => {
  const parts = (all ?? []).map((one, n) => conditionOf(one, `${path}.Conditions.${n}`, known));
  return operator === "ANY" ? anyOf(parts) : everyOf(parts);
};

/** A condition that cannot be asked: nobody has this tag, so everybody goes the other way until somebody writes a better one. */
const neverYet = (id: string, n: number, path: string, { miss }: Known): Condition => {
  const tag = `pinpoint-${id}-${n + 1}`;
  miss(path, "A condition that cannot be asked here", `Nobody goes this way until you replace the tag ${tag}`);
  return { field: "tags", eq: tag };
};

const splitOf = (id: string, activity: Activity, ways: readonly Next[], drawing: Drawing): Step[] => {
  const path = `Activities.${id}.RandomSplit`;
  const arms: Split["arms"] = [];
  for (const [n, { Percentage: weight }] of (activity.RandomSplit?.Branches ?? []).entries()) {
    if (weight != null && weight > 0)
      arms.push({ name: String.fromCharCode(97 + n), weight, steps: drawing.inside(ways[n]) });
    else drawing.miss(`${path}.Branches.${n}`, "An arm for nobody", "Left out");
  }
  const [only] = arms;
  if (arms.length < 2) return only?.steps ?? [];
  return [
    { id: drawing.idFor(id), kind: "split", ...(activity.Description ? { label: activity.Description } : {}), arms },
  ];
};

/** Who is held out goes on without a mail, so that the report can compare; in Pinpoint they end. */
const holdoutOf = (id: string, share: number, path: string, { miss, idFor }: Drawing): Step[] => {
  if (share >= 100) miss(path, "Everybody is held out", "They leave here");
  if (share >= 100) return [{ id: idFor(id), kind: "exit", reason: "heldOut" }];
  if (share <= 0) return [];
  return [
    {
      id: idFor(id),
      kind: "split",
      arms: [
        { name: "in", weight: 100 - share },
        { name: "holdout", weight: share, holdout: true },
      ],
    },
  ];
};

const customOf = (id: string, uri: string, path: string, { miss, idFor }: Drawing): Step[] => {
  const isWeb = /^https?:\/\//i.test(uri) && URL.canParse(uri);
  if (!isWeb) miss(`${path}.CUSTOM.DeliveryUri`, "A Lambda function of yours", "A webhook to its function URL");
  else miss(`${path}.CUSTOM`, "Up to 50 people in one request, in Pinpoint's shape", "One signed POST for each person");
  return isWeb ? [{ id: idFor(id), kind: "webhook", url: uri }] : [];
};
