import { Fragment, type ReactNode } from "react";

/** A text of the book with parts in it: `t(key, slots("what", "points"))`, then each `[[what]]` is its part. */
export const Sentence = ({ text, parts }: { text: string; parts: Record<string, ReactNode> }) =>
  text.split(/\[\[(\w+)\]\]/).map((piece, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never move
    i % 2 === 1 ? <Fragment key={i}>{parts[piece]}</Fragment> : <span key={i}>{piece}</span>,
  );

export const slots = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `[[${name}]]`]));
