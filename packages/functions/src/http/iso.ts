/**
 * Instants leave as ISO 8601 UTC. A field of ours holds one if its name says so: `at`, `until`, or an ending in `At` or
 * `Until`. What people filled in themselves is left as it is, whatever it is called.
 */
export const outward = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(outward);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (theirs.has(name)) return [name, inner];
      return [name, typeof inner === "number" && isInstant(name) ? iso(inner) : outward(inner)];
    }),
  );
};

export const iso = (at: number): string => new Date(at).toISOString();

const isInstant = (name: string): boolean => /^(at|until)$|[a-z](At|Until)$/.test(name);
const theirs = new Set(["attributes", "properties", "fields", "chips"]);
