import * as Sqlite from "@rekindle/core/world/sqlite";
import * as SqliteQueue from "@rekindle/core/world/sqlite-queue";
import { beforeEach, describe, expect, test } from "vitest";

describe("the receiving side of the SQLite queue", () => {
  let now: number;
  let db: ReturnType<typeof Sqlite.open>;
  let queue: SqliteQueue.SqliteQueue;
  const open = (name = "leads") =>
    SqliteQueue.open(db, { now: () => now }, { name, visibilityMs: 1000, maxReceives: 3 });
  beforeEach(() => {
    now = 10_000;
    db = Sqlite.open(":memory:");
    queue = open();
  });
  const bodies = (limit = 10) => queue.receive(limit).map(({ body }) => body);
  const one = () => {
    const [message] = queue.receive(1);
    if (message === undefined) throw new Error("Nothing to receive");
    return message;
  };

  test("a received message is hidden until its visibility ends, then it comes again", async () => {
    await queue.send([{ body: "a" }, { body: "b" }]);
    expect(bodies(1)).toEqual(["a"]);
    expect(bodies()).toEqual(["b"]);
    expect(bodies()).toEqual([]);
    now += 999;
    expect(bodies()).toEqual([]);
    now += 1;
    expect(queue.receive(10).map(({ body, receives, sentAt }) => [body, receives, sentAt])).toEqual([
      ["a", 2, 10_000],
      ["b", 2, 10_000],
    ]);
  });

  test("an acknowledged message never comes again", async () => {
    await queue.send([{ body: "a" }]);
    queue.acknowledge([one().receipt]);
    now += 10_000;
    expect(bodies()).toEqual([]);
    expect(queue.nextVisibleAt()).toBeUndefined();
  });

  test("a receipt from before a redelivery neither acknowledges nor releases", async () => {
    await queue.send([{ body: "a" }]);
    const stale = one();
    now += 1000;
    const fresh = one();
    queue.acknowledge([stale.receipt]);
    queue.release([stale.receipt]);
    expect(queue.waiting()).toBe(1);
    expect(bodies()).toEqual([]);
    queue.acknowledge([fresh.receipt]);
    expect(queue.waiting()).toBe(0);
  });

  test("a released message is visible at once, and its receipt is spent", async () => {
    await queue.send([{ body: "a" }]);
    const { receipt } = one();
    queue.release([receipt]);
    queue.acknowledge([receipt]);
    expect(bodies()).toEqual(["a"]);
  });

  test("after a restart what was in flight is visible at once, and what was delayed stays delayed", async () => {
    await queue.send([{ body: "in flight" }, { body: "delayed", delayMs: 5000 }]);
    const { receipt } = one();
    const restarted = open();
    restarted.releaseAll();
    expect(restarted.receive(10).map(({ body, receives }) => [body, receives])).toEqual([["in flight", 2]]);
    restarted.acknowledge([receipt]);
    expect(restarted.waiting()).toBe(1);
  });

  test("a delayed message is visible from its moment on, which the queue can tell", async () => {
    await queue.send([{ body: "later", delayMs: 5000 }]);
    expect(queue.nextVisibleAt()).toBe(15_000);
    expect(queue.waiting()).toBe(0);
    now = 14_999;
    expect(bodies()).toEqual([]);
    now = 15_000;
    expect(queue.waiting()).toBe(1);
    expect(bodies()).toEqual(["later"]);
    expect(queue.nextVisibleAt()).toBe(16_000);
  });

  test("a message that fails too often is kept aside, stops nobody, and can be given a new start", async () => {
    await queue.send([{ body: "poison" }, { body: "good" }]);
    for (let i = 0; i < 3; i++) {
      const received = queue.receive(10);
      queue.release(received.filter(({ body }) => body === "poison").map(({ receipt }) => receipt));
      queue.acknowledge(received.filter(({ body }) => body === "good").map(({ receipt }) => receipt));
    }
    expect(bodies()).toEqual([]);
    expect(queue.deadLetters()).toEqual([
      { id: expect.any(String), body: "poison", receives: 3, sentAt: 10_000, deadAt: 10_000 },
    ]);
    expect([queue.waiting(), queue.nextVisibleAt()]).toEqual([0, undefined]);
    expect(queue.redrive()).toBe(1);
    expect(queue.deadLetters()).toEqual([]);
    expect(queue.receive(10).map(({ body, receives }) => [body, receives])).toEqual([["poison", 1]]);
  });

  test("a worker that vanished with its last receive leaves a dead letter, not a lost message", async () => {
    await queue.send([{ body: "a" }]);
    for (let i = 0; i < 3; i++) {
      one();
      now += 1000;
    }
    expect(queue.deadLetters().map(({ body }) => body)).toEqual(["a"]);
  });

  test("a receipt from before the redrive does not remove the message that was given a new start", async () => {
    await queue.send([{ body: "a" }]);
    const receipts = [1, 2, 3].map(() => {
      const { receipt } = one();
      now += 1000;
      return receipt;
    });
    queue.deadLetters();
    queue.redrive();
    queue.receive(1);
    queue.acknowledge(receipts);
    expect(queue.waiting()).toBe(1);
  });

  test("queues in one file do not see each other's messages", async () => {
    const other = open("mail events");
    await queue.send([{ body: "a" }]);
    expect([other.receive(10), other.waiting(), other.nextVisibleAt()]).toEqual([[], 0, undefined]);
    expect(bodies()).toEqual(["a"]);
  });
});
