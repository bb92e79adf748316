import * as z from "zod";
import type { Resource } from "../offline/sst.ts";
import { functions } from "./kinds.ts";
import { all } from "./read.ts";

export const lambdaRules = (resources: Resource[]): string[] => {
  const kept = all(
    resources,
    "aws:cloudwatch/logGroup:LogGroup",
    z.object({ name: z.string(), retentionInDays: z.number().optional() }),
  );
  return functions(resources).flatMap(({ is, architectures, runtime, timeout, loggingConfig }) => [
    ...(architectures.join() === "arm64" ? [] : [`${is} runs on ${architectures.join()}`]),
    ...(runtime === "nodejs24.x" ? [] : [`${is} runs on ${runtime}`]),
    ...(timeout <= 300 ? [] : [`${is} may take longer than the grace of a mail allows`]),
    ...(kept.find(({ name }) => name === loggingConfig.logGroup)?.retentionInDays === undefined
      ? [`${is} keeps its logs for ever`]
      : []),
  ]);
};
