import type { DatabaseSync } from "node:sqlite";
import { leadOf } from "@rekindle/core/engine/identity";
import { importLeads } from "@rekindle/core/engine/imports";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import * as Publish from "@rekindle/core/engine/publish";
import { entriesOf } from "@rekindle/core/engine/timeline";
import type { Fact } from "@rekindle/core/leads/entry";
import type { Lead } from "@rekindle/core/leads/lead";
import { read } from "@rekindle/core/workflows/read";
import { add } from "@rekindle/core/workspace/calendar";
import * as Sqlite from "@rekindle/core/world/sqlite";
import type { Outside, Table } from "@rekindle/core/world/world";
import type { Source } from "@rekindle/local/loop";
import * as Run from "@rekindle/local/run";
import type { Fate } from "@rekindle/local/ses/fate";
import { onTestFinished } from "vitest";

/** Tuesday, 24 November 2026, 10:12 in Tokyo: the moment of the pictures in the design. */
export const start = Date.UTC(2026, 10, 24, 1, 12);

export const mjml = (body: string): string =>
  `<mjml><mj-body><mj-section><mj-column>${body}</mj-column></mj-section></mj-body></mjml>`;
const letter = mjml(
  `<mj-text>{{ lead.name }} 様</mj-text><mj-button href="https://example.com/guide">読む</mj-button>`,
);

export type LabOptions = {
  fate?: (to: string) => Fate;
  outside?: Outside;
  table?: { table: Table; stream: Source };
  startAt?: number;
  /** Somebody else's, who closes it. */
  db?: DatabaseSync;
  wrap?: Run.RunOptions["wrap"];
};
export type Lab = Awaited<ReturnType<typeof lab>>;

/** The product in memory, with a clock that travels. What it does is what the local run and Lambda do. */
export const lab = async (options: LabOptions = {}) => {
  const db = options.db ?? Sqlite.open(":memory:");
  const logged: { event: string; fields: Record<string, unknown> }[] = [];
  const run = await Run.open({
    db,
    secret: "a secret of the tests, long enough",
    startAt: options.startAt ?? start,
    log: (event, fields) => logged.push({ event, fields }),
    outside: options.outside ?? { post: async () => ({ status: 200, body: "{}" }) },
    ...(options.fate === undefined ? {} : { fate: options.fate }),
    ...(options.table === undefined ? {} : { table: options.table }),
    ...(options.wrap === undefined ? {} : { wrap: options.wrap }),
  });
  onTestFinished(async () => {
    await run.close();
    if (options.db === undefined) db.close();
  });
  const { engine, loop, clock, ses } = run;
  const lead = async (email: string): Promise<Lead> => {
    const found = await leadOf(engine, email);
    if (found === undefined) throw new Error(`No lead has the address ${email}`);
    return found;
  };
  const facts = async (email: string): Promise<Fact[]> =>
    (await entriesOf(engine, (await lead(email)).id)).flatMap((entry) => entry.facts);
  return {
    ...run,
    db,
    logged,
    lead,
    facts,
    /** Types of what happened to a lead, in order. */
    types: async (email: string): Promise<string[]> => (await facts(email)).map(({ type }) => type),
    travel: (duration: string) => loop.advance(add(clock.now(), duration, "Asia/Tokyo")),
    outbox: (to?: string) => ses.outbox({ to }),
    template: async (id: string, draft: { subject: string; mjml?: string } = { subject: `${id}のご案内` }) => {
      await draftTemplate(engine, id, { mjml: letter, ...draft });
      const made = await Publish.publishTemplate(engine, id);
      if (made.status !== "published") throw new Error(JSON.stringify(made));
    },
    workflow: async (id: string, yaml: string) => {
      const made = read(yaml, "yaml");
      if (made.status !== "ok") throw new Error(JSON.stringify(made));
      await Publish.draftWorkflow(engine, id, made.definition);
      const published = await Publish.publishWorkflow(engine, id);
      if (published.status !== "published") throw new Error(JSON.stringify(published));
      await loop.drain();
      return published;
    },
    importList: async (csv: string, list = "expo") => {
      const started = await importLeads(engine, new TextEncoder().encode(csv), { list, consent: "businessCard" });
      if (started.status !== "started") throw new Error(started.reason);
      await loop.drain();
      return started.job;
    },
  };
};
