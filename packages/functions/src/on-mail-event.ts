import type { Engine } from "@rekindle/core/engine/engine";
import { handleMailEvents } from "@rekindle/core/engine/mail-events";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { engine } from "./live/engine.ts";
import { countBatch, measured } from "./live/metrics.ts";

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

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  measured(async () => {
    const response = await onMailEvent(engine())(event);
    countBatch("MailEvents", event.Records.length, response.batchItemFailures.length);
    return response;
  });
