import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * Lets the client write and read JSON as it is. DynamoDB's own shape is the wire's, but for binary values and dates, and an item
 * here has neither; the SDK walks each value by its schema and writes it character by character, which is a quarter of the CPU
 * of a request. Where a later SDK keeps its JSON elsewhere, it goes on in its own way.
 */
export const plainJson = (client: DynamoDBClient): void => {
  const protocol: object = client.config.protocol;
  if ("serializer" in protocol && "deserializer" in protocol) Object.assign(protocol, { serializer, deserializer });
};

/** The SDK asks for the text directly after it gave the value. */
const serializer = (() => {
  let text = "";
  return {
    setSerdeContext: () => undefined,
    write: (_schema: unknown, value: unknown) => {
      text = JSON.stringify(value);
    },
    flush: () => text,
  };
})();

const deserializer = {
  setSerdeContext: () => undefined,
  read: async (_schema: unknown, bytes: Uint8Array): Promise<unknown> =>
    JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()),
};
