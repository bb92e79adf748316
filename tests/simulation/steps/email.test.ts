import { changeSettings } from "@rekindle/core/engine/publish";
import type { Settings } from "@rekindle/core/workspace/settings";
import { describe, expect, test } from "vitest";
import { deal } from "../../support/acts.ts";
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
  step,
} from "../../support/in-steps.ts";
import type { Lab } from "../../support/lab.ts";

const setting = ({ engine }: Lab, change: Partial<Settings>) =>
  changeSettings(engine, (settings) => ({ ...settings, ...change }));
const sentAt = ({ outbox }: Lab): string[] => outbox(hanako).map(({ at }) => inTokyo(at));

test("a mail goes when its step is reached, and the next step follows its outcome", async () => {
  const lab = await inSteps("- { kind: email, template: a }\n- { kind: email, template: b }");
  expect(mails(lab)).toEqual(["a", "b"]);
  expect(await left(lab)).toEqual(["w: finished"]);
});

describe("a mail that is refused for now", () => {
  const quiet = { quietHours: { from: "09:00", to: "12:00" } };
  const held = async (onRefused: string): Promise<Lab> => {
    const lab = await inWorkspace();
    await setting(lab, quiet);
    await publishSteps(
      lab,
      `- { id: first, kind: email, template: a${onRefused} }\n- { kind: email, template: b, onRefused: defer }`,
    );
    await join(lab);
    return lab;
  };

  test("waits until the gate opens: defer, which is the default", async () => {
    for (const onRefused of ["", ", onRefused: defer"]) {
      const lab = await held(onRefused);
      expect(await said(lab, "mail.refused")).toMatchObject([
        { reason: "quietHours", until: Date.UTC(2026, 10, 24, 3) },
      ]);
      await lab.travel("P1D");
      expect(sentAt(lab)).toEqual(["2026-11-24 12:00", "2026-11-24 12:00"]);
      expect(await said(lab, "mail.refused")).toHaveLength(1);
    }
  });

  test("is left out, and the lead goes on: skip", async () => {
    const lab = await held(", onRefused: skip");
    await lab.travel("P1D");
    expect(mails(lab)).toEqual(["b"]);
  });

  test("ends the workflow with its reason: leave", async () => {
    const lab = await held(", onRefused: leave");
    await lab.travel("P1D");
    expect(mails(lab)).toEqual([]);
    expect(await left(lab)).toEqual(["w: quietHours"]);
  });
});

test("the workspace's window holds for every workflow: a mail of a Tuesday waits for the days and hours that are allowed", async () => {
  const lab = await inWorkspace();
  await setting(lab, { sendWindow: { days: ["thu", "fri"], from: "10:30", to: "16:00", holidays: "skip" } });
  await publishSteps(lab, "- { kind: email, template: a }");
  await join(lab);
  expect(await said(lab, "mail.refused")).toMatchObject([{ reason: "window", until: Date.UTC(2026, 10, 26, 1, 30) }]);
  await lab.travel("P3D");
  expect(sentAt(lab)).toEqual(["2026-11-26 10:30"]);
});

test("frequency holds over all workflows: the second mail of the day waits for the next, the third of the week for Monday", async () => {
  const lab = await inWorkspace();
  await setting(lab, { frequency: { perDay: 1, perWeek: 2 } });
  await publishSteps(lab, "- { kind: email, template: a }\n- { kind: email, template: b }");
  await lab.workflow(
    "v",
    "{ name: V, triggers: [{ kind: list, list: expo }], priority: 10, steps: [{ kind: email, template: c }] }",
  );
  await join(lab);
  await lab.travel("P7D");
  expect(mails(lab)).toEqual(["a", "b", "c"]);
  expect(sentAt(lab)).toEqual(["2026-11-24 10:12", "2026-11-25 00:00", "2026-11-30 00:00"]);
});

test("a workflow's window and its cap hold: office hours of business days, one mail a day", async () => {
  const lab = await inWorkspace({ startAt: Date.UTC(2026, 11, 31, 8) });
  await publishSteps(
    lab,
    "- { kind: email, template: a }\n- { kind: email, template: b }\n- { kind: email, template: c }",
    `window: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00", holidays: skip }\ncap: { perDay: 1 }`,
  );
  await join(lab);
  await lab.travel("P30D");
  // Friday is New Year's Day, a holiday.
  expect(sentAt(lab)).toEqual(["2026-12-31 17:00", "2027-01-04 09:00", "2027-01-05 09:00"]);
});

test("a colleague's open deal holds a mail back until it closes; what can never go ends the workflow", async () => {
  const lab = await inWorkspace();
  await publishSteps(lab, "- { kind: wait, for: P1D }\n- { id: first, kind: email, template: a }");
  await join(lab, hanako, { 会社名: "富士建設" });
  await deal(lab, { id: "deal_1", leadEmail: "taro@fuji.example", company: "富士建設", stage: "提案" });
  await lab.travel("P20D");
  expect(await step(lab)).toBe("first");
  expect((await said(lab, "mail.refused"))[0]).toMatchObject({ reason: "companyDeal" });
  await deal(lab, { id: "deal_1", stage: "lost" });
  expect(mails(lab)).toEqual(["a"]);

  const refused = await inSteps("- { kind: wait, for: P1D }\n- { kind: email, template: a }");
  const { id } = await refused.lead(hanako);
  await refused.engine.world.queue.send([
    { body: JSON.stringify({ kind: "cause", lead: id, cause: { type: "optedOut", id: "out", at: 0, via: "link" } }) },
  ]);
  await refused.travel("P2D");
  expect(await left(refused)).toEqual(["w: optedOut"]);
});

test("nobody is enrolled into mail without a ground for it", async () => {
  const lab = await inWorkspace();
  await publishSteps(lab, "- { kind: email, template: a }");
  await lab.importList(`e-mail,配信停止\n${hanako},1\n`);
  await lab.travel("P1D");
  expect(mails(lab)).toEqual([]);
  expect(await lab.types(hanako)).toContain("enrolment.refused");
});
