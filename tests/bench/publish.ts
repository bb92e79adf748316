import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as Engine from "@rekindle/core/engine/engine";
import { draftTemplate } from "@rekindle/core/engine/mail-draft";
import * as Publish from "@rekindle/core/engine/publish";
import { read } from "@rekindle/core/workflows/read";
import { join, type Place } from "./world.ts";

/**
 * Templates `one` and `two`, and the workflow `bench`: by a process of its own, as on AWS, where what sends mails never loads
 * MJML, which takes 100 MB and is walked by each large garbage collection.
 */
export const publish = async ({ place }: { place: Place }, workflow = sequence): Promise<void> => {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(place), workflow], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`Publishing ended with ${code}`);
};

const publishHere = async (engine: Engine.Engine, workflow: string): Promise<void> => {
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

/** A mail after an hour, another after three days, each with a tracked link. */
const sequence = `name: bench
steps:
  - { id: start, kind: wait, for: PT1H }
  - { id: one, kind: email, template: one }
  - { id: pause, kind: wait, for: P3D }
  - { id: two, kind: email, template: two }
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , place = "", workflow = sequence] = process.argv;
  const { world, close } = join(JSON.parse(place));
  await publishHere(Engine.create(world), workflow);
  close();
}
