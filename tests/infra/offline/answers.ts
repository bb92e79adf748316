import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What AWS would answer: just enough for SST's components to go on. Shapes follow @pulumi/aws. */
type Values = Record<string, unknown>;
export type Place = { region: string; account: string };

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Outputs of a resource that was made from `inputs`. */
export const made = (place: Place, type: string, name: string, inputs: Values): Values => {
  const { region, account } = place;
  const physical = text(inputs["name"]) ?? text(inputs["bucket"]) ?? text(inputs["configurationSetName"]) ?? name;
  const [, module = "", kind = ""] = type.split(":");
  const [service = ""] = module.split("/");
  const arn = (what: string) => `arn:aws:${service}:${region}:${account}:${what}`;
  const own = ((): Values => {
    switch (type) {
      case "aws:dynamodb/table:Table":
        return { arn: arn(`table/${physical}`), streamArn: arn(`table/${physical}/stream/2026-01-01T00:00:00.000`) };
      case "aws:sqs/queue:Queue":
        return { arn: arn(physical), url: `https://sqs.${region}.amazonaws.com/${account}/${physical}` };
      case "aws:sns/topic:Topic":
        return { arn: arn(physical) };
      case "aws:iam/role:Role":
        return { arn: `arn:aws:iam::${account}:role/${physical}` };
      case "aws:cloudwatch/logGroup:LogGroup":
        return { arn: `arn:aws:logs:${region}:${account}:log-group:${physical}` };
      case "aws:lambda/function:Function":
        return { arn: arn(`function:${physical}`), qualifiedArn: arn(`function:${physical}:1`), version: "1" };
      case "aws:lambda/functionUrl:FunctionUrl":
        return { functionUrl: `https://${name.toLowerCase()}.lambda-url.${region}.on.aws/` };
      case "aws:s3/bucket:Bucket":
        return {
          arn: `arn:aws:s3:::${physical}`,
          bucket: physical,
          bucketRegionalDomainName: `${physical}.s3.${region}.amazonaws.com`,
        };
      case "aws:cloudfront/distribution:Distribution":
        return { domainName: "d111111abcdef8.cloudfront.net", hostedZoneId: "Z2FDTNDATAQYW2", etag: "E1" };
      case "aws:sesv2/emailIdentity:EmailIdentity":
        return { dkimSigningAttributes: { tokens: ["t1", "t2", "t3"] } };
      case "aws:acm/certificate:Certificate":
        return {
          domainValidationOptions: [
            {
              domainName: inputs["domainName"],
              resourceRecordName: `_x.${text(inputs["domainName"])}.`,
              resourceRecordType: "CNAME",
              resourceRecordValue: "_y.acm-validations.aws.",
            },
          ],
        };
      case "aws:acm/certificateValidation:CertificateValidation":
        return { certificateArn: inputs["certificateArn"] };
      case "aws:cognito/userPoolClient:UserPoolClient":
        return { clientSecret: "client-secret" };
      case "random:index/randomBytes:RandomBytes":
        return { base64: Buffer.alloc(Number(inputs["length"]), 7).toString("base64") };
      case "command:local:Command":
        return { stdout: build(text(inputs["create"]), inputs) };
      default:
        return {};
    }
  })();
  return { arn: arn(`${kind.toLowerCase()}/${physical}`), name: physical, ...inputs, ...own };
};

/** The answer to a look-up. */
export const found = ({ region, account }: Place, token: string, inputs: Values): Values => {
  switch (token) {
    case "aws:index/getRegion:getRegion": {
      const asked = text(inputs["region"]) ?? region;
      return { region: asked, id: asked, name: asked };
    }
    case "aws:index/getPartition:getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: account, arn: `arn:aws:iam::${account}:root` };
    case "aws:iam/getPolicyDocument:getPolicyDocument":
      return { ...inputs, json: JSON.stringify(policy(inputs)) };
    // `sst diff` builds a site with this instead of the Command resource.
    case "command:local:run":
      return { ...inputs, stdout: build(text(inputs["command"]), inputs), stderr: "" };
    case "aws:cloudfront/getCachePolicy:getCachePolicy":
    case "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy":
      return { id: "policy" };
    default:
      throw new Error(`No answer for the look-up ${token}: add one to tests/infra/offline/answers.ts`);
  }
};

/** The pages are built for real, so that their files exist; once, as no evaluation changes them. */
const build = (command: string | undefined, inputs: Values): string => {
  const folder = text(inputs["dir"]) ?? ".";
  if (command === undefined || existsSync(join(folder, "dist"))) return "";
  const environment = Object.fromEntries(
    Object.entries(inputs["environment"] ?? {}).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  );
  return execSync(command, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
};

type Statement = {
  sid?: string;
  effect?: string;
  actions?: string[];
  resources?: string[];
  principals?: { type: string; identifiers: string[] }[];
  conditions?: { test: string; variable: string; values: string[] }[];
};

const policy = (inputs: Values) => {
  const statements: Statement[] = Array.isArray(inputs["statements"]) ? inputs["statements"] : [];
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect, actions, resources, principals, conditions }) => ({
      ...(sid === undefined ? {} : { Sid: sid }),
      Effect: effect ?? "Allow",
      Action: actions,
      Resource: resources,
      ...(principals && {
        Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])),
      }),
      ...(conditions && {
        Condition: conditions.map(({ test, variable, values }) => ({ [test]: { [variable]: values } })),
      }),
    })),
  };
};
