import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const people = 400;
const list = [
  "氏名,e-mail",
  ...Array.from({ length: people }, (_, n) => `渡辺 真由美${n},mayumi${n}@example.com`),
].join("\n");
const workflow = `
name: Touch
triggers: [{ kind: list, list: expo }]
steps:
  - { id: settle, kind: wait, for: P1D }
  - { id: mark, kind: update, set: { attributes: { seen: "yes" } } }
  - { id: rest, kind: wait, for: P30D }
`;

test("while everybody is due at once, requests have their turn between the pieces of the work", async () => {
  const { workflow: publish, importList, travel, lead } = await lab();
  await publish("touch", workflow);
  await importList(list);
  let turns = 0;
  let over = false;
  const others = (async () => {
    while (!over) {
      await setImmediate();
      turns += 1;
    }
  })();
  await travel("P1D");
  over = true;
  await others;
  expect((await lead(`mayumi${people - 1}@example.com`)).attributes["seen"]).toBe("yes");
  // Nothing here waits for a socket: without its pauses the work would be one piece. Each hundred is read and committed.
  expect(turns).toBeGreaterThan((2 * people) / 100);
});
