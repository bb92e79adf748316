import type { Mailer, World } from "@rekindle/core/world/world";
import { playAll, prepareCampaign } from "./campaign.ts";
import { kit as kitOf } from "./kit.ts";
import type { Faulty } from "./run.ts";

/** Plays runs until one breaks, and prints which: the part of `--planted` that runs on the changed copy. */
const [seed = "1", runs = "100", port = ""] = process.argv.slice(2);

/** A client that repeats what it got no answer to, as the SDK does by default. */
const repeating = (mailer: Mailer): Mailer => ({
  ...mailer,
  send: async (mailing) => {
    const outcomes = await mailer.send(mailing);
    return outcomes.some(({ status }) => status === "unknown") ? mailer.send(mailing) : outcomes;
  },
});
const faulty: Faulty | undefined =
  port === "ses" ? (world: World) => ({ ...world, mailer: repeating(world.mailer) }) : undefined;

const kit = await kitOf("sqlite");
const campaign = await prepareCampaign(kit, Number(seed));
const { broken } = await playAll(kit, campaign, {
  runs: Number(runs),
  stopAtBroken: true,
  ...(faulty === undefined ? {} : { faulty }),
});
console.log(JSON.stringify({ broken }));
await kit.close();
