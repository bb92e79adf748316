import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { record } from "./monitor.ts";

const [main, stack] = process.argv.slice(2);
if (main === undefined || stack === undefined) throw new Error("program.ts <main> <organization/app/stage>");
const [, app = "", stage = ""] = stack.split("/");
const result = process.env["INFRA_RESULT"];
if (result === undefined) throw new Error("INFRA_RESULT says where the recording goes");

await record(
  { platform: dirname(main), app, stage, region: process.env["SST_AWS_REGION"] ?? "ap-northeast-1", result },
  async () => (await import(pathToFileURL(main).href)).default,
);
