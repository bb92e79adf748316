/** Header → what a person said that its column is about; null: leave it out. Headers that are not named are recognised. */
export type Chosen = Readonly<Record<string, string | null>>;

export const choiceOf = (chosen: Chosen, header: string): string | null | undefined =>
  Object.hasOwn(chosen, header) ? chosen[header] : undefined;

/** Columns that we put into a file of bad rows: a mended file comes back with them. */
export const lineHeader = "Rekindle line";
export const reasonHeader = "Rekindle reason";
export const isOurs = (header: string): boolean => header === lineHeader || header === reasonHeader;
