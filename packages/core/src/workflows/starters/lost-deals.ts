import type { Definition } from "../definition.ts";
import { type Content, contents } from "./lost-contents.ts";
import { askedForDemo, type Both, type Language, type Starter, weekdays } from "./starter.ts";

const needs: Both = {
  ja: "失注した案件の取り込みが必要です(約3分)",
  en: "Needs lost deals, imported in about three minutes",
};

/** All reasons share one course: say something new, wait, and go by whether it was read. */
const lostDeal = ({ reason, name, about, belief, after, mails }: Content): Starter => ({
  id: `lost-${reason.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  name,
  about,
  needs,
  mails,
  definition: (mail, language): ReturnType<Starter["definition"]> => ({
    hypothesis: {
      whom: language === "ja" ? "見送った企業の担当者" : "People whose company passed",
      belief: belief[language],
      reaction: "mail.clicked",
      share: 0.15,
      within: "P30D",
    },
    triggers: [{ kind: "dealLost", reasons: [reason], after }, { kind: "manual" }],
    entry: { reentry: { after: "P180D" } },
    exits: [askedForDemo],
    window: weekdays,
    steps: steps(mail, language),
  }),
});

const steps = (mail: (number: number) => string, language: Language): Definition["steps"] => [
  {
    id: "test",
    kind: "split",
    arms: [
      { name: "mail", weight: 90 },
      { name: "holdout", weight: 10, holdout: true },
    ],
  },
  { id: "first", kind: "email", template: mail(1), onRefused: "defer" },
  { id: "pause", kind: "wait", businessDays: 4 },
  {
    id: "reacted",
    kind: "branch",
    paths: [
      {
        label: { ja: "1通目のリンクを開いた", en: "Opened a link of mail 1" },
        when: { event: "mail.clicked", template: mail(1) },
        steps: [
          { id: "interested", kind: "score", signal: "interested", points: 10, family: "mail" },
          { id: "second", kind: "email", template: mail(2) },
        ],
      },
    ],
    else: [
      { id: "later", kind: "update", set: { tags: { add: [language === "ja" ? "別の話題が必要" : "other-topic"] } } },
    ],
  },
  {
    id: "asks",
    kind: "waitUntil",
    when: { event: "form.submitted", within: "P14D" },
    max: "P14D",
    then: [
      {
        id: "hand-over",
        kind: "handOff",
        note: language === "ja" ? "失注後にフォームを送りました" : "Sent a form after the deal was lost",
      },
    ],
    timeout: [],
  },
  { id: "finished", kind: "exit", reason: "finished" },
];

export const lostDeals: Starter[] = contents.map(lostDeal);
