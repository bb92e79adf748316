import type { Engine } from "@rekindle/core/engine/engine";
import { handle } from "@rekindle/core/engine/handle";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { engine } from "./live/engine.ts";

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

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => onLeadQueue(engine())(event);
