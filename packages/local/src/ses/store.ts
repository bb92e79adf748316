import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { EventKind } from "./fate.ts";
import { filled, type Message } from "./raw-mail.ts";
import type { Accepted, Content } from "./requests.ts";

export type NewMail = {
  messageId: string;
  at: number;
  mail: Accepted;
  /** False: kept for its events only, it never went out. */
  shown: boolean;
  events: { kind: EventKind; at: number }[];
};
export type StoredEvent = { id: number; at: number; kind: EventKind; message: Message };

/**
 * Mails and their events in the file of the local run. What mails of a template share is kept once, and the raw message is
 * made again when somebody looks: 10,000 mails of 80 kB would fill the disk of a benchmark.
 */
export type Store = {
  /** All mails and their events in one transaction. */
  add(content: Content, mails: NewMail[]): void;
  mails(to?: string): Message[];
  /** Mails in the order they were accepted, from the one after number `id`. */
  mailsAfter(id: number, limit: number): { id: number; message: Message }[];
  /** Drops everything that was sent to these addresses. */
  forget(recipients: string[]): void;
  /** Drops everything that was sent to this lead. */
  forgetLead(lead: string): void;
  dueEvents(now: number, limit: number): StoredEvent[];
  removeEvents(ids: number[]): void;
  nextEventAt(): number | undefined;
  /** Mails accepted after an instant. */
  countSince(at: number): number;
};

export const store = (db: DatabaseSync): Store => {
  db.exec(`
    create table if not exists ses_content (id integer primary key, hash text not null unique, body text not null);
    create table if not exists ses_mail (id integer primary key, message_id text not null, at integer not null,
      recipient text not null, shown integer not null, content integer not null, mail text not null);
    create index if not exists ses_mail_at on ses_mail (at);
    create index if not exists ses_mail_recipient on ses_mail (recipient);
    create table if not exists ses_event (id integer primary key, at integer not null, kind text not null, mail integer not null);
    create index if not exists ses_event_at on ses_event (at);`);
  const addContent = db.prepare("insert into ses_content (hash, body) values (?, ?) on conflict (hash) do nothing");
  const contentId = db.prepare("select id from ses_content where hash = ?");
  const addMail = db.prepare(
    "insert into ses_mail (message_id, at, recipient, shown, content, mail) values (?, ?, ?, ?, ?, ?) returning id",
  );
  const addEvent = db.prepare("insert into ses_event (at, kind, mail) values (?, ?, ?)");
  const columns =
    "m.message_id, m.at as mail_at, m.mail, c.body from ses_mail m join ses_content c on c.id = m.content";
  const all = db.prepare(`select ${columns} where m.shown = 1 order by m.id`);
  const allTo = db.prepare(`select ${columns} where m.shown = 1 and m.recipient = ? order by m.id`);
  const later = db.prepare(`select m.id, ${columns} where m.shown = 1 and m.id > ? order by m.id limit ?`);
  const dropEvents = db.prepare("delete from ses_event where mail in (select id from ses_mail where recipient = ?)");
  const dropMails = db.prepare("delete from ses_mail where recipient = ?");
  const dropContent = db.prepare("delete from ses_content where id not in (select content from ses_mail)");
  const ofLead = `select m.id from ses_mail m, json_each(m.mail, '$.tags') t
    where json_extract(t.value, '$.name') = 'lead' and json_extract(t.value, '$.value') = ?`;
  const dropEventsOf = db.prepare(`delete from ses_event where mail in (${ofLead})`);
  const dropMailsOf = db.prepare(`delete from ses_mail where id in (${ofLead})`);
  const due = db.prepare(
    `select e.id, e.at, e.kind, ${columns} join ses_event e on e.mail = m.id where e.at <= ? order by e.at, e.id limit ?`,
  );
  const remove = db.prepare("delete from ses_event where id = ?");
  const next = db.prepare("select min(at) as at from ses_event");
  const since = db.prepare("select count(*) as n from ses_mail where at > ?");
  const within = (work: () => void): void => {
    db.exec("begin immediate");
    try {
      work();
      db.exec("commit");
    } catch (error) {
      db.exec("rollback");
      throw error;
    }
  };
  return {
    add: (content, mails) =>
      within(() => {
        const body = JSON.stringify(content);
        const hash = createHash("sha256").update(body).digest("base64url");
        addContent.run(hash, body);
        const shared = Number(contentId.get(hash)?.["id"]);
        for (const { messageId, at, mail, shown, events } of mails) {
          const recipient = mail.to[0]?.toLowerCase() ?? "";
          const row = addMail.get(messageId, at, recipient, shown ? 1 : 0, shared, JSON.stringify(mail));
          for (const event of events) addEvent.run(event.at, event.kind, Number(row?.["id"]));
        }
      }),
    mails: (to) => (to === undefined ? all.all() : allTo.all(to.toLowerCase())).map(message),
    mailsAfter: (id, limit) => later.all(id, limit).map((row) => ({ id: Number(row["id"]), message: message(row) })),
    forget: (recipients) =>
      within(() => {
        for (const recipient of recipients) {
          dropEvents.run(recipient.toLowerCase());
          dropMails.run(recipient.toLowerCase());
        }
        dropContent.run();
      }),
    forgetLead: (lead) =>
      within(() => {
        dropEventsOf.run(lead);
        dropMailsOf.run(lead);
        dropContent.run();
      }),
    dueEvents: (now, limit) =>
      due.all(now, limit).map((row) => ({
        id: Number(row["id"]),
        at: Number(row["at"]),
        kind: EventKind.parse(row["kind"]),
        message: message(row),
      })),
    removeEvents: (ids) =>
      within(() => {
        for (const id of ids) remove.run(id);
      }),
    nextEventAt: () => {
      const at = next.get()?.["at"];
      return typeof at === "number" ? at : undefined;
    },
    countSince: (at) => Number(since.get(at)?.["n"]),
  };
};

const message = (row: Record<string, unknown>): Message => {
  const mail = parsed<Accepted>(row["mail"]);
  const content = parsed<Content>(row["body"]);
  return {
    messageId: String(row["message_id"]),
    at: Number(row["mail_at"]),
    mail,
    content: filled(content, mail.slots),
  };
};

/** Our own JSON, written by `add`. */
const parsed = <T>(json: unknown): T => JSON.parse(String(json));
