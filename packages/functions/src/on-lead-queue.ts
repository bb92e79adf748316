import type { Engine } from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { engine } from "./live/engine.ts";
import { countBatch, measured } from "./live/metrics.ts";

/** Work on leads. What failed is named, and comes again by itself. */
export const onLeadQueue =
  (engine: Engine) =>
  async ({ Records }: Pick<SQSEvent, "Records">): Promise<SQSBatchResponse> => {
    const failed = await handle(
      engine,
      Records.map(({ messageId, body }) => ({ id: messageId, body })),
    );
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  measured(async () => {
    const response = await onLeadQueue(engine())(event);
    countBatch("Leads", event.Records.length, response.batchItemFailures.length);
    return response;
  });
