/** The methods that a path takes: what tells a wrong method from a wrong path. */
export const methodsAt = (routes: readonly { method: string; path: string }[], path: string): string[] => [
  ...new Set(
    routes
      .filter(({ method, path: pattern }) => method !== "ALL" && matches(pattern, path))
      .flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method])),
  ),
];

const matches = (pattern: string, path: string): boolean => {
  const parts = partsOf(pattern);
  const given = partsOf(path);
  return (
    parts.length === given.length &&
    parts.every((part, index) => (part.startsWith(":") ? given[index] !== "" : part === given[index]))
  );
};
const partsOf = (path: string): string[] => path.replace(/(.)\/$/, "$1").split("/");
