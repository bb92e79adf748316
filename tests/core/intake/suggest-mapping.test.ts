import { pairFields } from "@rekindle/core/leads/pair-fields";
import { fieldsIn, kindOf, suggestMapping } from "@rekindle/core/leads/suggest-mapping";
import { describe, expect, test } from "vitest";
import * as samples from "./samples.ts";

describe("the fields of a sample are matched", () => {
  test.each([
    [
      "a contact as HubSpot's workflows send it",
      {
        vid: 1,
        properties: {
          email: { value: "a@example.jp" },
          firstname: { value: "花" },
          lastname: { value: "高橋" },
          company: { value: "高橋商事" },
        },
      },
      {
        email: "properties.email.value",
        givenName: "properties.firstname.value",
        familyName: "properties.lastname.value",
        company: "properties.company.value",
      },
      undefined,
    ],
    [
      "names and values in a list, in Japanese",
      {
        data: [
          { label: "お名前", value: "高橋 花" },
          { label: "会社名", value: "高橋商事" },
          { label: "メールアドレス", value: "a@example.jp" },
          { label: "電話番号", value: "03-0000-0000" },
          { label: "ご用件", value: "料金" },
          { label: "個人情報の取り扱いに同意する", value: "同意する" },
        ],
      },
      {
        name: "お名前",
        company: "会社名",
        email: "メールアドレス",
        "attributes.phone": "電話番号",
        "attributes.message": "ご用件",
      },
      "個人情報の取り扱いに同意する",
    ],
    ["labels that say nothing, by what they hold", { q1: "高橋", q2: "a@example.jp" }, { email: "q2" }, undefined],
    [
      "a field that is called mail and holds none, not as the address",
      { mail: "はい", contact_point: "a@example.jp" },
      { email: "contact_point" },
      undefined,
    ],
    ["nothing, where nothing is there", {}, {}, undefined],
  ])("%s", (_, body, mapping, consent) => {
    const found = suggestMapping(fieldsIn("json", body));
    expect(found).toEqual({ mapping, ...(consent === undefined ? {} : { consent }) });
  });

  test("a list of things that are no pairs of name and value is left alone", () => {
    expect(
      pairFields({ items: [{ name: "a" }, { name: "b", value: 1 }], deep: [[[[[[{ name: "x", value: 1 }]]]]]] }),
    ).toEqual([]);
    expect(
      pairFields([
        { name: "a", value: null },
        { name: "b", value: "x" },
      ]).map(({ label }) => label),
    ).toEqual(["b"]);
  });

  test("whose payload it is shows in its shape", () => {
    expect([samples.typeform, samples.tally, samples.jotform, { a: 1 }].map(kindOf)).toEqual([
      "typeform",
      "tally",
      "jotform",
      "json",
    ]);
    expect(kindOf({ namedValues: {} })).toBe("googleForms");
    expect(kindOf({ type: "lead.created", timestamp: "2026-11-24T00:00:00Z", data: { email: "a" } })).toBe(
      "standardWebhooks",
    );
  });
});
