import type { Resource } from "../offline/sst.ts";
import { functions, resourcePolicies, roles, type Statement, sources } from "./kinds.ts";
import type { Needs } from "./needs.ts";

/** Policies that we write: no wildcard, nothing that a service may do on behalf of another account, nobody else's trust. */
export const policyRules = (resources: Resource[]): string[] => [
  ...[...roles(resources), ...resourcePolicies(resources)].flatMap(({ is, statements }) =>
    statements
      .flatMap(({ Action, Resource }) => [...Action, ...Resource])
      .filter((part) => part.includes("*") && !unavoidable(statements, part))
      .map((part) => `${is} contains the wildcard ${part}`),
  ),
  ...resourcePolicies(resources).flatMap(({ is, statements }) =>
    statements
      .filter(
        ({ Effect, Condition }) => Effect === "Allow" && !/source(account|arn)/i.test(JSON.stringify(Condition ?? [])),
      )
      .map(({ Principal }) => `${is} lets ${JSON.stringify(Principal)} in on behalf of any account`),
  ),
  ...roles(resources)
    .filter(
      ({ assumeRolePolicy }) => !/^\{"Service":"(lambda|scheduler)\.amazonaws\.com"\}$/.test(trusted(assumeRolePolicy)),
    )
    .map(({ is, assumeRolePolicy }) => `${is} may be taken on by ${trusted(assumeRolePolicy)}`),
  ...roles(resources)
    .flatMap(({ is, managedPolicyArns }) => managedPolicyArns.map((arn) => ({ is, arn })))
    .filter(({ arn }) => !arn.endsWith(":aws:policy/service-role/AWSLambdaBasicExecutionRole"))
    .map(({ is, arn }) => `${is} carries ${arn}`),
];

const trusted = (policy: unknown): string => {
  const [, principal = "nobody"] = /"Principal":(\{[^}]*\})/.exec(JSON.stringify(policy)) ?? [];
  return principal;
};

/** The one action for which AWS defines no resource. */
const unavoidable = (statements: Statement[], part: string): boolean =>
  part === "*" &&
  statements.every(({ Action, Resource }) => !Resource.includes("*") || Action.join() === "ses:GetAccount");

/** Each function may do exactly what its code can do and what Lambda does for it. */
export const accessRules = (resources: Resource[], needs: Map<string, Needs>): string[] =>
  functions(resources).flatMap(({ is, name, role }) => {
    const wanted = new Set(needs.get(is)?.actions);
    for (const { eventSourceArn, functionName, destinationConfig } of sources(resources))
      if (functionName.endsWith(`:${name}`)) {
        for (const action of polling(eventSourceArn)) wanted.add(`${action} on ${short(eventSourceArn)}`);
        if (destinationConfig !== undefined)
          wanted.add(`sqs:SendMessage on ${short(destinationConfig.onFailure.destinationArn)}`);
      }
    const given = new Set(
      roles(resources)
        .filter((one) => role.endsWith(`/${one.name}`))
        .flatMap(({ statements }) => statements)
        .flatMap(({ Action, Resource }) =>
          Action.flatMap((action) => Resource.map((arn) => `${action} on ${short(arn)}`)),
        ),
    );
    return [
      ...[...wanted].filter((action) => !given.has(action)).map((action) => `${is} lacks ${action}`),
      ...[...given].filter((action) => !wanted.has(action)).map((action) => `${is} has no use for ${action}`),
    ];
  });

const polling = (arn: string): string[] =>
  arn.includes(":sqs:")
    ? ["ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes"].map((one) => `sqs:${one}`)
    : ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map((one) => `dynamodb:${one}`);

/** An ARN in the words of needs.ts. */
const short = (arn: string): string => {
  const [, , service = "", , , rest = ""] = arn.split(":");
  if (service === "sqs") return /-(\w+)Queue-\w+$/.exec(rest)?.[1] ?? arn;
  if (service === "dynamodb")
    return rest.includes("/stream/")
      ? "the stream"
      : /\/index\/(\w+)$/.test(rest)
        ? `index ${rest.split("/").at(-1)}`
        : "the table";
  if (rest.startsWith("identity/")) return "the identity";
  if (rest.startsWith("configuration-set/")) return "the configuration set";
  return arn;
};
