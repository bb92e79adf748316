import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Place } from "./world.ts";

/**
 * Templates `one` and `two`, and the workflow `bench`: by a process of its own, as on AWS, where what sends mails never loads
 * MJML, which takes 100 MB and is walked by each large garbage collection.
 */
export const publish = async ({ place }: { place: Place }, workflow = sequence): Promise<void> => {
  const publisher = fileURLToPath(new URL("publisher.ts", import.meta.url));
  const child = spawn(process.execPath, [publisher, JSON.stringify(place), workflow], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`Publishing ended with ${code}`);
};

/** A mail after an hour, another after three days, each with a tracked link. */
const sequence = `name: bench
steps:
  - { id: start, kind: wait, for: PT1H }
  - { id: one, kind: email, template: one }
  - { id: pause, kind: wait, for: P3D }
  - { id: two, kind: email, template: two }
`;
