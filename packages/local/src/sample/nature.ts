import { spread } from "@rekindle/core/workflows/split";
import type { Instant } from "@rekindle/core/world/world";
import type { Fate } from "../ses/fate.ts";
import { type Act, type Planned, pageView } from "./act.ts";
import { cast, isMember, isScripted } from "./cast.ts";
import { awake, DAY_MS, HOUR_MS, workingHour } from "./time.ts";

export type Nature = "ignorer" | "reader" | "clicker" | "seminarGoer" | "buyer" | "optOut" | "bouncer";

const shares: [Nature, number][] = [
  ["ignorer", 0.3],
  ["reader", 0.26],
  ["clicker", 0.17],
  ["seminarGoer", 0.1],
  ["buyer", 0.08],
  ["optOut", 0.05],
  ["bouncer", 0.04],
];

/** The same for the same address, always. */
export const natureOf = (email: string): Nature => {
  let at = spread(`nature/${email}`);
  for (const [nature, share] of shares) {
    if (at < share) return nature;
    at -= share;
  }
  return "ignorer";
};

/** What becomes of a mail to this address: a share of the sample's addresses is gone. */
export const fateOf = (to: string): Fate =>
  isMember(to) && !isScripted(to) && natureOf(to) === "bouncer" ? "bounce" : "deliver";

/** A mail as its reader sees it; `mail` names it within its lead. */
export type Letter = {
  email: string;
  mail: string;
  at: Instant;
  links: string[];
  pixel: string | undefined;
  unsubscribe: string | undefined;
};

/** What its reader does with a mail: decided by address and mail, so that the same mail has the same effect after a restart. */
export const reactions = (letter: Letter): Planned[] =>
  isScripted(letter.email) ? scripted(letter) : byNature(letter, natureOf(letter.email));

const byNature = (letter: Letter, nature: Nature): Planned[] => {
  switch (nature) {
    case "bouncer":
      return [];
    case "ignorer":
      return [...opened(letter, 0.15)];
    case "reader":
      return [...opened(letter, 0.8), ...clicked(letter, 0.12)];
    case "clicker":
      return [...opened(letter, 0.9), ...clicked(letter, 0.5), ...browsed(letter, 0.3, ["/pricing", "/case"])];
    case "seminarGoer":
      return [...opened(letter, 0.9), ...clicked(letter, 0.4), ...learned(letter, 0.3)];
    case "buyer":
      return [
        ...opened(letter, 1),
        ...clicked(letter, 0.75),
        ...browsed(letter, 0.55, ["/pricing", "/case/foods-three-people", "/reports/benchmark-2026"]),
        ...asked(letter, 0.22, "brochure"),
        ...asked(letter, 0.08, "demo"),
      ];
    case "optOut":
      return [...opened(letter, 0.7), ...refused(letter, 0.45)];
    default:
      return nature satisfies never;
  }
};

const chance = ({ email, mail }: Letter, what: string): number => spread(`${what}/${email}/${mail}`);
/** Most read within hours, some after a day or two. */
const readAt = (letter: Letter): Instant =>
  awake(letter.at + (0.2 + chance(letter, "when") ** 2 * 30) * HOUR_MS, `${letter.email}/${letter.mail}`);
const later = (letter: Letter, what: string, days: number): Instant =>
  awake(readAt(letter) + (0.1 + chance(letter, `${what}/when`) * days) * DAY_MS, `${what}/${letter.email}`);

const opened = (letter: Letter, share: number): Planned[] =>
  letter.pixel !== undefined && chance(letter, "open") < share
    ? [{ at: readAt(letter), act: { do: "open", path: letter.pixel } }]
    : [];

const clicked = (letter: Letter, share: number): Planned[] => {
  if (chance(letter, "click") >= share) return [];
  const [first, second] = letter.links;
  const acts = (path: string | undefined, afterMs: number): Planned[] =>
    path === undefined
      ? []
      : [{ at: readAt(letter) + afterMs, act: { do: "click", path, email: letter.email, follow: true } }];
  return [...acts(first, 60_000), ...(chance(letter, "second") < 0.25 ? acts(second, 6 * 60_000) : [])];
};

const browsed = (letter: Letter, share: number, paths: string[]): Planned[] =>
  paths
    .filter((path) => chance(letter, `browse${path}`) < share)
    .map((path) => ({ at: later(letter, path, 2), act: pageView(letter.email, path) }));

const asked = (letter: Letter, share: number, source: string): Planned[] =>
  chance(letter, source) < share
    ? [{ at: later(letter, source, 3), act: { do: "form", source, email: letter.email } }]
    : [];

const learned = (letter: Letter, share: number): Planned[] =>
  chance(letter, "seminar") < share ? attendance(letter.email, later(letter, "seminar", 2), letter.mail) : [];

/** Registers for a seminar; most of those who do come. */
export const attendance = (email: string, at: Instant, key: string): Planned[] => {
  const act = (name: string): Act => ({ do: "track", email, name, properties: { title: "電帳法セミナー" } });
  const day = workingHour(at + (4 + Math.floor(spread(`day/${email}/${key}`) * 6)) * DAY_MS, 15);
  return [
    { at, act: { do: "form", source: "seminar", email } },
    ...(spread(`attends/${email}/${key}`) < 0.7 ? [{ at: day, act: act("seminar.attended") }] : []),
  ];
};

const refused = (letter: Letter, share: number): Planned[] =>
  letter.unsubscribe !== undefined && chance(letter, "optOut") < share
    ? [{ at: readAt(letter) + 120_000, act: { do: "optOut", path: letter.unsubscribe } }]
    : [];

/** 渡辺 真由美 opens a link of each mail of her workflow, as in the pictures. */
const scripted = ({ email, mail, at, links, pixel }: Letter): Planned[] => {
  const after = { hello: 100 * 60_000, warm: 25 * HOUR_MS + 80 * 60_000 }[
    /^e\d+-(hello|warm)-\d+$/.exec(mail)?.[1] ?? ""
  ];
  const [first] = links;
  if (email !== cast.watanabe.email || after === undefined || first === undefined) return [];
  return [
    ...(pixel === undefined ? [] : [{ at: at + after - 60_000, act: { do: "open", path: pixel } as const }]),
    { at: at + after, act: { do: "click", path: first, email, follow: false } },
  ];
};
