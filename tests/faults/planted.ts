import { type Bug, bugs } from "./bugs.ts";
import { changed, runCopy } from "./copy.ts";

type Options = { seed: number; small: boolean; json: boolean; say(text: string): void };

/** Plants one bug after the other in a copy of the source, and looks whether the harness sees it. */
export const playPlanted = async ({ seed, small, json, say }: Options): Promise<boolean> => {
  const chosen = bugs.filter(({ quick }) => !small || quick);
  const answers: { rule: string; caught: boolean; seed: number; run?: number; first?: string }[] = [];
  // All of them, before the first one takes its time: the source may have moved on.
  for (const bug of chosen) changed(bug);
  say(`seed ${seed}: ${chosen.length} bugs, each planted until a run breaks`);
  for (const bug of chosen) {
    const answer = await plant(bug, seed, small ? 100 : 800);
    answers.push({ rule: bug.rule, ...answer });
    const what = answer.caught ? `caught by seed ${answer.seed} run ${answer.run}: ${answer.first}` : "NOT CAUGHT";
    say(`${bug.rule.padEnd(62)} ${what}`);
  }
  if (json) console.log(JSON.stringify({ planted: answers }));
  const caught = answers.filter((answer) => answer.caught).length;
  say(`${caught} of ${answers.length} caught`);
  return caught === answers.length;
};

const plant = async (bug: Bug, seed: number, runs: number) => {
  const { broken } = await runCopy(bug, seed, runs);
  const [first] = broken;
  return first === undefined
    ? { caught: false, seed }
    : { caught: true, seed, run: first.run, first: first.lines[0] ?? "" };
};
