import type { Engine } from "@rekindle/core/engine/engine";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { engine } from "./live/engine.ts";

/** What SES says about mails. */
export const onMailEvent =
  (engine: Engine) =>
  async ({ Records }: Pick<SQSEvent, "Records">): Promise<SQSBatchResponse> => {
    const failed = await handleMailEvents(
      engine,
      Records.map(({ messageId, body }) => ({ id: messageId, body })),
    );
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => onMailEvent(engine())(event);
