/** Secrets that were made in this tab: the server tells them once, and they are shown until the page is loaded anew. */
const known = new Map<string, { secret: string; path: string }>();

export const remember = (source: string, made: { secret: string; path: string }): void => {
  known.set(source, made);
};
export const freshOf = (source: string): { secret: string; path: string } | undefined => known.get(source);
