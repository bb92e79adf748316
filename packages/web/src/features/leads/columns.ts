/** What a row may show beside the name, and how wide: px. */
export const columns = {
  score: 84,
  stage: 148,
  mail: 128,
  inside: 200,
  owner: 104,
  tags: 160,
  lists: 140,
  email: 210,
  engaged: 112,
  created: 112,
} as const;
export type Column = keyof typeof columns;
export const allColumns: Column[] = [
  "score",
  "stage",
  "mail",
  "inside",
  "owner",
  "tags",
  "lists",
  "email",
  "engaged",
  "created",
];
const usual: Column[] = ["score", "mail", "inside", "owner", "tags", "engaged"];
const kept = "rekindle.leadColumns";

/** Those of the URL, else those that were chosen last on this machine. */
export const readColumns = (inUrl: string | undefined): Column[] => {
  const names = (inUrl ?? localStorage.getItem(kept) ?? "").split(",");
  const found = allColumns.filter((column) => names.includes(column));
  return found.length === 0 ? usual : found;
};
export const keepColumns = (chosen: Column[]): string => {
  const text = chosen.join(",");
  localStorage.setItem(kept, text);
  return text;
};
