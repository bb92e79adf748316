import { useState } from "react";
import type { Definition, Step, StepKind } from "../../api/definition.ts";
import * as Edit from "./document/edit.ts";
import { newStep } from "./document/new-step.ts";
import { placeOf, placesOf, type Spot } from "./document/places.ts";
import type { Document } from "./use-document.ts";

/** What is chosen in the diagram, and what can be done with it. `start` = triggers and entry; undefined = nothing. */
export const useSelection = (document: Document) => {
  const { definition, change } = document;
  const [picked, setPicked] = useState<string>();
  const [board, setBoard] = useState<Step>();
  /** A step that was just added: its first empty field has the cursor. */
  const [fresh, setFresh] = useState<string>();
  const place = placeOf(definition, picked);
  const selected = place === undefined && picked !== "start" ? undefined : picked;
  const put = (spot: Spot, step: Step, isNew = false) => {
    change(Edit.insert(definition, spot, step));
    setPicked(step.id);
    setFresh(isNew ? step.id : undefined);
  };
  const pick = (id: string | undefined) => {
    setPicked(id);
    setFresh(undefined);
  };
  return {
    selected,
    place,
    fresh,
    board,
    pick,
    add: (kind: StepKind, spot: Spot = Edit.spotAfter(definition, selected)) =>
      put(spot, newStep(definition, kind, spot), true),
    edit: (edit: (step: Step) => Step, mark?: string) =>
      place !== undefined && change(Edit.change(definition, place.id, edit), mark && `${place.id} ${mark}`),
    remove: () => {
      if (place === undefined) return;
      change(Edit.remove(definition, place.id));
      pick(beside(definition, place));
    },
    copy: () => place !== undefined && setBoard(place.step),
    paste: () => board !== undefined && put(Edit.spotAfter(definition, selected), Edit.copyOf(definition, board)),
    duplicate: () =>
      place !== undefined && put(Edit.spotAfter(definition, place.id), Edit.copyOf(definition, place.step)),
    shift: (by: -1 | 1) => place !== undefined && change(Edit.shift(definition, place.id, by)),
    move: (id: string, spot: Spot) => {
      change(Edit.moveTo(definition, id, spot));
      pick(id);
    },
  };
};
export type Selection = ReturnType<typeof useSelection>;

/** What to choose when a step goes: the one before it, else the one that it stood in. */
const beside = (definition: Definition, { spot }: { spot: Spot }): string => {
  const before = placesOf(definition).find(
    (place) => place.spot.parent === spot.parent && place.spot.key === spot.key && place.spot.index === spot.index - 1,
  );
  return before?.id ?? spot.parent ?? "start";
};
