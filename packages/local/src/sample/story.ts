import { spread } from "@rekindle/core/workflows/split";
import { type Act, type Planned, pageView } from "./act.ts";
import { arrival } from "./arrive.ts";
import { cast, type Person, person } from "./cast.ts";
import { deal, lostReason } from "./colleagues.ts";
import { lists } from "./company.ts";
import { awake, DAY_MS, HISTORY, jst, START } from "./time.ts";

/** How many of the made-up people are there when a new user first looks. */
export const EARLIER = 111;
const AT_EXPO = 26;
const BY_CARD = 30;

/** The company's half year until the first look, and the days after it in which 渡辺 真由美 crosses the line. */
export const story = (): Planned[] => [
  ...lots(),
  ...deals(),
  ...watanabe(),
  ...others(),
  ...readers(),
  { at: HISTORY, act: { do: "desk" } },
  { at: START + DAY_MS / 4, act: { do: "arrive", n: EARLIER } },
];

const lots = (): Planned[] => {
  const { watanabe, matsumoto, ...rest } = cast;
  const emails = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, n) => person(from + n).email);
  const among = Object.values(rest).map(({ email }) => email);
  return [
    list("2026-05-14T10:00", lists.expo, [watanabe.email, matsumoto.email, ...emails(0, AT_EXPO)]),
    list("2026-08-14T10:00", lists.cards, [...among, ...emails(AT_EXPO, AT_EXPO + BY_CARD)]),
    ...Array.from({ length: EARLIER - AT_EXPO - BY_CARD }, (_, k) => k + AT_EXPO + BY_CARD).flatMap((n) => {
      const span = START - DAY_MS - HISTORY;
      const at = awake(
        HISTORY + ((n - AT_EXPO - BY_CARD + spread(`came/${n}`)) / (EARLIER - AT_EXPO - BY_CARD)) * span,
        `${n}`,
      );
      return arrival(n, at);
    }),
  ];
};

/** Deals of the spring and summer. Most were lost, most of those on price, a month or two ago. */
const deals = (): Planned[] =>
  Array.from({ length: 24 }, (_, n) => n).flatMap((n) => {
    const who = person(n);
    const opened = jst("2026-06-08T11:00") + (n * 3 + spread(`opened/${n}`) * 2) * DAY_MS;
    const closed = jst("2026-09-21T16:00") + (n * 3 + spread(`closed/${n}`)) * DAY_MS;
    const owner = n % 2 === 0 ? "ono" : "abe";
    const id = `deal_D${1066 + n}`;
    const end =
      n % 8 === 5
        ? ({ stage: "won" } as const)
        : ({ stage: "lost", lostReason: n % 4 !== 3 ? "price" : lostReason(`${n}`) } as const);
    return [
      { at: opened, act: deal(id, who, owner, { stage: "提案" }) },
      { at: closed, act: deal(id, who, owner, end) },
    ];
  });

/** Those whose cards were taken read the white paper in autumn, until nobody comes by it any more. */
const readers = (): Planned[] =>
  Array.from({ length: 10 }, (_, n) => ({
    at: awake(jst("2026-08-31T14:00") + n * 4 * DAY_MS, `reader/${n}`),
    act: { do: "form", source: "whitepaper", email: person(AT_EXPO + n * 3).email },
  }));

const watanabe = (): Planned[] => {
  const { email } = cast.watanabe;
  const open = deal("deal_D1092", cast.watanabe, "ono", { stage: "提案", amount: 3_600_000 });
  const lost = deal("deal_D1092", cast.watanabe, "ono", {
    stage: "lost",
    lostReason: "price",
    competitor: "B社",
    amount: 3_600_000,
  });
  return [
    on("2026-06-02T10:20", form(cast.watanabe, "brochure")),
    on("2026-06-02T14:30", {
      do: "call",
      email,
      by: "ono",
      outcome: "reached",
      chips: {},
      note: "費用を比べたいとのこと。来週、提案に伺う。",
    }),
    on("2026-06-15T11:00", open),
    on("2026-10-08T17:20", lost),
    on("2026-11-19T11:05", pageView(email, "/reports/benchmark-2026")),
    on("2026-11-24T15:46", pageView(email, "/pricing")),
    on("2026-11-25T09:31", pageView(email, "/case/logistics")),
  ];
};

/** The rest of the queue in the pictures: one overdue, one promised, the others waiting since this morning or Friday. */
const others = (): Planned[] => {
  const { matsumoto, kato, kobayashi, tanaka, sato, takahashi, inoue, yoshida } = cast;
  const seminar = ({ email }: Person, name = "seminar.attended"): Act => {
    const properties = { title: "電帳法セミナー" };
    return { do: "track", email, name, properties };
  };
  const note = "役員会のあと、11時ごろ折り返してほしいとのこと。";
  return [
    on("2026-11-10T15:00", seminar(matsumoto)),
    on("2026-11-20T13:10", pageView(matsumoto.email, "/case/logistics")),
    on("2026-11-18T09:30", pageView(kato.email, "/case")),
    on("2026-11-18T09:42", form(kato, "demo")),
    on("2026-11-16T11:20", pageView(kobayashi.email, "/pricing")),
    on("2026-11-17T13:05", form(kobayashi, "brochure")),
    on("2026-11-18T10:30", { do: "call", email: kobayashi.email, by: "abe", outcome: "willCall", chips: {}, note }),
    on("2026-11-12T10:10", pageView(tanaka.email, "/pricing")),
    on("2026-11-18T16:20", pageView(tanaka.email, "/pricing")),
    on("2026-11-20T16:46", form(tanaka, "demo")),
    on("2026-11-20T17:00", assign(tanaka)),
    on("2026-11-09T11:00", seminar(sato, "seminar.registered")),
    on("2026-11-18T15:00", seminar(sato)),
    on("2026-11-20T12:20", pageView(sato.email, "/case")),
    on("2026-11-20T17:55", pageView(sato.email, "/pricing")),
    on("2026-11-20T17:58", assign(sato)),
    on("2026-08-25T11:00", deal("deal_D1090", takahashi, "abe", { stage: "見積" })),
    on("2026-09-30T15:00", deal("deal_D1090", takahashi, "abe", { stage: "lost", lostReason: "timing" })),
    on("2026-11-19T17:40", pageView(takahashi.email, "/pricing")),
    on("2026-11-20T09:15", pageView(takahashi.email, "/reports/benchmark-2026")),
    on("2026-11-20T09:40", pageView(takahashi.email, "/case")),
    on("2026-11-24T09:05", pageView(takahashi.email, "/pricing/light")),
    on("2026-11-24T09:20", form(inoue, "brochure")),
    on("2026-11-24T09:22", assign(inoue)),
    on("2026-11-16T18:10", pageView(yoshida.email, "/pricing")),
    on("2026-11-19T19:30", pageView(yoshida.email, "/case")),
    on("2026-11-20T08:50", pageView(yoshida.email, "/reports/benchmark-2026")),
    on("2026-11-24T09:40", pageView(yoshida.email, "/pricing")),
  ];
};

const on = (moment: string, act: Act): Planned => ({ at: jst(moment), act });
const list = (moment: string, name: string, emails: string[]): Planned =>
  on(moment, { do: "list", list: name, emails });
const form = ({ email }: Person, source: string): Act => ({ do: "form", source, email });
/** The manager gives it to 森 健太, whose screen the user looks at. */
const assign = ({ email }: Person): Act => ({ do: "assign", email, owner: "mori" });
