import type { Catalogue } from "../catalogue.ts";
import { rhythmOf } from "../insight/rhythm.ts";
import type { Instant } from "../world/world.ts";
import type { Engine } from "./engine.ts";
import { intakeOf } from "./intake-counts.ts";
import { lastDeliveryAt } from "./payload-list.ts";
import type { Need } from "./today-need.ts";

export type Sources = { needs: Need[]; count: number };
const MOST = 50;

/** Sources of which nothing is heard although they usually bring something by now. */
export const sourceNeeds = async (engine: Engine, { settings }: Catalogue, now: Instant): Promise<Sources> => {
  const page = await engine.world.table.listed({ in: "sources", limit: MOST });
  const needs = await Promise.all(
    page.items.map(async ({ pk }): Promise<Need[]> => {
      const source = pk.slice("source#".length);
      const [days, lastAt] = await Promise.all([
        intakeOf(engine, source, now, settings.timeZone),
        lastDeliveryAt(engine, source),
      ]);
      const { usualPerDay = 0, quiet } = rhythmOf(days, lastAt, now, settings);
      if (quiet === undefined) return [];
      const { since: sinceAt, businessDays } = quiet;
      return [
        { id: `quiet ${source}`, kind: "sourceQuiet", severity: "look", source, sinceAt, businessDays, usualPerDay },
      ];
    }),
  );
  return { needs: needs.flat(), count: page.items.length };
};
