import { Fragment } from "react";

/** A sentence whose `<b>…</b>` parts are set bold. Nothing else in it is markup. */
export const Rich = ({ text }: { text: string }) =>
  text
    .split(/<b>(.*?)<\/b>/)
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
    .map((part, i) => (i % 2 === 1 ? <b key={i}>{part}</b> : <Fragment key={i}>{part}</Fragment>));
