/** Numbers of a stream grow within a shard; those of DynamoDB have up to 40 digits. */
export const isAfter = (seq: string, last: string | undefined): boolean =>
  last === undefined || seq.length > last.length || (seq.length === last.length && seq > last);
