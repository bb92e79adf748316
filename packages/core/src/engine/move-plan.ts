/** People of one version move to another, step by step. `map`: where a step's people go; null: they leave the workflow. */
export type Move = { workflow: string; from: number; to: number; map: Record<string, string | null> };

/** The move as a job: `steps` are those still to be emptied in this round; rounds go on until nobody is found. */
export type MovePlan = Move & { kind: "move"; steps: string[]; after?: string; round: number; found: number };
