import type { Condition } from "../leads/condition.ts";
import type { Definition, Step } from "./definition.ts";

/** A compiled workflow: what runs. Immutable once published. */
export type Graph = {
  id: string;
  version: number;
  definition: Definition;
  /** Step id → node. The first to run is `start`. */
  nodes: Record<string, Node>;
  start: string;
  /** Goals in document order. */
  goals: string[];
};

/** Where a path leads: a step id, or undefined: the end of the workflow (left: finished). */
export type Next = string | undefined;
type Plain = Exclude<Step, { kind: "waitUntil" | "branch" | "split" | "goal" }>;
type WithId<S> = S extends unknown ? Omit<S, "id"> & { id: string } : never;

/** `order` = place in the document, from 0: a goal catches who stands before it. */
export type Node = { id: string; order: number } & (
  | (WithId<Plain> & { next: Next })
  | { kind: "waitUntil"; when: Condition; max: string; met: Next; timeout: Next }
  | { kind: "branch"; paths: { when: Condition; next: Next }[]; else: Next }
  | { kind: "split"; arms: { name: string; weight: number; holdout: boolean; next: Next }[] }
  | { kind: "goal"; when: Condition; next: Next }
);

/** `path` points into the definition, such as `steps.3.paths.0.steps.1.template`; `step` is the id of the step. */
export type Problem = { path: string; message: string; step?: string };
export type CompileResult = { graph?: Graph; problems: Problem[]; warnings: Problem[] };
