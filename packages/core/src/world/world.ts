/** Everything outside the domain, as ports. Two sets of adapters exist: AWS (`packages/functions/src/live`) and embedded. */
export type World = {
  clock: Clock;
  ids: Ids;
  seal: Seal;
  table: Table;
  /** Work on leads: what is due, causes, jobs. */
  queue: Queue;
  mailer: Mailer;
  outside: Outside;
  log: Log;
};

/** An instant: epoch milliseconds, UTC. ISO 8601 appears only at the edges (docs/decisions/0002). */
export type Instant = number;

export type Clock = {
  now(): Instant;
  /** Where workers may wait for their turn to send (`pacing`). Absent where somebody else moves the time. */
  wait?(ms: number): Promise<void>;
};

/** `next("lead")` → `lead_01K…`: a ULID, ordered by time. */
export type Ids = { next(prefix: string): string };

export type SealScope = "click" | "open" | "unsubscribe";

/** Secrets of the workspace, never seen by the domain. */
export type Seal = {
  /** The key of a normalised address: HMAC-SHA256, 32 hex digits. */
  addressKey(address: string): string;
  /** A signature of 22 base64url characters. */
  sign(scope: SealScope, text: string): string;
  verify(scope: SealScope, text: string, signature: string): boolean;
  /** HMAC-SHA256 in base64 under a secret that others know too: `whsec_` and base64. */
  signWith(secret: string, text: string): string;
};

export type Key = { pk: string; sk: string };

export type Item = Key & {
  /** 1, 2, 3 …: every conditional write names the one it replaces. */
  rev: number;
  /** JSON. At most 350 kB. */
  body: string;
  /** Unfinished work: the item is found by the tick from `at` on. Absent = nothing to do. */
  due?: { shard: string; at: Instant };
  /** At most one listing that the item appears in, ordered by `by`. */
  list?: { in: string; by: string };
  /** When the table may forget the item. */
  expiresAt?: Instant;
};

export type Page = { items: Item[]; next?: string };
export type DuePage = { keys: (Key & { at: Instant })[]; next?: string };

export type Write =
  | { put: Item; expect: number }
  | { remove: Key; expect: number }
  /** The item is at this revision (0: absent); nothing is written. */
  | { check: Key; expect: number };

export type Table = {
  get(key: Key, read?: "consistent"): Promise<Item | undefined>;
  /** In the order of the keys. No key twice. Any number. */
  getMany(keys: Key[], read?: "consistent"): Promise<(Item | undefined)[]>;
  /** Items of one `pk` in the order of `sk`; `from` and `to` are inclusive bounds of `sk`, `after` is the `next` of the page before. */
  query(query: {
    pk: string;
    from?: string;
    to?: string;
    descending?: boolean;
    limit: number;
    after?: string;
    read?: "consistent";
  }): Promise<Page>;
  /** Items listed in `in`, in the order of `by` (then pk, sk); bounds on `by` inclusive. */
  listed(query: {
    in: string;
    from?: string;
    to?: string;
    descending?: boolean;
    limit: number;
    after?: string;
  }): Promise<Page>;
  /** Keys of what is due in a shard from `from` up to and including `until`, earliest first. */
  due(query: { shard: string; until: Instant; from?: Instant; limit: number; after?: string }): Promise<DuePage>;
  /** Unconditional puts, for content that is the same whenever it is written again. Any number, no key twice. */
  put(items: Item[]): Promise<void>;
  /** Conditional puts, each alone: stored if the stored revision is `expect` (0: absent). No key twice. Any number. */
  commit(writes: { put: Item; expect: number }[]): Promise<("stored" | "conflict")[]>;
  /** All or none. At most 25 writes, no key twice. */
  transact(writes: Write[]): Promise<"stored" | "conflict">;
  /** Removes what is there, unconditionally. Any number. */
  remove(keys: Key[]): Promise<void>;
};

/** What backups need besides: no function of the product may read a whole table. */
export type WholeTable = Table & {
  /** Everything, in no order that may be relied upon; each item as it is when its page is read. Costs by what there is. */
  scan(query: { limit: number; after?: string }): Promise<Page>;
};

/** `delayMs` at most 15 minutes (SQS). `body` at most 200 kB. */
export type QueueMessage = { body: string; delayMs?: number };
export type Queue = {
  /** Resolves when all are stored; rejects when any is not. Any number. */
  send(messages: QueueMessage[]): Promise<void>;
};

/** What all mails of one template version share. Slots stand as `{{name}}` in each part and nothing else is substituted. */
export type MailTemplate = { id: string; subject: string; html: string; text: string };
export type Mail = {
  /** Id of the mail in its lead's record: an SES tag, `[A-Za-z0-9_-]`. */
  mail: string;
  lead: string;
  to: string;
  slots: Record<string, string>;
  headers: { name: string; value: string }[];
  /** The request that it goes back to, if it does: another SES tag. */
  trace?: string;
};
export type Sender = { name: string; address: string };
export type Mailing = { from: Sender; replyTo?: string; template: MailTemplate; mails: Mail[] };
export type MailOutcome =
  | { status: "sent"; messageId: string }
  /** Not accepted, for certain. `retry`: throttled or paused, worth another try, at `until` if that is known; else this mail can never go. */
  | { status: "refused"; reason: string; retry: boolean; until?: Instant }
  /** Nobody knows: timeout, broken connection. Recovery decides. */
  | { status: "unknown"; reason: string };

export type Mailer = {
  /** One outcome per mail, in order. Calls SES once per mail: never retries by itself. */
  send(mailing: Mailing): Promise<MailOutcome[]>;
  account(): Promise<{ ratePerSecond: number; quotaPerDay: number; sentLastDay: number }>;
};

export type Outside = {
  /** POST with a time limit. `unknown` = no answer. */
  post(request: {
    url: string;
    headers: Record<string, string>;
    body: string;
  }): Promise<{ status: number; body: string } | { status: "unknown"; reason: string }>;
};

/** One structured line per domain event: ids, never addresses or bodies. */
export type Log = (event: string, fields: Record<string, string | number | boolean>) => void;
