import { Source, sourceKinds } from "@rekindle/core/leads/source";
import { describe, expect, test } from "vitest";

describe("a source", () => {
  test("of the contract is taken as it stands", () =>
    expect(
      Source.parse({
        kind: "typeform",
        secret: "s3cret",
        mapping: { email: "email", name: "name", company: "company", "attributes.department": "department" },
        consent: { basis: "optIn", field: "consent" },
        list: "expo",
      }),
    ).toMatchObject({ kind: "typeform", consent: { basis: "optIn", field: "consent" } }));

  test("that says nothing of consent mails nobody", () =>
    expect(Source.parse({ kind: "form" })).toEqual({ kind: "form", mapping: {}, consent: { basis: "none" } }));

  test.each([
    [{ kind: "fax" }],
    [{ kind: "hubspot" }],
    [{ kind: "json", mapping: { emial: "email" } }],
    [{ kind: "json", mapping: { "attributes.__proto__": "x" } }],
    [{ kind: "json", mapping: { email: "" } }],
    [{ kind: "json", consent: { basis: "guess" } }],
    [{ kind: "json", secretInPath: true }],
    [{ kind: "segment" }],
    [{ kind: "form", thanksUrl: "javascript:alert(1)" }],
    [{ kind: "json", mappings: {} }],
  ])("such as %j is refused", (source) => expect(Source.safeParse(source).success).toBe(false));

  test("has every kind that needs no connector", () => expect(sourceKinds).toHaveLength(12));
});
