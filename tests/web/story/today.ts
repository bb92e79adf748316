const jst = (at: string) => new Date(`${at}+09:00`).toISOString();

/** Today as the mock-up shows it: five needs, a goal both departments agreed to, the mails of the day by hour. */
export const today = {
  month: { month: "2026-11", from: "2026-11-01", to: "2026-11-30", passed: 15, of: 19 },
  needs: [
    {
      id: "handOffsOver",
      kind: "handOffsOver",
      severity: "now",
      count: 1,
      first: {
        handoff: "handoff_1",
        lead: "lead_1",
        name: "加藤 拓也",
        company: "東海部品株式会社",
        score: 81.2,
        owner: "mori",
        dueAt: jst("2026-11-24T10:00"),
      },
      sinceAt: jst("2026-11-24T10:00"),
      next: { owner: "abe", at: jst("2026-11-24T10:30") },
    },
    {
      id: "handOffsSoon",
      kind: "handOffsSoon",
      severity: "soon",
      count: 3,
      first: {
        handoff: "handoff_7",
        lead: "lead_7",
        name: "渡辺 真由美",
        company: "港物流株式会社",
        score: 74.6,
        owner: "mori",
        dueAt: jst("2026-11-24T10:48"),
      },
      owners: [
        { owner: "mori", n: 2 },
        { owner: "abe", n: 1 },
      ],
    },
    { id: "bouncesRising", kind: "bouncesRising", severity: "look", count: 12, sent: 382, rate: 0.0314, usual: 0.006 },
    {
      id: "quiet brochure",
      kind: "sourceQuiet",
      severity: "look",
      source: "brochure",
      sinceAt: jst("2026-11-23T08:14"),
      businessDays: 1,
      usualPerDay: 9,
    },
    {
      id: "mailsFailing",
      kind: "mailsFailing",
      severity: "look",
      count: 14,
      reason: "Attribute 'industry' is not present in the rendering data",
      lead: "lead_7",
      at: jst("2026-11-24T09:05"),
    },
  ],
  well: { workflows: 9, sources: 5 },
  sent: {
    sent: 382,
    refused: 26,
    bounced: 12,
    complained: 0,
    byHour: { "09": 214, "10": 168 },
    handOffs: 3,
    usual: { bounceRate: 0.006, complaintRate: 0.0002, handOffs: 6.3 },
  },
  changes: {
    sinceAt: jst("2026-11-20T00:00"),
    handOffs: { count: 7, by: [{ workflow: "price", n: 3 }] },
    returns: {
      count: 2,
      by: [
        { reason: "tooEarly", n: 1 },
        { reason: "noBudget", n: 1 },
      ],
    },
    lost: {
      count: 3,
      by: [
        { reason: "price", n: 2, againAt: jst("2026-12-24T09:00") },
        { reason: "competitor", n: 1, againAt: jst("2027-02-22T09:00") },
      ],
    },
    won: 0,
    cooled: 5,
    optedOut: 4,
    complained: 0,
  },
};

const progress = (target: number, actual: number) => {
  const expected = (target * 15) / 19;
  return { target, actual, expected, ahead: Math.round(actual - expected) };
};
export const goals = {
  month: today.month,
  goal: {
    month: "2026-11",
    targets: { handOffs: 110, meetings: 32, wins: 12 },
    setAt: jst("2026-10-29T10:00"),
    signed: {
      marketing: { at: jst("2026-10-30T10:00"), by: "石田" },
      sales: { at: jst("2026-10-30T11:00"), by: "中村" },
    },
  },
  figures: { handOffs: 94, meetings: 21, wins: 9 },
  progress: { handOffs: progress(110, 94), meetings: progress(32, 21), wins: progress(12, 9) },
};
export const rates = { days: 90, meeting: { of: 90, n: 310, rate: 0.2903 }, win: { of: 34, n: 90, rate: 0.3778 } };

export const sending = {
  quota: { perDay: 2000, perSecond: 14, sentLastDay: 900 },
  sentToday: 382,
  planned: [10, 11, 12, 13, 14, 15, 16, 17].map((hour, n) => ({
    at: jst(`2026-11-24T${hour}:00`),
    n: [0, 93, 88, 148, 136, 118, 96, 76][n],
  })),
  whole: true,
  days: 7,
  sent: 4200,
  bounceRate: 0.006,
  complaintRate: 0.0002,
  auth: { spf: "ok", dkim: "ok", dmarc: "ok" },
};
