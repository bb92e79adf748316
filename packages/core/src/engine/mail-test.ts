import { normalise } from "../leads/address.ts";
import type { About } from "../mail/data.ts";
import { NOBODY } from "../mail/nobody.ts";
import { preview } from "../mail/render.ts";
import type { Template } from "../mail/template.ts";
import type { MailOutcome } from "../world/world.ts";
import { current } from "./catalogue.ts";
import type { Engine } from "./engine.ts";

export type TestMail = { status: "elsewhere" } | { status: "done"; to: string; subject: string; outcome: MailOutcome };

/**
 * A draft as a real mail, marked in its subject, to one of us: whoever signs in or is invited, a rep, or an address of the sender's own domain. Anybody
 * else would be mailed past the gate. Nothing of it is counted: no lead's record knows it, its links are direct.
 */
export const sendTest = async (
  engine: Engine,
  template: Template,
  about: About,
  wanted: string | undefined,
): Promise<TestMail> => {
  const { settings } = await current(engine);
  const to = normalise(wanted ?? settings.sender.address);
  if (to.status === "refused" || !(await isOurs(engine, to.address))) return { status: "elsewhere" };
  const made = preview(template, about);
  const subject = `${settings.language === "ja" ? "【テスト】" : "[Test] "}${made.subject}`;
  const [outcome = { status: "unknown", reason: "no answer" } as const] = await engine.world.mailer.send({
    from: settings.sender,
    // The finished mail as slots: whatever stands in it, nothing is filled in a second time.
    template: { id: `${template.id}@test`, subject: "{{subject}}", html: "{{html}}", text: "{{text}}" },
    mails: [
      {
        mail: "test",
        lead: NOBODY,
        to: to.address,
        slots: { subject, html: made.html, text: made.text },
        headers: [],
      },
    ],
  });
  return { status: "done", to: to.address, subject, outcome };
};

const isOurs = async (engine: Engine, address: string): Promise<boolean> => {
  const { settings } = await current(engine);
  const domainOf = (mailbox: string): string => mailbox.slice(mailbox.lastIndexOf("@") + 1).toLowerCase();
  if (domainOf(address) === domainOf(settings.sender.address)) return true;
  if (settings.reps.some(({ email }) => email?.trim().toLowerCase() === address)) return true;
  const people = await engine.world.table.listed({ in: "people", from: `${address}#`, to: `${address}#~`, limit: 1 });
  return people.items.length > 0;
};
