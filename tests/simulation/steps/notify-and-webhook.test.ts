import { changeSettings } from "@rekindle/core/engine/publish";
import { changeSigning } from "@rekindle/core/engine/signing";
import type { Outside } from "@rekindle/core/world/world";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { faults, onlyFirst } from "../../support/faults.ts";
import { hardTimes } from "../../support/hard-times.ts";
import {
  hanako,
  inSteps,
  inTokyo,
  inWorkspace,
  join,
  left,
  mails,
  publishSteps,
  said,
} from "../../support/in-steps.ts";
import { type Lab, lab } from "../../support/lab.ts";

type Post = Parameters<Outside["post"]>[0];
type Answer = Awaited<ReturnType<Outside["post"]>>;

/** The other side: keeps what it got, and answers from the list, then with 200. */
const other = (answers: Answer[] = []) => {
  const posts: Post[] = [];
  const outside: Outside = {
    post: async (request) => {
      posts.push(request);
      return answers[posts.length - 1] ?? { status: 200, body: `{"id":"c-7","deep":{"size":300},"list":[1]}` };
    },
  };
  return { posts, outside };
};

const first = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;
const second = `whsec_${Buffer.alloc(24, 2).toString("base64")}`;
/** As a receiver of Standard Webhooks does it, with their own library; the age of the run's time is not its matter here. */
const verified = (secret: string, post: Post | undefined): boolean => {
  const { "webhook-id": id = "", "webhook-timestamp": at = "", "webhook-signature": given = "" } = post?.headers ?? {};
  const right = new Webhook(secret).sign(id, new Date(Number(at) * 1000), post?.body ?? "");
  return given.split(" ").includes(right);
};

const withChannel = async (lab: Lab) =>
  changeSettings(lab.engine, (settings) => ({
    ...settings,
    channels: { "slack:#sales": { kind: "slack", url: "https://chat.example/x" } },
  }));
const notify = `- { kind: notify, channel: "slack:#sales", text: "{{ lead.name }} ({{ lead.attributes.size }}) finished {{ workflow.id }}{{ lead.attributes.no }}" }`;
const webhook = `- { kind: webhook, url: "https://crm.example/hook", fills: { crm: id, size: deep.size, no: deep.no, list: list } }`;

describe("notify", () => {
  test("posts its text once to the channel, filled with what is known of the lead", async () => {
    const { posts, outside } = other();
    const lab = await inWorkspace({ outside });
    await withChannel(lab);
    await publishSteps(lab, notify);
    await join(lab, hanako, { 姓: "山田", 名: "花子", size: "300" });
    await lab.travel("P1D");
    expect(posts).toHaveLength(1);
    expect(JSON.parse(posts[0]?.body ?? "")).toEqual({ text: "山田 花子 (300) finished w" });
    expect(await said(lab, "notify.done")).toMatchObject([{ result: "answered 200" }]);
  });

  test("without such a channel is kept here, and the lead goes on", async () => {
    const { posts, outside } = other();
    const lab = await inSteps(`${notify}\n- { kind: email, template: a }`, "", { outside });
    expect(posts).toEqual([]);
    expect(await said(lab, "notify.done")).toMatchObject([{ result: expect.stringContaining("no such channel") }]);
    expect(mails(lab)).toEqual(["a"]);
  });
});

describe("a webhook", () => {
  test("is signed, says who and where, and its answer fills attributes with plain values", async () => {
    const { posts, outside } = other();
    const lab = await inWorkspace({ outside });
    await changeSigning(lab.engine, first);
    await publishSteps(lab, webhook);
    await join(lab);
    const [post] = posts;
    const { id } = await lab.lead(hanako);
    expect(JSON.parse(post?.body ?? "")).toMatchObject({ data: { lead: { id, email: hanako }, workflow: "w" } });
    expect(verified(first, post)).toBe(true);
    expect(verified(second, post)).toBe(false);
    expect((await lab.lead(hanako)).attributes).toEqual({ crm: "c-7", size: 300 });
  });

  test("is signed with the old secret too, for a day after a new one was made, and not at all before the first", async () => {
    const { posts, outside } = other();
    const lab = await inWorkspace({ outside });
    await publishSteps(lab, webhook);
    const send = async (address: string) => {
      await join(lab, address);
      await lab.travel("PT1M");
      return posts.at(-1);
    };
    expect((await send("a@example.com"))?.headers["webhook-signature"]).toBeUndefined();
    await changeSigning(lab.engine, first);
    await changeSigning(lab.engine, second);
    const both = await send("b@example.com");
    expect([verified(first, both), verified(second, both)]).toEqual([true, true]);
    await lab.travel("P1D");
    const late = await send("c@example.com");
    expect([verified(first, late), verified(second, late)]).toEqual([false, true]);
  });

  test("that is not taken is sent again later each time, with the same id, and its mail does not wait for it", async () => {
    const { posts, outside } = other([
      { status: 500, body: "" },
      { status: "unknown", reason: "timeout" },
    ]);
    const lab = await inSteps(`${webhook}\n- { kind: email, template: a }`, "", { outside });
    expect(mails(lab)).toEqual(["a"]);
    expect(posts).toHaveLength(1);
    await lab.travel("PT2M");
    expect(posts).toHaveLength(2);
    await lab.travel("PT3M");
    expect(posts).toHaveLength(2);
    await lab.travel("PT1M");
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await said(lab, "webhook.done")).toMatchObject([{ result: "answered 200" }]);
    expect((await lab.lead(hanako)).outbox).toEqual([]);
  });

  test("that is never taken is given up after some hours, with the last answer", async () => {
    const { posts, outside } = other(Array.from({ length: 50 }, () => ({ status: 503, body: "" })));
    const lab = await inSteps(webhook, "", { outside });
    await lab.travel("P2D");
    expect(posts.length).toBe(8);
    expect(await said(lab, "webhook.done")).toMatchObject([{ result: "answered 503" }]);
    expect(await left(lab)).toEqual(["w: finished"]);
    expect((await lab.lead(hanako)).outbox).toEqual([]);
  });

  test("whose worker died is sent again after the grace, with the same id", async () => {
    const { posts, outside } = other();
    const times = await hardTimes((await lab()).db, [faults(onlyFirst("outside.post", "crashAfter"))], { outside });
    await times.insist(async (one) => {
      await publishSteps(one, webhook);
    });
    await times.insist((one) => join(one));
    await times.travel("PT20M");
    expect(posts).toHaveLength(2);
    expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await said(times.peace(), "webhook.done")).toHaveLength(1);
    expect(inTokyo(times.peace().clock.now())).toBe("2026-11-24 10:32");
    await times.close();
  });
});
