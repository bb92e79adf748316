import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bugs } from "../faults/bugs.ts";
import { type Campaign, playOne, prepareCampaign } from "../faults/campaign.ts";
import { changed } from "../faults/copy.ts";
import { type Kit, kit as kitOf } from "../faults/kit.ts";
import { storm } from "../faults/plan.ts";
import { play } from "../faults/run.ts";
import { broken } from "../faults/verdict.ts";

let kit: Kit;
let campaign: Campaign;
beforeAll(async () => {
  kit = await kitOf("sqlite");
  campaign = await prepareCampaign(kit, 1, 3);
}, 60_000);
afterAll(() => kit.close());

describe("whatever goes wrong between many workers, nothing is lost, twice, after a lock or stuck", () => {
  test("in a campaign that reaches the call sites of the engine", () => {
    expect(campaign.sites.size).toBeGreaterThan(50);
    expect(campaign.targets.length).toBeGreaterThan(300);
  });

  test.each(Array.from({ length: 12 }, (_, run) => run))(
    "run %i of seed 1",
    async (run) => {
      const { verdict, mails } = await playOne(kit, campaign, run);
      expect(broken(verdict)).toEqual([]);
      expect(mails).toBeGreaterThan(0);
    },
    30_000,
  );
});

test.each(bugs)("the bug that takes away '$rule' can still be planted", (bug) => {
  expect(changed(bug).size > 0 || bug.port !== undefined).toBe(true);
});

test("a run is the same again for the same seed, so that what breaks can be looked at", async () => {
  const traced = async (): Promise<string[]> => {
    const lines: string[] = [];
    await play(kit, 5, storm, { trace: (line) => lines.push(line) });
    return lines;
  };
  const lines = await traced();
  expect(lines.length).toBeGreaterThan(100);
  expect(await traced()).toEqual(lines);
}, 30_000);
