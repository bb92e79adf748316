import type { Catalogue } from "../catalogue.ts";
import { asked } from "../engine/catalogue.ts";
import { blank } from "../leads/blank.ts";
import type { Lead } from "../leads/lead.ts";
import type { Template } from "../mail/template.ts";
import type { Graph } from "../workflows/graph.ts";
import { conditionsIn } from "../workflows/steps.ts";
import type { Instant } from "../world/world.ts";

/**
 * The catalogue as if this workflow alone were published, whatever runs now. Mails that do not exist yet are stood in for,
 * so that a sequence can be tried before its mails are written.
 */
export const withDraft = (catalogue: Catalogue, graph: Graph): Catalogue => {
  const templates = { ...catalogue.templates };
  const mails = { ...catalogue.mails };
  for (const node of Object.values(graph.nodes)) {
    if (node.kind !== "email" || templates[node.template] !== undefined) continue;
    templates[node.template] = { version: 1 };
    mails[`${node.template}@1`] = standIn(node.template);
  }
  return {
    ...catalogue,
    workflows: { [graph.id]: { version: graph.version, state: "running" } },
    graphs: { ...catalogue.graphs, [`${graph.id}@${graph.version}`]: graph },
    templates,
    mails,
    ...asked(
      conditionsIn(graph.definition).map(({ when }) => when),
      catalogue.scoring,
    ),
  };
};

const standIn = (id: string): Template => ({
  id,
  version: 1,
  subject: id,
  html: "",
  text: "",
  slots: [],
  links: [],
  variables: [],
  bytes: 0,
});

/** Made-up people who may be mailed, where there are not enough real ones. */
export const synthetic = (count: number, at: Instant): Lead[] =>
  Array.from({ length: count }, (_, n) => ({
    ...blank(`lead_synthetic${String(n + 1).padStart(6, "0")}`, at),
    rev: 1,
    email: `person${n + 1}@sample.example`,
    name: `見本 ${n + 1}`,
    consents: [{ basis: "optIn", at }],
  }));
