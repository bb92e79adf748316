import { useState } from "react";
import type { Selection } from "../../api/bulk.ts";
import type { Lead, LeadFilter } from "../../api/leads.ts";

/** Who is chosen: rows one by one or in a range, or everybody who matches. */
export const useSelection = (items: Lead[], filter: LeadFilter) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [everyone, setEveryone] = useState(false);
  const [anchor, setAnchor] = useState<number>();
  const clear = () => {
    setChosen(new Set());
    setEveryone(false);
    setAnchor(undefined);
  };
  const has = (id: string) => everyone || chosen.has(id);
  return {
    has,
    everyone,
    count: chosen.size,
    some: everyone || chosen.size > 0,
    allShown: items.length > 0 && items.every(({ id }) => has(id)),
    clear,
    chooseEveryone: () => setEveryone(true),
    toggleShown: () => {
      if (items.length > 0 && items.every(({ id }) => has(id))) clear();
      else setChosen(new Set(items.map(({ id }) => id)));
    },
    /** With Shift all rows from the last one on. */
    toggle: (index: number, range: boolean) => {
      const lead = items[index];
      if (lead === undefined) return;
      const next = new Set(everyone ? items.map(({ id }) => id) : chosen);
      const on = !next.has(lead.id);
      const from = range ? (anchor ?? index) : index;
      for (const { id } of items.slice(Math.min(from, index), Math.max(from, index) + 1)) {
        if (on) next.add(id);
        else next.delete(id);
      }
      setChosen(next);
      setEveryone(false);
      setAnchor(index);
    },
    selection: (everyone ? { filter } : { leads: [...chosen] }) satisfies Selection,
  };
};
export type Chosen = ReturnType<typeof useSelection>;
