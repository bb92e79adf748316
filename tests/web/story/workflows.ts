const definition = {
  name: { ja: "価格で失注した案件の再活性化", en: "Deals lost on price" },
  hypothesis: {
    whom: "経理部門",
    belief: "利益率を気にしている",
    reaction: "mail.clicked",
    share: 0.15,
    within: "P30D",
  },
  triggers: [{ kind: "dealLost", reasons: ["price"], after: "P30D" }, { kind: "manual" }],
  entry: { when: { field: "fit", gte: 10 }, reentry: { after: "P180D" } },
  exits: [{ when: { event: "form.submitted", source: "demo" }, reason: "asked-for-demo" }],
  window: { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00", holidays: "skip" },
  steps: [
    { id: "hello", kind: "email", template: "price-1" },
    { id: "wait-1", kind: "wait", for: "P3D" },
    {
      id: "reacted",
      kind: "branch",
      paths: [
        {
          when: { event: "mail.clicked", template: "price-1" },
          steps: [
            { id: "score-1", kind: "score", signal: "interested", points: 10, family: "mail" },
            { id: "mail-2", kind: "email", template: "price-2-warm" },
          ],
        },
      ],
      else: [{ id: "mail-2-cold", kind: "email", template: "price-2-cold", onRefused: "skip" }],
    },
    {
      id: "await-form",
      kind: "waitUntil",
      when: { event: "form.submitted", source: "brochure" },
      max: "P14D",
      then: [{ id: "hand-off-1", kind: "handOff", note: "資料請求がありました" }],
      timeout: [{ id: "update-1", kind: "update", set: { tags: { add: ["別の話題が必要"] } } }],
    },
    {
      id: "test",
      kind: "split",
      arms: [
        { name: "report", weight: 45, steps: [{ id: "mail-report", kind: "email", template: "benchmark" }] },
        { name: "case-study", weight: 45, steps: [{ id: "mail-case", kind: "email", template: "case-study" }] },
        { name: "holdout", weight: 10, holdout: true },
      ],
    },
    { id: "wait-2", kind: "wait", until: { weekday: "tue", at: "10:00" } },
    { id: "wait-3", kind: "wait", businessDays: 5 },
    { id: "notify-1", kind: "notify", channel: "slack:#inside-sales", text: "{{ lead.name }} finished" },
    { id: "exit-1", kind: "exit", reason: "finished" },
  ],
};

const step = (id: string, entered: number, waiting = 0, sent = 0, refused = 0, clicked = 0, handedOff = 0) => ({
  id,
  entered,
  waiting,
  sent,
  refused,
  delivered: sent,
  clicked,
  handedOff,
});

export const workflow = {
  id: "price",
  name: definition.name,
  state: "running",
  version: 3,
  draft: definition,
  published: definition,
  problems: [],
};
export const report = {
  versions: [
    { version: 2, entered: 96, left: { finished: 80, handedOff: 16 }, steps: [step("hello", 96, 0, 96, 0, 12)] },
    {
      version: 3,
      entered: 412,
      left: { finished: 149, handedOff: 43, optedOut: 21, dealOpened: 17, bounce: 8, "asked-for-demo": 6 },
      steps: [
        step("hello", 412, 9, 389, 14, 80),
        step("wait-1", 384, 31),
        step("reacted", 349),
        step("score-1", 74),
        step("mail-2", 74, 0, 73, 1, 31),
        step("mail-2-cold", 275, 5, 254, 16, 22),
        step("await-form", 343, 64),
        step("hand-off-1", 19, 0, 0, 0, 0, 19),
        step("update-1", 218),
        step("test", 218),
        step("mail-report", 98, 0, 95, 3, 18),
        step("mail-case", 97, 0, 93, 4, 11),
        step("wait-2", 218, 18),
        step("wait-3", 200, 41),
        step("notify-1", 149),
        step("exit-1", 149),
      ],
    },
  ],
};
const learned = (verdict: string, of: number, n: number, expected: number, needed: number | null = null) => ({
  whom: { of, n, share: of / n, interval: { low: 0, high: 1 }, verdict, needed },
  others: { of: 0, n: 0, share: null, interval: { low: 0, high: 1 }, verdict: "early", needed: null },
  expected,
  reaction: "mail.clicked",
  waiting: 0,
  tellsAt: null,
});
export const workflows = [
  {
    id: "price",
    name: definition.name,
    state: "running",
    version: 3,
    inside: 168,
    problems: 0,
    handOffs30: 14,
    hypothesis: learned("held", 52, 248, 0.15),
  },
  {
    id: "dormant",
    name: { ja: "休眠90日の掘り起こし", en: "Dormant 90 days" },
    state: "running",
    version: 1,
    inside: 1204,
    problems: 1,
    handOffs30: 9,
    hypothesis: learned("early", 30, 180, 0.15, 240),
  },
  {
    id: "seminar",
    name: { ja: "電帳法セミナー参加後", en: "After the e-records seminar" },
    state: "running",
    version: 2,
    inside: 96,
    problems: 0,
    handOffs30: 11,
    hypothesis: learned("notHeld", 10, 122, 0.2),
  },
  {
    id: "competitor",
    name: { ja: "競合の更新月の前に", en: "Before the competitor's renewal" },
    state: "paused",
    version: 1,
    inside: 12,
    problems: 0,
  },
  {
    id: "brochure",
    name: { ja: "資料請求のあと", en: "After a brochure request" },
    state: "draft",
    version: null,
    inside: 0,
    problems: 0,
  },
];
