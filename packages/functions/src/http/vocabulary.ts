import { vocabulary as readVocabulary } from "@rekindle/core/engine/vocabulary";
import { Hono } from "hono";
import type { Env } from "./env.ts";

/** What conditions and steps may name: fields, events, tags, mails, and how many leads have each. */
export const vocabulary = new Hono<Env>().get("/", async (c) => c.json(await readVocabulary(c.var.engine)));
