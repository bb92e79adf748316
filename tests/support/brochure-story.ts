import { send } from "@rekindle/core/engine/message";
import { accept, type Delivery } from "@rekindle/core/engine/payloads";
import { changeSettings } from "@rekindle/core/engine/publish";
import type { HardTimes } from "./hard-times.ts";
import type { Lab } from "./lab.ts";

export const mayumi = "mayumi@minato.example";

/**
 * A story with every kind of port call in it: a form, a mail, a click that crosses the line, a hand-off that people inside
 * and another system are told of. One who does not click gets a second mail instead.
 */
export const prepareBrochureStory = async ({ engine, template, workflow }: Lab): Promise<void> => {
  await changeSettings(engine, (settings) => ({
    ...settings,
    channels: {
      team: { kind: "slack", url: "https://chat.example/team" },
      handoff: { kind: "slack", url: "https://chat.example/handoff" },
    },
    reps: [{ id: "mori", name: "森 健太", capacityPerDay: 15, manager: false }],
  }));
  for (const id of ["thanks", "reminder"]) await template(id);
  await workflow(
    "brochure",
    `
name: Brochure
triggers: [{ kind: form, source: brochure }]
steps:
  - { id: thanks, kind: email, template: thanks }
  - { id: told, kind: webhook, url: "https://crm.example/hook", fills: { crm-id: id } }
  - id: reacted
    kind: waitUntil
    when: { event: mail.clicked, template: thanks }
    max: P5D
    then:
      - { id: hot, kind: score, signal: hot, points: 40, family: mail }
      - { id: cheer, kind: notify, channel: team, text: "{{ lead.name }} clicked" }
      - { id: over, kind: handOff, note: clicked }
    timeout:
      - { id: reminder, kind: email, template: reminder }
`,
  );
};

export const brochureForm = (email = mayumi): Delivery => ({
  source: "brochure",
  raw: "{}",
  key: { id: `form-of-${email}`, forDay: false },
  submission: {
    email,
    name: "渡辺 真由美",
    company: { key: "港物流", name: "港物流株式会社" },
    attributes: { department: "経理部" },
    tags: [],
    consent: { basis: "optIn", given: true },
    fields: {},
  },
});

export const fillIn =
  (email = mayumi) =>
  async ({ engine }: Lab) => {
    await accept(engine, brochureForm(email));
  };

/** The click comes by the queue, as the tracking page sends it. */
export const click =
  (email = mayumi, template = "thanks") =>
  async ({ engine, clock, lead }: Lab) => {
    const { id, mails } = await lead(email);
    const mail = Object.keys(mails).find((key) => mails[key]?.template === template);
    if (mail === undefined) throw new Error(`No mail ${template} to click in`);
    const at = clock.now();
    await send(engine, [
      {
        kind: "cause",
        lead: id,
        cause: {
          type: "clicked",
          id: `click:${mail}`,
          at,
          mail,
          template,
          templateVersion: 1,
          link: 1,
          url: "https://example.com/guide",
          evidence: { method: "GET", occurredAt: at },
        },
      },
    ]);
  };

export const playBrochureStory = async (times: HardTimes): Promise<void> => {
  await times.insist(fillIn());
  await times.travel("PT8H");
  await times.insist(click());
  await times.travel("P2D");
};
