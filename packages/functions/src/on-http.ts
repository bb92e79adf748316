import { handle } from "hono/aws-lambda";
import { app } from "./http/app.ts";
import { isApiKey } from "./live/api-key.ts";
import { engine } from "./live/engine.ts";

export const handler = handle(app({ engine: engine(), apiKey: isApiKey(), nowWallMs: () => Date.now() }));
