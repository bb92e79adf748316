import type { AttributeValue, BatchStatementRequest } from "@aws-sdk/client-dynamodb";
import type { Item, Key, Write } from "@rekindle/core/world/world";

/** Everything that spells out how an item lies in DynamoDB: attributes, statements, conditions, cursors. */
export type Attributes = Record<string, AttributeValue>;

/** The ways to write a list of assignments in PartiQL: AWS documents `SET a=? SET b=?`, dynoxide reads only `SET a=?, b=?`. */
export type Spelling = "clauses" | "commas";

export const attributesOf = ({ pk, sk, rev, body, due, list, expiresAt }: Item): Attributes => ({
  pk: { S: pk },
  sk: { S: sk },
  rev: { N: `${rev}` },
  body: { S: body },
  ...(due && { dueShard: { S: due.shard }, dueAt: { N: `${due.at}` } }),
  ...(list && { listIn: { S: list.in }, listBy: { S: list.by } }),
  // Time to live counts in seconds: never earlier than asked for.
  ...(expiresAt !== undefined && { ttl: { N: `${Math.ceil(expiresAt / 1000)}` } }),
});

export const itemOf = (attributes: Attributes): Item => ({
  pk: text(attributes, "pk"),
  sk: text(attributes, "sk"),
  rev: number(attributes, "rev"),
  body: text(attributes, "body"),
  ...(attributes["dueAt"] && { due: { shard: text(attributes, "dueShard"), at: number(attributes, "dueAt") } }),
  ...(attributes["listIn"] && { list: { in: text(attributes, "listIn"), by: text(attributes, "listBy") } }),
  ...(attributes["ttl"] && { expiresAt: number(attributes, "ttl") * 1000 }),
});

export const keyAttributes = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } });

export const dueKeyOf = (attributes: Attributes) => ({
  pk: text(attributes, "pk"),
  sk: text(attributes, "sk"),
  at: number(attributes, "dueAt"),
});

/** A statement that stores the item if the stored revision is `expect`. What the item no longer has is removed. */
export const statementOf = (table: string, item: Item, expect: number, spelling: Spelling): BatchStatementRequest => {
  const attributes = attributesOf(item);
  const names = Object.keys(attributes);
  const values = Object.values(attributes);
  if (expect === 0)
    return {
      Statement: `INSERT INTO "${table}" VALUE {${names.map((name) => `'${name}':?`).join(",")}}`,
      Parameters: values,
    };
  const { pk, sk, ...rest } = attributes;
  const set = Object.keys(rest).map((name) => `"${name}"=?`);
  const gone = optional.filter((name) => !(name in rest)).map((name) => `"${name}"`);
  const changes =
    spelling === "commas"
      ? [`SET ${set.join(", ")}`, ...(gone.length > 0 ? [`REMOVE ${gone.join(", ")}`] : [])]
      : [...set.map((assignment) => `SET ${assignment}`), ...gone.map((name) => `REMOVE ${name}`)];
  return {
    Statement: `UPDATE "${table}" ${changes.join(" ")} WHERE "pk"=? AND "sk"=? AND "rev"=?`,
    Parameters: [...Object.values(rest), { S: item.pk }, { S: item.sk }, { N: `${expect}` }],
  };
};

/** The write as an entry of a transaction. */
export const transactionEntry = (table: string, write: Write) => {
  const condition = { TableName: table, ...revisionIs(write.expect) };
  if ("put" in write) return { Put: { ...condition, Item: attributesOf(write.put) } };
  if ("remove" in write) return { Delete: { ...condition, Key: keyAttributes(write.remove) } };
  return { ConditionCheck: { ...condition, Key: keyAttributes(write.check) } };
};

export type Range = { part: string; from?: string | undefined; to?: string | undefined };

/** Key condition of a query: the part is fixed, the bounds are inclusive. Undefined: nothing can lie between them. */
export const rangeCondition = (part: string, order: string, { part: value, from, to }: Range) => {
  if (from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0)
    return undefined;
  const bounds =
    from !== undefined && to !== undefined
      ? ` AND ${order} BETWEEN :from AND :to`
      : `${from === undefined ? "" : ` AND ${order} >= :from`}${to === undefined ? "" : ` AND ${order} <= :to`}`;
  return {
    KeyConditionExpression: `${part} = :part${bounds}`,
    ExpressionAttributeValues: {
      ":part": { S: value },
      ...(from !== undefined && { ":from": { S: from } }),
      ...(to !== undefined && { ":to": { S: to } }),
    },
  };
};

/** Opaque to callers: where the next page begins, as base64url. */
export const cursorOf = (lastKey: Attributes): string => Buffer.from(JSON.stringify(lastKey)).toString("base64url");

/** Cursors come from outside: whatever cannot be read is none of ours. */
export const startOf = (cursor: string): Attributes => {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw new RangeError("Not a cursor of this listing");
  }
};

const optional = ["dueShard", "dueAt", "listIn", "listBy", "ttl"];

const revisionIs = (expect: number) =>
  expect === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "rev = :expect", ExpressionAttributeValues: { ":expect": { N: `${expect}` } } };

const text = (attributes: Attributes, name: string): string => {
  const value = attributes[name]?.S;
  if (value === undefined) throw new TypeError(`${name} is no string attribute`);
  return value;
};

const number = (attributes: Attributes, name: string): number => {
  const value = attributes[name]?.N;
  if (value === undefined) throw new TypeError(`${name} is no number attribute`);
  return Number(value);
};
