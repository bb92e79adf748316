import * as Engine from "@rekindle/core/engine/engine";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import * as Publish from "@rekindle/core/engine/publish";
import { read } from "@rekindle/core/workflows/read";
import { join } from "./world.ts";

/** `node publisher.ts PLACE WORKFLOW`: the catalogue of a bench (publish.ts). */
const publish = async (engine: Engine.Engine, workflow: string): Promise<void> => {
  for (const id of ["one", "two"]) {
    await draftTemplate(engine, id, { subject: "{{ lead.name }} 様へのご案内", mjml: letter });
    const made = await Publish.publishTemplate(engine, id);
    if (made.status !== "published") throw new Error(JSON.stringify(made));
  }
  const made = read(workflow, "yaml");
  if (made.status !== "ok") throw new Error(JSON.stringify(made));
  await Publish.draftWorkflow(engine, "bench", made.definition);
  const published = await Publish.publishWorkflow(engine, "bench");
  if (published.status !== "published") throw new Error(JSON.stringify(published));
};

const letter = `<mjml><mj-body><mj-section><mj-column><mj-text>{{ lead.name }} 様</mj-text>
<mj-text>{% if lead.company %}{{ lead.company }} の皆さまへ。{% endif %}経費精算の費用を見直すなら、どこからがよいでしょうか。</mj-text>
<mj-button href="https://example.com/guide">費用の試算シートを見る</mj-button></mj-column></mj-section></mj-body></mjml>`;

const [, , place = "", workflow = ""] = process.argv;
const { world, close } = join(JSON.parse(place));
await publish(Engine.create(world), workflow);
close();
