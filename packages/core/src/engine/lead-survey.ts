import * as ListFile from "../leads/list-file.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";
import type { AddressBody } from "./identity.ts";
import { type GoodLead, openLeads } from "./import-source.ts";
import { breathing, type ImportOptions } from "./imports.ts";
import { bodyOf, keys } from "./keys.ts";
import { chosenFor, type FileSurvey, fileSurvey, MOST_LOOKED_UP, spellings } from "./survey.ts";

export type LeadSurvey = {
  file: FileSurvey;
  /** People in the list: addresses, each once. */
  people: number;
  /** Rows that name an address again. */
  repeated: number;
  /** Of the people that were looked up. */
  looked: number;
  created: number;
  known: number;
  erased: number;
  /** Who wants no mail, by the list. */
  optedOut: number;
  companies: number;
  joins: { names: string[] }[];
  /** Workflows that take in whoever joins the list. */
  workflows: { id: string; name: unknown }[];
  samples: Pick<GoodLead, "email" | "name" | "company" | "attributes" | "tags" | "optedOut">[];
};
export type Surveyed<Survey> =
  | { status: "ok"; survey: Survey }
  | { status: "refused"; reason: string; header: string[] };

/** What taking in this list of leads would do. */
export const surveyLeads = async (
  engine: Engine,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<Surveyed<LeadSurvey>> => {
  const { settings, workflows, graphs } = await current(engine);
  const { header } = ListFile.formatOf(bytes);
  const { chosen, remembered } = await chosenFor(engine, "leads", header, options);
  const opened = openLeads(bytes, settings.timeZone, chosen);
  if (opened.status === "refused") return { ...opened, header };
  const { source } = opened;
  const file = fileSurvey(source);
  const names = spellings();
  const people = new Map<string, boolean>();
  const samples: LeadSurvey["samples"] = [];
  let rows = 0;
  for await (const read of breathing(source, options)) {
    file.note(read);
    if (!("row" in read)) continue;
    const { status: _, evidence: __, ...row } = read.row;
    rows += 1;
    people.set(row.email, row.optedOut || people.get(row.email) === true);
    if (row.company !== undefined) names.note(row.company);
    if (samples.length < 5) samples.push(row);
  }
  const looked = [...people.keys()].slice(0, MOST_LOOKED_UP);
  const fates = await fatesOf(engine, looked);
  const running = Object.entries(workflows).flatMap(([id, { version, state }]) => {
    const definition = graphs[`${id}@${version}`]?.definition;
    const takes = definition?.triggers.some((trigger) => trigger.kind === "list" && trigger.list === options.list);
    return state === "running" && takes === true ? [{ id, name: definition?.name }] : [];
  });
  return {
    status: "ok",
    survey: {
      file: await file.end(engine, remembered, options.file),
      people: people.size,
      repeated: rows - people.size,
      looked: looked.length,
      ...fates,
      optedOut: [...people.values()].filter(Boolean).length,
      companies: names.size(),
      joins: names.several().slice(0, 5),
      workflows: running,
      samples,
    },
  };
};

const fatesOf = async ({ world }: Engine, addresses: string[]) => {
  const items = await world.table.getMany(addresses.map((address) => keys.address(world.seal.addressKey(address))));
  const fates = { created: 0, known: 0, erased: 0 };
  for (const item of items) {
    const { lead, suppressed }: AddressBody = item === undefined ? {} : bodyOf<AddressBody>(item);
    if (suppressed !== undefined && lead === undefined) fates.erased += 1;
    else if (lead === undefined) fates.created += 1;
    else fates.known += 1;
  }
  return fates;
};
