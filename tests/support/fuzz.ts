import * as fc from "fast-check";

/** `npm run fuzz` sets both; `npm test` runs few cases, of the same seed each time. */
const times = Number(process.env["FUZZ_TIMES"] ?? "1");
const seed = Number(process.env["FUZZ_SEED"] ?? "20261124");

/** So many cases in `npm test`; more in `npm run fuzz`. A failure prints its seed and the smallest case. */
export const runs = (usual: number): { numRuns: number; seed: number } => ({ numRuns: usual * times, seed });

/** Text that breaks readers: long, of other alphabets, lone surrogates, controls, names that are something to JavaScript. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(
    ...[
      "",
      " ",
      "\0",
      "\uD800",
      "\uFEFF",
      "\u202E",
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
    ],
    ...[
      "null",
      "NaN",
      "-1",
      "1e400",
      "0x7f",
      "9".repeat(400),
      "../../etc/passwd",
      "..%2f..%2f",
      "%",
      "%zz",
      "%00",
      "#",
    ],
    ...[
      "a@example.com",
      "lead_1",
      "{{ lead.name }}",
      "{% for a in (1..999999999) %}",
      "<script>",
      "' OR 1=1 --",
      "P99999Y",
    ],
    ...["2026-02-30", "2026-11-24T01:12:00Z", "+275760-09-13T00:00:00.001Z", "-271821-04-19T23:59:59Z", "Asia/Tokyo"],
    "\r\nset-cookie: a=b",
    "x".repeat(5_000),
    "ア".repeat(3_000),
  ),
);

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: nastyText },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 0, -0, -1, 1, 2 ** 53, -(2 ** 53), 1e308, 1e-308, 0.1) },
  { weight: 1, arbitrary: fc.integer() },
);
/** Any JSON value of a few levels. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(nastyText, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

type Path = (string | number)[];

/** A good value with one to three of its parts replaced, dropped, doubled or added. */
export const mutated = (good: unknown): fc.Arbitrary<unknown> => {
  const places = pathsIn(good);
  const leaves = places.length === 1 ? places : places.filter((path) => path.length > 0);
  const change = fc.record({
    path: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(...places) },
      { weight: 3, arbitrary: fc.constantFrom(...leaves) },
    ),
    how: fc.constantFrom("likewise", "likewise", "likewise", "replace", "drop", "double", "add"),
    value: anyJson,
    name: nastyText,
    number: fc.constantFrom(0, -1, 0.5, 1, 99, 10_000, 1e9, 1e15, 8.64e15, 9e15, 1e308),
  });
  return fc.array(change, { minLength: 1, maxLength: 2 }).map((list) => list.reduce<unknown>(changed, good));
};

type Change = { path: Path; how: string; value: unknown; name: string; number: number };

const changed = (value: unknown, change: Change): unknown => {
  const { path, how, value: other, name, number } = change;
  const [head, ...rest] = path;
  if (head === undefined) {
    if (how === "add" && isRecord(value)) return withOwn(value, name, other);
    if (how === "double" && Array.isArray(value)) return [...value, ...value];
    if (how === "likewise") return typeof value === "string" ? name : typeof value === "number" ? number : value;
    return how === "drop" ? null : other;
  }
  if (Array.isArray(value))
    return value.flatMap((inner: unknown, index) =>
      index !== head ? [inner] : rest.length === 0 && how === "drop" ? [] : [changed(inner, { ...change, path: rest })],
    );
  if (!isRecord(value) || !Object.hasOwn(value, head)) return value;
  if (rest.length === 0 && how === "drop")
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== head));
  return withOwn(value, String(head), changed(value[head], { ...change, path: rest }));
};

/** Also `__proto__` as a property of its own, as JSON.parse makes it. */
const withOwn = (value: object, name: string, inner: unknown): object =>
  Object.fromEntries([...Object.entries(value).filter(([key]) => key !== name), [name, inner]]);

const pathsIn = (value: unknown): Path[] => [
  [],
  ...(typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => {
        const name = Array.isArray(value) ? Number(key) : key;
        return pathsIn(inner).map((path) => [name, ...path]);
      })
    : []),
];

const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Bytes of a text with some cut, changed, repeated or put in. */
export const damaged = (good: string | Uint8Array): fc.Arbitrary<Uint8Array> => {
  const bytes = typeof good === "string" ? new TextEncoder().encode(good) : good;
  const cut = fc.record({
    at: fc.nat(bytes.length),
    drop: fc.nat(8),
    put: fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      nastyText.map((text) => new TextEncoder().encode(text)),
    ),
    times: fc.constantFrom(1, 1, 1, 200),
  });
  return fc.array(cut, { minLength: 1, maxLength: 4 }).map((cuts) =>
    cuts.reduce<Uint8Array>((known, { at, drop, put, times: often }) => {
      const many = Array.from({ length: often }, () => [...put]).flat();
      return Uint8Array.from([...known.subarray(0, at), ...many, ...known.subarray(at + drop)]);
    }, bytes),
  );
};

/** What no input may leave behind. */
export const pollution = (): string[] => {
  const found: string[] = [];
  for (const name in {}) found.push(name);
  return [
    ...found,
    ...Reflect.ownKeys(Object.prototype)
      .map(String)
      .filter((name) => !known.has(name)),
  ];
};
const known = new Set(Reflect.ownKeys(Object.prototype).map(String));
