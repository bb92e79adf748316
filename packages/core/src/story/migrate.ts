import { graphOf } from "../catalogue.ts";
import type { CauseOf } from "../leads/cause.ts";
import type { Enrolment } from "../leads/lead.ts";
import type { Node } from "../workflows/graph.ts";
import { leave } from "../workflows/place.ts";
import { waitUntil } from "../workflows/wait.ts";
import * as Calendar from "../workspace/calendar.ts";
import type { Instant } from "../world/world.ts";
import type { StoryTurn } from "./turn.ts";

/** Moves a lead to another version, step by step as the map says; a step that maps to nothing leaves the workflow. */
export const migrate = (turn: StoryTurn, { workflow, version, map }: CauseOf<"migrate">): void => {
  const graph = graphOf(turn.given.catalogue, workflow, version);
  if (graph === undefined) return;
  for (const enrolment of turn.lead.enrolments) {
    if (enrolment.workflow !== workflow || enrolment.state !== "active" || enrolment.version === version) continue;
    const step = map[enrolment.step] ?? enrolment.step;
    const node = graph.nodes[step];
    if (node === undefined) {
      leave(turn, enrolment.id, "stepRemoved");
      continue;
    }
    const until = lastsUntil(turn, node, enrolment);
    turn.say({
      type: "enrolment.migrated",
      enrolment: enrolment.id,
      workflow,
      from: enrolment.version,
      fromStep: enrolment.step,
      version,
      step,
      ...(until === undefined ? {} : { until }),
    });
  }
};

/** Time that was waited already counts. */
const lastsUntil = (turn: StoryTurn, node: Node, { arrivedAt, deal }: Enrolment): Instant | undefined => {
  const { settings } = turn.given.catalogue;
  if (node.kind === "wait") return waitUntil(node, turn.lead, arrivedAt, settings, deal);
  return node.kind === "waitUntil" ? Calendar.add(arrivedAt, node.max, settings.timeZone) : undefined;
};
