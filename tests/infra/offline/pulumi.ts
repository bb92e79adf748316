// Stands in for the Pulumi CLI when the real `sst` CLI runs offline. It understands what `sst diff` issues, and runs the
// program that the CLI bundled against the recording monitor.
import { spawnSync } from "node:child_process";
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

type Recorded = { urn: string; type: string; custom: boolean; id?: string; parent?: string; inputs: unknown };

const argv = process.argv.slice(2);
const option = (name: string): string => {
  const value = argv[argv.indexOf(name) + 1];
  if (value === undefined) throw new Error(`pulumi stand-in: ${name} is missing`);
  return value;
};
const stackFile = (stack: string) => `${join(process.cwd(), ".pulumi/stacks", ...stack.split("/").slice(1))}.json`;
const checkpoint = (stack: string, resources: unknown[]) =>
  JSON.stringify({
    version: 3,
    checkpoint: {
      stack,
      latest: { manifest: { time: new Date(0).toISOString(), magic: "", version: "v3.215.0" }, resources },
    },
  });

const preview = (stack: string): number => {
  const main = /^main: (.*)$/m.exec(readFileSync("Pulumi.yaml", "utf8"))?.[1];
  if (main === undefined) throw new Error("pulumi stand-in: no program in Pulumi.yaml");
  const result = join(process.cwd(), "result.json");
  const program = fileURLToPath(new URL("program.ts", import.meta.url));
  const run = spawnSync(process.execPath, ["--no-warnings", program, main, stack], {
    stdio: ["ignore", "inherit", "pipe"],
    env: { ...process.env, INFRA_RESULT: result },
    encoding: "utf8",
  });
  const events: object[] = [];
  if (run.status === 0) {
    const { resources }: { resources: Recorded[] } = JSON.parse(readFileSync(result, "utf8"));
    const states = resources.map(({ urn, type, custom, id, parent, inputs }) => ({
      ...{ urn, type, custom, id, parent, inputs, outputs: inputs },
    }));
    writeFileSync(stackFile(stack), checkpoint(stack, states));
    const keep = process.env["INFRA_KEEP"];
    if (keep !== undefined) copyFileSync(result, keep);
    for (const state of states)
      events.push({
        resOutputsEvent: {
          metadata: { op: "create", urn: state.urn, type: state.type, new: state, old: null, provider: "" },
          planning: true,
        },
      });
  } else {
    process.stderr.write(run.stderr);
    events.push({ diagnosticEvent: { prefix: "error: ", message: run.stderr, color: "never", severity: "error" } });
  }
  events.push({ summaryEvent: { maybeCorrupt: false, durationSeconds: 0, resourceChanges: {}, PolicyPacks: {} } });
  const lines = events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 0, ...event })}\n`);
  appendFileSync(option("--event-log"), lines.join(""));
  return run.status === 0 ? 0 : 255;
};

const [command, sub, name] = argv;
if (command === "version") console.log("v3.215.0");
else if (command === "stack" && sub === "init" && name !== undefined) {
  mkdirSync(dirname(stackFile(name)), { recursive: true });
  writeFileSync(stackFile(name), checkpoint(name, []));
} else if (command === "preview") process.exitCode = preview(option("--stack"));
else {
  console.error(`pulumi stand-in: unsupported: ${argv.join(" ")}`);
  process.exitCode = 2;
}
