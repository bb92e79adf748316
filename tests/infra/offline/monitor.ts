import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout } from "node:timers/promises";
import { found, made } from "./answers.ts";

type Options = { platform: string; app: string; stage: string; region: string; result: string };
type Values = Record<string, unknown>;

/**
 * Runs a Pulumi program against an in-process resource monitor, and writes all that it registered to `result`.
 * The mock monitor is private to Pulumi: `sst` stays pinned exactly.
 */
export const record = async (options: Options, program: () => Promise<unknown>): Promise<void> => {
  const { platform, app, stage, region, result } = options;
  // The program's own copy of Pulumi, which SST's components use.
  const load = createRequire(`${platform}/package.json`);
  const { runtime } = load("@pulumi/pulumi");
  const { MockMonitor } = load("@pulumi/pulumi/runtime/mocks.js");

  // An error inside an apply() is an unhandled rejection; the CLI reports it and stops, and so do we.
  for (const kind of ["unhandledRejection", "uncaughtException"])
    process.on(kind, (error: unknown) => {
      console.error(error instanceof Error ? error.stack : error);
      process.exit(1);
    });

  const place = { region, account: "123456789012" };
  const resources: Values[] = [];
  const inputsOf = new Map<string, Values>();
  const monitor = new MockMonitor({
    newResource: ({
      type,
      name,
      inputs,
      id,
      custom,
    }: {
      type: string;
      name: string;
      inputs: Values;
      id?: string;
      custom?: boolean;
    }) => {
      inputsOf.set(`${type}::${name}`, inputs);
      if (custom !== true) return { id: "", state: inputs };
      const state = made(place, type, name, inputs);
      // Absent is the empty string here.
      return { id: id || `${String(state["name"])}-id`, state };
    },
    call: ({ token, inputs }: { token: string; inputs: Values }) => found(place, token, inputs),
  });
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (
    request: Registration,
    answer: (error: unknown, response: { getUrn(): string; getId(): string }) => void,
  ) =>
    register(request, (error: unknown, response: { getUrn(): string; getId(): string }) => {
      if (!error) {
        const [type, name] = [request.getType(), request.getName()];
        resources.push({
          type,
          name,
          urn: response.getUrn(),
          id: response.getId() || undefined,
          parent: request.getParent() || undefined,
          custom: request.getCustom(),
          protect: request.getProtect() || undefined,
          retainOnDelete: request.getRetainondelete() || undefined,
          dependsOn: request.getDependenciesList(),
          inputs: plain(inputsOf.get(`${type}::${name}`)),
        });
      }
      answer(error, response);
    });

  const finish = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = (request: Outputs, answer: unknown) => {
    const entry = resources.find(({ urn }) => urn === request.getUrn());
    if (entry !== undefined) entry["outputs"] = plain(request.getOutputs().toJavaScript());
    return finish(request, answer);
  };

  runtime.setMockOptions(monitor, app, stage, false, "organization");
  await runtime.runInPulumiStack(program);
  await runtime.waitForRPCs();
  // Registrations that follow from the last answers.
  await setTimeout(50);
  await runtime.waitForRPCs();
  writeFileSync(result, JSON.stringify({ resources }));
  process.exit(0);
};

type Outputs = { getUrn(): string; getOutputs(): { toJavaScript(): unknown } };
type Registration = {
  getType(): string;
  getName(): string;
  getParent(): string;
  getCustom(): boolean;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDependenciesList(): string[];
};

const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Pulumi's secrets and assets as plain JSON: a secret is `{ $secret }`. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = new Map(Object.entries(value));
  if (entries.get(MARK) === SECRET) return { $secret: plain(entries.get("value")) };
  entries.delete(MARK);
  return Object.fromEntries([...entries].map(([name, part]) => [name, plain(part)]));
};
