import { askedFor } from "../leads/search-terms.ts";
import type { Page } from "../world/world.ts";
import { members } from "./company.ts";
import type { Engine } from "./engine.ts";
import { shelfOf } from "./find-rows.ts";

/**
 * Leads whose name, reading, address or number begins with the text, then the people of companies whose name holds it: by two
 * ranges of the list index. The cursor says which of the two it goes on in. The same lead may come twice.
 */
export const search = async (
  engine: Engine,
  typed: string,
  limit: number,
  cursor?: string,
): Promise<{ leads: string[]; next?: string }> => {
  const { person, company } = askedFor(typed);
  if (cursor?.startsWith(COMPANIES) !== true) {
    const after = cursor?.slice(PEOPLE.length);
    const page = await beginning(engine, "lead", person, limit, after === "" ? undefined : after);
    const leads = page.items.map(({ pk }) => pk);
    return { leads, next: page.next === undefined ? COMPANIES : PEOPLE + page.next };
  }
  const [place = "", inside = ""] = cursor.slice(COMPANIES.length).split("~");
  const page = await beginning(engine, "company", company, 1, place === "" ? undefined : decodeURIComponent(place));
  const [found] = page.items;
  if (found === undefined) return { leads: [] };
  const people = await members(
    engine,
    found.pk.slice("company#".length),
    inside === "" ? undefined : decodeURIComponent(inside),
  );
  const here = `${COMPANIES}${place}~`;
  if (people.next !== undefined) return { leads: people.leads, next: here + encodeURIComponent(people.next) };
  return page.next === undefined
    ? { leads: people.leads }
    : { leads: people.leads, next: `${COMPANIES}${encodeURIComponent(page.next)}~` };
};
const PEOPLE = "p.";
const COMPANIES = "c.";

const beginning = async (
  { world }: Engine,
  what: "lead" | "company",
  text: string,
  limit: number,
  after?: string,
): Promise<Page> =>
  text === ""
    ? { items: [] }
    : world.table.listed({
        in: shelfOf(what, text),
        from: text,
        to: `${text}\u{10ffff}`,
        limit,
        ...(after === undefined ? {} : { after }),
      });
