import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";

/** Units that one request consumed, indexes included. */
export type Capacity = { operation: string; read: number; write: number };

export type Meter = {
  /** Part of every request: asks for the units, if anybody wants to know. */
  ask: { ReturnConsumedCapacity?: "TOTAL" };
  read(operation: string, consumed: Consumed): void;
  wrote(operation: string, consumed: Consumed): void;
};

type Consumed = ConsumedCapacity | ConsumedCapacity[] | undefined;

export const meter = (onCapacity?: (capacity: Capacity) => void): Meter => ({
  ask: onCapacity ? { ReturnConsumedCapacity: "TOTAL" } : {},
  read: (operation, consumed) => onCapacity?.({ operation, read: units(consumed), write: 0 }),
  wrote: (operation, consumed) => onCapacity?.({ operation, read: 0, write: units(consumed) }),
});

const units = (consumed: Consumed): number =>
  [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
