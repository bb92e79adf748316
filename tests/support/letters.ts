import * as Engine from "@rekindle/core/engine/engine";
import { type Message, send } from "@rekindle/core/engine/message";
import type { World } from "@rekindle/core/world/world";
import type { Scheduler } from "fast-check";
import type { Lab } from "./lab.ts";

export const hanako = "hanako@fuji.example";

/** Who joins the list `expo` gets the first letter after a day and the second one a day later. */
export const prepareLetters = async ({ template, workflow }: Lab): Promise<void> => {
  for (const id of ["first", "second"]) await template(id);
  await workflow(
    "letters",
    `
name: Letters
triggers: [{ kind: list, list: expo }]
steps:
  - { id: rest, kind: wait, for: P1D }
  - { id: first, kind: email, template: first }
  - { id: again, kind: wait, for: P1D }
  - { id: second, kind: email, template: second }
`,
  );
};

export const joinExpo = ({ importList }: Lab, email = hanako, company = "富士建設") =>
  importList(`会社名,e-mail\n${company},${email}\n`);

/** Another worker on the same data, with its own token, cache and view of the world. */
export const worker = ({ engine }: Pick<Lab, "engine">, change: (world: World) => Partial<World> = () => ({})) =>
  Engine.create({ ...engine.world, ...change(engine.world) }, engine.config);

/** Calls of the table and of SES happen when the scheduler says so: every interleaving of workers can come. */
export const scheduled =
  (scheduler: Scheduler) =>
  ({ table, mailer }: World): Partial<World> => {
    const later =
      <Args extends unknown[], Answer>(act: (...args: Args) => Promise<Answer>) =>
      async (...args: Args): Promise<Answer> => {
        await scheduler.schedule(Promise.resolve());
        return act(...args);
      };
    return {
      mailer: { ...mailer, send: later(mailer.send) },
      table: {
        ...table,
        get: later(table.get),
        getMany: later(table.getMany),
        put: later(table.put),
        commit: later(table.commit),
        transact: later(table.transact),
      },
    };
  };

export const look = (lead: string): { id: string; body: string } => message({ kind: "look", leads: [lead] });
export const message = (of: Message): { id: string; body: string } => ({ id: "m", body: JSON.stringify(of) });

/** Mails with that subject's template, in the order in which SES took them. */
export const lettersTo = ({ outbox }: Lab, email = hanako): string[] =>
  outbox(email).map(({ subject }) => subject.replace("のご案内", ""));

export const sendCause = ({ engine }: Lab, lead: string, cause: Extract<Message, { kind: "cause" }>["cause"]) =>
  send(engine, [{ kind: "cause", lead, cause }]);
