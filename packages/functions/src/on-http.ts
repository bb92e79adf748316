import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { app } from "./http/app.ts";
import { isApiKey } from "./live/api-key.ts";
import { config } from "./live/config.ts";
import { engine } from "./live/engine.ts";
import { fromRouter } from "./live/origin.ts";

const serve = handle(app({ engine: engine(), apiKey: isApiKey(), nowWallMs: () => Date.now() }));
const isFromRouter = fromRouter(config().REKINDLE_ORIGIN_SECRET);

export const handler = async (event: LambdaEvent, context?: LambdaContext) =>
  isFromRouter(event.headers) ? serve(event, context) : { statusCode: 403, body: "Forbidden" };
