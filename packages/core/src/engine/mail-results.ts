import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import { bodyOf, keys } from "./keys.ts";
import { workflowsOf } from "./mail-uses.ts";

/** What came of one version of a mail. `clicks`: those of people; the same person may click twice. `links`: by number. */
export type MailResult = {
  sent: number;
  clickers: number;
  clicks: number;
  machineClicks: number;
  links: Record<string, number>;
};

/** `<mail>@<version>` → what came of it, from the counters of all workflows. */
export const resultsOf = async (engine: Engine): Promise<Map<string, MailResult>> => {
  const { workflows } = await current(engine);
  const results = new Map<string, MailResult>();
  const pages = (await workflowsOf(engine)).flatMap(({ id }) =>
    Array.from({ length: workflows[id]?.version ?? 0 }, (_, n) => daysOf(engine, id, n + 1)),
  );
  for (const n of (await Promise.all(pages)).flat())
    for (const [name, value] of Object.entries(n)) {
      const [, what = "", mail = "", version = "", link = ""] = name.startsWith("|") ? name.split("|") : [];
      if (!isOfMail(what)) continue;
      const key = `${mail}@${version}`;
      const known = results.get(key) ?? { sent: 0, clickers: 0, clicks: 0, machineClicks: 0, links: {} };
      results.set(key, add(known, what, link, value));
    }
  return results;
};

type What = "mails" | "machines" | "links" | "clickers";
const isOfMail = (what: string): what is What =>
  what === "mails" || what === "machines" || what === "links" || what === "clickers";

const add = (known: MailResult, what: What, link: string, n: number): MailResult => {
  switch (what) {
    case "mails":
      return { ...known, sent: known.sent + n };
    case "clickers":
      return { ...known, clickers: known.clickers + n };
    case "machines":
      return { ...known, machineClicks: known.machineClicks + n };
    case "links":
      return {
        ...known,
        clicks: known.clicks + n,
        links: { ...known.links, [link]: (known.links[link] ?? 0) + n },
      };
    default:
      return what satisfies never;
  }
};

/** The counters of each day. */
const daysOf = async ({ world }: Engine, workflow: string, version: number): Promise<Record<string, number>[]> => {
  const days: Record<string, number>[] = [];
  let after: string | undefined;
  do {
    const page = await world.table.query({
      pk: keys.counter(workflow, version, "").pk,
      limit: 400,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) days.push(bodyOf<{ n: Record<string, number> }>(item).n);
    after = page.next;
  } while (after !== undefined);
  return days;
};
