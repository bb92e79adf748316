import * as Sample from "./sample/sample.ts";
import { zValidator } from "@hono/zod-validator";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import { add } from "@rekindle/core/workspace/calendar";
import { Duration } from "@rekindle/core/workspace/shapes";
import type { Instant } from "@rekindle/core/world/world";
import { Hono } from "hono";
import * as z from "zod";
import type { Drive } from "./drive.ts";
import type { Run } from "./run.ts";

export type LocalDeps = {
  run: Run;
  drive(): Drive | undefined;
  apiKey: string;
  sample: { is(): boolean; remove(): Promise<void> };
};
