import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** What a handler's own code can do, read from a bundle without the packages it imports. */
export type Needs = { actions: Set<string>; environment: Set<string> };

/**
 * The bundle keeps only functions that the handler can reach, so a verb of a port in it is a verb that may be called.
 * The adapters themselves know every command; their files count through the verbs that lead to them.
 */
export const needsOf = async (root: string, handler: string): Promise<Needs> => {
  const file = handler.replace(/\.handler$/, ".ts");
  const built = await build({
    root,
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      ssr: fileURLToPath(new URL(file, `file://${root}/`)),
      rolldownOptions: { external: (id) => !/^[./]|^@rekindle\//.test(id) || builtinModules.includes(id) },
    },
    ssr: { noExternal: [/^@rekindle\//] },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const code = outputs
    .flatMap((bundle) => ("output" in bundle ? bundle.output : []))
    .map((part) => (part.type === "chunk" ? part.code : ""))
    .join("\n");
  return {
    actions: new Set([
      ...[...code.matchAll(/\b((?:table|mailer)\.\w+|queue\.send)\(/g)].flatMap(([, verb = ""]) => actionsOf(verb)),
      ...[...code.matchAll(/\bnew (\w+)Command\(/g)].flatMap(([, command = ""]) => commandActions(command)),
    ]),
    environment: new Set([...code.matchAll(/\.(REKINDLE_\w+)/g)].map(([, name = ""]) => name)),
  };
};

/** `service:Action on what`. Written apart from infra/access.ts, so that a mistake there shows. */
const verbs: Record<string, string[]> = {
  "table.get": ["dynamodb:GetItem on the table"],
  "table.getMany": ["dynamodb:BatchGetItem on the table"],
  "table.query": ["dynamodb:Query on the table"],
  "table.listed": ["dynamodb:Query on index list"],
  "table.due": ["dynamodb:Query on index due"],
  "table.put": ["dynamodb:BatchWriteItem on the table"],
  "table.remove": ["dynamodb:BatchWriteItem on the table"],
  "table.commit": ["dynamodb:PartiQLInsert on the table", "dynamodb:PartiQLUpdate on the table"],
  "table.transact": ["PutItem", "DeleteItem", "ConditionCheckItem"].map((action) => `dynamodb:${action} on the table`),
  "queue.send": ["sqs:SendMessage on LeadQueue"],
  "mailer.send": ["SendEmail", "SendBulkEmail"].flatMap((action) => [
    `ses:${action} on the identity`,
    `ses:${action} on the configuration set`,
  ]),
  // AWS knows no narrower resource for it.
  "mailer.account": ["ses:GetAccount on *"],
};
const actionsOf = (verb: string): string[] => {
  const actions = verbs[verb];
  if (actions === undefined) throw new Error(`${verb}: say in tests/infra/rules/needs.ts which action it needs`);
  return actions;
};

/** Commands that some code sends outside the ports. */
const commands: Record<string, string[]> = { GetQueueAttributes: ["sqs:GetQueueAttributes on LeadQueue"] };
/** Sent by the adapters of the ports. */
const ofPorts = [
  ...["GetItem", "BatchGetItem", "BatchWriteItem", "Query", "Scan", "BatchExecuteStatement", "TransactWriteItems"],
  ...["SendMessageBatch", "SendEmail", "SendBulkEmail", "GetAccount"],
];
const commandActions = (command: string): string[] => {
  if (ofPorts.includes(command)) return [];
  const actions = commands[command];
  if (actions === undefined)
    throw new Error(`${command}Command: say in tests/infra/rules/needs.ts which action it needs`);
  return actions;
};
