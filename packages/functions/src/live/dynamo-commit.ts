import {
  BatchExecuteStatementCommand,
  type BatchStatementError,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import type { Item, Write } from "@rekindle/core/world/world";
import { type Spelling, statementOf, transactionEntry } from "./dynamo-expressions.ts";
import type { Meter } from "./dynamo-meter.ts";
import { chunks, inFlight, isThrottling, type Patience, untilDone } from "./retry.ts";

type Conditional = { put: Item; expect: number };

/**
 * The conditional writes. A write whose answer was lost is never repeated: the promise rejects, and whoever asked
 * reloads. Only a refusal that says for certain that nothing was written, throttling, is.
 */
export const conditional = (client: DynamoDBClient, table: string, meter: Meter, patience: Patience) => {
  const spelling = speller();
  const once = sendsOnce(client);

  const commitChunk = async (writes: { write: Conditional; at: number }[], outcomes: ("stored" | "conflict")[]) =>
    untilDone(patience, writes, isThrottling, async (left) => {
      const spelt = spelling.current();
      const { Responses = [], ConsumedCapacity } = await client.send(
        new BatchExecuteStatementCommand({
          Statements: left.map(({ write }) => statementOf(table, write.put, write.expect, spelt)),
          ...meter.ask,
        }),
      );
      meter.wrote("commit", ConsumedCapacity);
      if (Responses.length !== left.length) throw new Error("DynamoDB did not answer every statement");
      return left.filter(({ write, at }, index) => {
        const error = Responses[index]?.Error;
        const verdict = judge(error);
        if (verdict === "again" || (verdict === "misspelt" && write.expect !== 0 && spelling.doubt(spelt))) return true;
        if (verdict === "misspelt" || verdict === "broken")
          throw new Error(`DynamoDB refused a write: ${error?.Code}: ${error?.Message}`);
        if (write.expect !== 0) spelling.confirm(spelt);
        outcomes[at] = verdict;
        return false;
      });
    });

  return {
    commit: async (writes: Conditional[]): Promise<("stored" | "conflict")[]> => {
      await once();
      const outcomes: ("stored" | "conflict")[] = Array.from({ length: writes.length });
      const parts = chunks(
        writes.map((write, at) => ({ write, at })),
        25,
      );
      await inFlight(4, parts, (part) => commitChunk(part, outcomes));
      return outcomes;
    },
    transact: async (writes: Write[]): Promise<"stored" | "conflict"> => {
      await once();
      let outcome: "stored" | "conflict" = "stored";
      await untilDone(patience, [writes], isThrottledTransaction, async ([all = []]) => {
        try {
          const { ConsumedCapacity } = await client.send(
            new TransactWriteItemsCommand({
              TransactItems: all.map((write) => transactionEntry(table, write)),
              ...meter.ask,
            }),
          );
          meter.wrote("transact", ConsumedCapacity);
        } catch (error) {
          if (!isConflict(error)) throw error;
          outcome = "conflict";
        }
        return [];
      });
      return outcome;
    },
  };
};

const judge = (error: BatchStatementError | undefined): "stored" | "conflict" | "again" | "misspelt" | "broken" => {
  switch (error?.Code) {
    case undefined:
      return error === undefined ? "stored" : "broken";
    case "ConditionalCheckFailed":
    case "DuplicateItem":
    // Somebody's transaction holds the item: it is about to change.
    case "TransactionConflict":
      return "conflict";
    case "ProvisionedThroughputExceeded":
    case "RequestLimitExceeded":
    case "ThrottlingError":
      return "again";
    case "ValidationError":
      return "misspelt";
    default:
      return "broken";
  }
};

const reasons = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code = "None" }) => Code).filter((code) => code !== "None")
    : [];

const isConflict = (error: unknown): boolean =>
  reasons(error).some((code) => code === "ConditionalCheckFailed" || code === "TransactionConflict");

const isThrottledTransaction = (error: unknown): boolean => {
  const codes = reasons(error);
  return isThrottling(error) || (codes.length > 0 && codes.every((code) => throttled.has(code)));
};

const throttled = new Set(["ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded"]);

/** Begins with the spelling that AWS documents and learns from a refusal, which wrote nothing, whether the other is meant. */
const speller = () => {
  let current: Spelling = "clauses";
  let sure = false;
  return {
    current: () => current,
    confirm: (used: Spelling) => {
      current = used;
      sure = true;
    },
    /** Is it worth writing it the other way? Not if this one has worked, nor if both have failed: then it is the write that is wrong. */
    doubt: (used: Spelling): boolean => {
      if (!sure) current = used === "clauses" ? "commas" : "clauses";
      return used === "clauses" && current === "commas";
    },
  };
};

/** Refuses a client that repeats by itself; asked once. */
const sendsOnce = (client: DynamoDBClient) => {
  let checked = false;
  return async () => {
    if (checked) return;
    if ((await client.config.maxAttempts()) !== 1)
      throw new Error("The table needs a client with maxAttempts: 1 (dynamo-setup.ts makes one)");
    checked = true;
  };
};
