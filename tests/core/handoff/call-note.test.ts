import { chipsIn, readNote } from "@rekindle/core/handoff/call-note";
import { defaultPhrases, PhraseList } from "@rekindle/core/handoff/phrases";
import { describe, expect, test } from "vitest";

const chips = (note: string) => chipsIn(readNote(note, defaultPhrases));

describe("a call note in Japanese", () => {
  test.each([
    ["比較表がほしいとのこと。", { interest: true }],
    ["予算はまだ取れていない", { budget: false }],
    ["予算は、まだ取れていません。", { budget: false }],
    ["来期の予算は確保できている", { budget: true }],
    ["予算がない", { budget: false }],
    ["予算がないわけではない", { budget: true }],
    ["予算が取れていないわけではない", { budget: true }],
    ["予算の見込みはありません", { budget: false }],
    ["予算はまだ取れていないが、決裁権は持っている", { budget: false, authority: true }],
    ["決裁権はなく、部長に相談とのこと", { authority: false }],
    ["今は必要ないとのこと", { need: false }],
    ["今の仕組みで間に合っている", { need: false }],
    ["月末の手間がかかって困っている", { need: true }],
    ["興味はあるが、来年以降になりそう", { interest: true, timing: "later" }],
    ["あまり関心は高くない様子", { interest: false }],
    ["３ヶ月以内に決めたい", { timing: "within3m" }],
    ["予算が取れたので問題ない", { budget: true }],
  ])("%s", (note, expected) => {
    expect(chips(note)).toEqual(expected);
  });

  test("a question, a condition and a bare name say nothing", () => {
    for (const note of [
      "予算はありますか?と聞いた",
      "予算が取れたら連絡をもらう",
      "来期予算の時期を聞いた",
      "予算が取れるか分からない",
    ])
      expect(chips(note)).toEqual({});
  });
});

describe("a call note in English", () => {
  test.each([
    ["They have a budget of 3M and are keen.", { budget: true, interest: true }],
    ["No budget this year", { budget: false }],
    ["The budget is not approved yet", { budget: false }],
    ["Not interested", { interest: false }],
    ["Does not need it", { need: false }],
    ["She is the decision maker, wants to start next month", { authority: true, timing: "within3m" }],
    ["He has no time but is interested", { interest: true }],
    ["Indeed painted a picture", {}],
    ["Do they have a budget?", {}],
  ])("%s", (note, expected) => {
    expect(chips(note)).toEqual(expected);
  });
});

test("a reading tells where in the note its words stand, also after wide characters", () => {
  const note = "📞ＯＫ。予算はまだ取れていない。Ｉｎｔｅｒｅｓｔｅｄ";
  const readings = readNote(note, defaultPhrases);
  expect(readings).toEqual([
    {
      phrase: "予算はまだ取れていない",
      from: note.indexOf("予算"),
      to: note.indexOf("。Ｉ"),
      chip: "budget",
      value: false,
      negated: true,
    },
    expect.objectContaining({ phrase: "Ｉｎｔｅｒｅｓｔｅｄ", chip: "interest", value: true, negated: false }),
  ]);
  for (const { phrase, from, to } of readings) expect(note.slice(from, to)).toBe(phrase);
});

test("what is said last of a thing holds", () => {
  expect(chips("予算は取れていない。いや、来月の予算は確保した")).toMatchObject({ budget: true });
});

test("a note without anything known says nothing, however long it is", () => {
  expect(readNote("あ".repeat(10_000), defaultPhrases)).toEqual([]);
});

test("a workspace's own list is read the same way", () => {
  const own = PhraseList.parse([{ text: "稟議…通", chip: "budget", value: true }]);
  expect(chipsIn(readNote("稟議は通りました", own))).toEqual({ budget: true });
  expect(chipsIn(readNote("稟議がまだ通っていない", own))).toEqual({ budget: false });
  expect(PhraseList.safeParse([{ text: "年内", chip: "timing", value: true }]).success).toBe(false);
});

test("the list that ships is valid and says nothing twice", () => {
  expect(PhraseList.parse(defaultPhrases)).toEqual(defaultPhrases);
  expect(new Set(defaultPhrases.map(({ text }) => text)).size).toBe(defaultPhrases.length);
});
