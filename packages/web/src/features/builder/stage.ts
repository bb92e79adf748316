import { createContext, useContext } from "react";
import type { Definition } from "../../api/definition.ts";
import type { Vocabulary } from "../../api/vocabulary.ts";
import type { Spot } from "./document/places.ts";
import type { Problem } from "./faults.ts";
import type { Figures } from "./figures.ts";
import type { Selection } from "./use-selection.ts";

/** What the parts of the builder share: the workflow, what is chosen, what is wrong, who is where. */
export type Stage = {
  workflow: string;
  definition: Definition;
  published: Definition | undefined;
  selection: Selection;
  problems: Problem[];
  warnings: Problem[];
  figures: Figures | undefined;
  vocabulary: Vocabulary | undefined;
  /** Opens the list of steps to add, for this place. */
  askFor: (spot: Spot) => void;
  change: (next: Definition, mark?: string) => void;
};

const StageContext = createContext<Stage | undefined>(undefined);
export const StageProvider = StageContext.Provider;
export const useStage = (): Stage => {
  const stage = useContext(StageContext);
  if (stage === undefined) throw new Error("Only inside the builder");
  return stage;
};
