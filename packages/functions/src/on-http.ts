import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { app } from "./http/app.ts";
import { isApiKey } from "./live/api-key.ts";
import { config } from "./live/config.ts";
import { engine } from "./live/engine.ts";
import { limits } from "./live/limits.ts";
import { pointLinksTo } from "./live/links.ts";
import { fromRouter, viewerOf } from "./live/origin.ts";
import { signIn } from "./live/sign-in.ts";

const people = signIn();
const serve = handle(
  app({
    engine: engine(),
    apiKey: isApiKey(),
    nowWallMs: () => Date.now(),
    from: (c) => viewerOf(c.req.raw.headers),
    limits: limits(),
    ...(people === undefined ? {} : { signIn: people }),
  }),
);
const isFromRouter = fromRouter(config().REKINDLE_ORIGIN_SECRET);

/** Lives as long as the process; tried again after a failure. */
let pointed = false;

export const handler = async (event: LambdaEvent, context?: LambdaContext) => {
  if (!isFromRouter(event.headers)) return { statusCode: 403, body: "Forbidden" };
  if (!pointed) await pointLinksTo(engine(), config().REKINDLE_URL);
  pointed = true;
  return serve(event, context);
};
