/** What was probably meant: the known word with the fewest changed letters, if at most a third of them changed. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const near = known
    .map((candidate) => ({ candidate, changes: changesBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, changes }) => changes <= Math.max(1, Math.ceil(Math.min(candidate.length, word.length) / 3)))
    .sort((a, b) => a.changes - b.changes);
  return near[0]?.candidate;
};

/** ` Did you mean "steps"?`, or nothing. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const candidate = nearest(word, known);
  return candidate === undefined ? "" : ` Did you mean "${candidate}"?`;
};

/** Levenshtein, row by row. Words are cut at 64 letters: longer ones are no typos. */
const changesBetween = (left: string, right: string): number => {
  const [a, b] = [[...left.slice(0, 64)], [...right.slice(0, 64)]];
  let row = b.map((_, index) => index + 1);
  row.unshift(0);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
};
