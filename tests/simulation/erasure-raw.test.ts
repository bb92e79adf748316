import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { erase } from "@rekindle/core/engine/erase";
import { send } from "@rekindle/core/engine/message";
import { accept } from "@rekindle/core/engine/payloads";
import * as Sqlite from "@rekindle/core/world/sqlite";
import type { WholeTable } from "@rekindle/core/world/world";
import { openDynamo } from "@rekindle/local/commands/dynamo";
import { expect, onTestFinished, test } from "vitest";
import { act, deal, nextId, viewPage } from "../support/acts.ts";
import { brochureForm } from "../support/brochure-story.ts";
import { type Lab, lab } from "../support/lab.ts";

const kesu = "sakura.kesu@keshi.example";
/** All that names her, as it would stand in bytes: address, its part before the @, names, what she wrote and what was noted. */
const traces = ["sakura", "消去", "さくら", "秘密の要望", "電話の秘密"];

/** A life in every part of the product: list, form, mails, page views, a call, a deal; and others around her. */
const live = async (made: Lab): Promise<string> => {
  for (const id of ["hello", "again"]) await made.template(id, { subject: "{{ lead.name }} 様へ" });
  await made.workflow(
    "flow",
    `
name: flow
triggers: [{ kind: list, list: expo }]
steps:
  - { id: hello, kind: email, template: hello }
  - { id: rest, kind: wait, for: P2D }
  - { id: again, kind: email, template: again }
  - { id: far, kind: wait, for: P90D }
`,
  );
  const crowd = Array.from({ length: 40 }, (_, n) => `別の人${n},p${n}@other.example`).join("\n");
  await made.importList(`氏名,メールアドレス\n消去 さくら,${kesu}\n${crowd}\n`);
  await made.travel("P1D");
  const form = brochureForm(kesu);
  await accept(made.engine, {
    ...form,
    raw: JSON.stringify({ email: kesu, name: "消去 さくら", message: "秘密の要望" }),
    submission: { ...form.submission, name: "消去 さくら", attributes: { message: "秘密の要望" } },
  });
  await made.travel("P3D");
  for (let n = 0; n < 12; n++) await viewPage(made, kesu, `/sakura/${n}`);
  await act(made, kesu, { type: "called", id: nextId("call"), note: "電話の秘密", outcome: "reached", chips: {} });
  await deal(made, { id: "deal_1", leadEmail: kesu, stage: "提案" });
  await made.travel("P1D");
  return (await made.lead(kesu)).id;
};

/** With a message about her that is still on its way. */
const forget = async (made: Lab, id: string): Promise<void> => {
  const at = made.clock.now();
  await send(made.engine, [
    { kind: "cause", lead: id, cause: { type: "updated", id: "late", at, set: { name: "消去 さくら" } } },
  ]);
  expect(await erase(made.engine, id, { at, by: "admin" })).toBe(true);
  await made.loop.drain();
};

const bytesIn = (...files: string[]): string[] => {
  const all = files.filter((file) => existsSync(file)).map((file) => readFileSync(file));
  return traces.filter((trace) => all.some((bytes) => bytes.includes(trace)));
};

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "rekindle-erasure-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

test("not one byte of an erased person is left in the data folder: neither in free pages nor in the log, while it runs", async () => {
  const file = join(folder(), "rekindle.db");
  const db = Sqlite.open(file);
  const made = await lab({ db });
  const id = await live(made);
  expect(bytesIn(file, `${file}-wal`)).toEqual(traces);
  await forget(made, id);
  expect(bytesIn(file, `${file}-wal`)).toEqual([]);
  expect(made.outbox(kesu)).toEqual([]);
  expect(made.outbox().length).toBeGreaterThan(40);
  await made.travel("P30D");
  expect(bytesIn(file, `${file}-wal`)).toEqual([]);
  await made.close();
  db.close();
  expect(bytesIn(file)).toEqual([]);
  // What stays: the tombstone and the hashed address.
  expect(readFileSync(file).includes(id)).toBe(true);
});

test("on DynamoDB no item names them, and the local outbox has forgotten them as well", async () => {
  const data = folder();
  const db = Sqlite.open(join(data, "rekindle.db"));
  const dynamo = await openDynamo(join(data, "dynamo.db"), db);
  const made = await lab({ db, table: { table: dynamo.table, stream: dynamo.stream } });
  dynamo.handTo(made.engine, made.ses);
  onTestFinished(async () => {
    await dynamo.close();
    db.close();
  });
  const id = await live(made);
  const items = async () => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page: Awaited<ReturnType<WholeTable["scan"]>> = await dynamo.table.scan({
        limit: 500,
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.items.map((item) => JSON.stringify(item)));
      after = page.next;
    } while (after !== undefined);
    return found;
  };
  const naming = async () => (await items()).filter((item) => traces.some((trace) => item.includes(trace)));
  expect((await naming()).length).toBeGreaterThan(3);
  await forget(made, id);
  expect(await naming()).toEqual([]);
  expect(made.outbox(kesu)).toEqual([]);
  expect((await items()).filter((item) => item.includes('\\"suppressed\\":\\"erased\\"'))).toHaveLength(1);
  expect(bytesIn(join(data, "rekindle.db"), join(data, "rekindle.db-wal"))).toEqual([]);
});
