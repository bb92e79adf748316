import type { Item, Key } from "../world/world.ts";

/**
 * Where things are kept: one table. The access patterns that these keys serve, and what each costs, stand in
 * docs/architecture.md.
 */
export const keys = {
  lead: (id: string): Key => ({ pk: id, sk: "lead" }),
  entries: (id: string, firstRev: number): Key => ({ pk: id, sk: `entry#${padded(firstRev)}` }),
  aside: (id: string, mail: string, kind: string): Key => ({ pk: id, sk: `aside#${mail}#${kind}` }),
  view: (id: string): Key => ({ pk: id, sk: "view" }),
  place: (id: string, enrolment: string): Key => ({ pk: id, sk: `place#${enrolment}` }),
  handoffView: (id: string): Key => ({ pk: id, sk: "handoff" }),
  /** Of a lead or a company: what it is found by. */
  findRow: (pk: string, n: number): Key => ({ pk, sk: `find#${n}` }),
  memberRow: (id: string, kind: string, name: string): Key => ({ pk: id, sk: `in#${kind}#${name}` }),
  task: (lead: string, id: string): Key => ({ pk: lead, sk: `task#${id}` }),
  segment: (id: string): Key => ({ pk: `segment#${id}`, sk: "segment" }),
  broadcast: (id: string): Key => ({ pk: `broadcast#${id}`, sk: "broadcast" }),
  address: (hash: string): Key => ({ pk: `address#${hash}`, sk: "address" }),
  company: (key: string): Key => ({ pk: `company#${key}`, sk: "company" }),
  member: (key: string, lead: string): Key => ({ pk: `company#${key}`, sk: `member#${lead}` }),
  /** What lists show of a company, and its place in the listing of names: written by the stream handler. */
  companyView: (key: string): Key => ({ pk: `company#${key}`, sk: "view" }),
  companyName: (key: string): Key => ({ pk: `company#${key}`, sk: "name" }),
  deal: (id: string): Key => ({ pk: id, sk: "deal" }),
  manifest: { pk: "catalogue", sk: "manifest" } satisfies Key,
  watermark: { pk: "catalogue", sk: "watermark" } satisfies Key,
  pacing: { pk: "pacing", sk: "ledger" } satisfies Key,
  roster: (day: string): Key => ({ pk: "roster", sk: day }),
  daily: (day: string): Key => ({ pk: "daily", sk: day }),
  /** What no entry of a lead says: deals by the day they were closed on, scores that fell below the line. */
  standing: (day: string): Key => ({ pk: "daily", sk: `standing#${day}` }),
  goal: (month: string): Key => ({ pk: "goal", sk: month }),
  draft: (kind: Published, id: string): Key => ({ pk: `${kind}#${id}`, sk: "draft" }),
  version: (kind: Published, id: string, version: number): Key => ({ pk: `${kind}#${id}`, sk: `v#${padded(version)}` }),
  /** What a version of a mail was made from: apart, since whoever sends it does not need it. */
  written: (id: string, version: number): Key => ({ pk: `template#${id}`, sk: `written#${padded(version)}` }),
  source: (id: string): Key => ({ pk: `source#${id}`, sk: "source" }),
  sourceSeen: (id: string): Key => ({ pk: `source#${id}`, sk: "seen" }),
  payload: (source: string, id: string): Key => ({ pk: `payload#${source}`, sk: id }),
  job: (id: string): Key => ({ pk: id, sk: "job" }),
  rows: (job: string, chunk: number): Key => ({ pk: job, sk: `rows#${padded(chunk)}` }),
  /** Rows of an import that could not be taken in, as they were written. */
  badRows: (job: string, part: string): Key => ({ pk: job, sk: `bad#${part}` }),
  /** What a piece of an import has made: what taking it back removes. */
  made: (job: string, chunk: number): Key => ({ pk: job, sk: `made#${padded(chunk)}` }),
  mapping: (header: string): Key => ({ pk: `mapping#${header}`, sk: "mapping" }),
  imported: (file: string): Key => ({ pk: `file#${file}`, sk: "file" }),
  counter: (workflow: string, version: number, day: string): Key => ({ pk: `count#${workflow}#${version}`, sk: day }),
  /** What came in by a source on a day. */
  intake: (source: string, day: string): Key => ({ pk: `intake#${source}`, sk: day }),
  problem: (id: string): Key => ({ pk: "problem", sk: id }),
  cursor: (shard: string): Key => ({ pk: "cursor", sk: shard }),
  person: (id: string): Key => ({ pk: id, sk: "person" }),
  session: (id: string): Key => ({ pk: `session#${id}`, sk: "session" }),
  apiKey: (id: string): Key => ({ pk: id, sk: "key" }),
  apiKeyUse: (id: string): Key => ({ pk: id, sk: "used" }),
  audit: (day: string, id: string): Key => ({ pk: `audit#${day}`, sk: id }),
};
export type Published = "workflow" | "template" | "scoring";

export const padded = (n: number): string => String(n).padStart(10, "0");

/** The due index's shard of a key: evenly spread, the same for ever. */
export const shardOf = (pk: string, shards: number): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < pk.length; i++) hash = Math.imul(hash ^ pk.charCodeAt(i), 0x01000193);
  return `s${(hash >>> 0) % shards}`;
};

/** An item whose body is ours. The type is what was written; shapes that changed are upgraded where they are read. */
export const bodyOf = <T>(item: Item): T => JSON.parse(item.body);
