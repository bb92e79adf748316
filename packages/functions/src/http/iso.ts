/** Instants leave as ISO 8601 UTC. A field holds one if its name says so: `at`, `until`, or an ending in `At` or `Until`. */
export const outward = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(outward);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === "number" && isInstant(name) ? iso(inner) : outward(inner),
    ]),
  );
};

export const iso = (at: number): string => new Date(at).toISOString();

const isInstant = (name: string): boolean => /^(at|until)$|[a-z](At|Until)$/.test(name);
