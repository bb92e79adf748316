import { evaluate } from "../leads/evaluate.ts";
import { type Lead, stages } from "../leads/lead.ts";
import { Behaviour } from "../preview/behaviour.ts";
import { type Simulation, simulate } from "../preview/simulate.ts";
import { synthetic, withDraft } from "../preview/with-draft.ts";
import { subject } from "../scoring/score.ts";
import { compile } from "../workflows/compile.ts";
import type { Definition } from "../workflows/definition.ts";
import type { Graph, Problem } from "../workflows/graph.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { findMany } from "./lead-store.ts";
import { standing } from "./population.ts";
import { findWorkflow } from "./workflow-draft.ts";

export type PreviewInput = {
  workflow: string;
  /** Another definition than the draft that is stored. */
  definition?: Definition;
  /** Ids of leads. */
  leads?: string[];
  /** So many leads that satisfy `entry`, filled up with made-up ones. */
  sample?: number;
  /** Real people only: those whom triggers and entry would take in right now, at most `sample`. */
  among?: "now";
  days: number;
  behaviour?: Behaviour;
};
export type Preview =
  | ({ status: "done"; synthetic: number } & Simulation)
  | { status: "missing" }
  | { status: "refused"; problems: Problem[] };

/** What a workflow's draft would do from now on, with the real engine, over real leads. Nothing is stored. */
export const preview = async (engine: Engine, input: PreviewInput): Promise<Preview> => {
  const definition = input.definition ?? (await findWorkflow(engine, input.workflow))?.definition;
  if (definition === undefined) return { status: "missing" };
  const { graph, problems } = compile(input.workflow, 1_000_000, definition);
  if (graph === undefined) return { status: "refused", problems };
  const startAt = engine.world.clock.now();
  const catalogue = withDraft(await current(engine), input.leads === undefined ? openDoor(graph) : graph);
  const wanted = input.sample ?? 100;
  const real =
    input.leads !== undefined
      ? await chosen(engine, input.leads)
      : input.among === "now"
        ? await standing(engine, definition, wanted)
        : await matching(engine, graph, wanted);
  const filled = input.leads === undefined && input.among === undefined;
  const missing = filled ? Math.max(0, wanted - real.length) : 0;
  const leads = [...real.map((lead) => outside(lead, graph.id)), ...synthetic(missing, startAt)];
  const behaviour = input.behaviour ?? Behaviour.parse({});
  return {
    status: "done",
    synthetic: missing,
    ...simulate({ catalogue, workflow: graph.id, leads, startAt, days: input.days, behaviour }),
  };
};

/** A sample is chosen by the entry condition; whoever is made up to fill it enters on day 0 all the same (rulings.md). */
const openDoor = (graph: Graph): Graph => {
  const { when: _, ...entry } = graph.definition.entry;
  return { ...graph, definition: { ...graph.definition, entry } };
};

/** As it would stand at the door: not inside another version, and nothing under way. */
const outside = (lead: Lead, workflow: string): Lead => ({
  ...lead,
  outbox: [],
  tail: [],
  enrolments: lead.enrolments.filter((enrolment) => enrolment.workflow !== workflow),
});

const chosen = async (engine: Engine, ids: string[]): Promise<Lead[]> =>
  (await findMany(engine, [...new Set(ids)])).flatMap((lead) =>
    lead === undefined || lead.erased !== undefined ? [] : [lead],
  );

/** The warmest first: those of the listing who satisfy the entry condition. */
const matching = async (engine: Engine, graph: Graph, wanted: number): Promise<Lead[]> => {
  const { settings } = await current(engine);
  const now = engine.world.clock.now();
  const { when } = graph.definition.entry;
  const found: Lead[] = [];
  for (const stage of stages) {
    let after: string | undefined;
    do {
      const page = await engine.world.table.listed({
        in: `leads#${stage}`,
        descending: true,
        limit: 200,
        ...(after === undefined ? {} : { after }),
      });
      for (const lead of await chosen(
        engine,
        page.items.map(({ pk }) => pk),
      )) {
        if (found.length >= wanted) return found;
        if (when === undefined || evaluate(when, subject(lead, now, settings.timeZone))) found.push(lead);
      }
      after = page.next;
    } while (after !== undefined);
  }
  return found;
};
