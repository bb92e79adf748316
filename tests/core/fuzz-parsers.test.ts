import { readJson } from "@rekindle/core/leads/json";
import { entries, formatOf } from "@rekindle/core/leads/list-file";
import { toSubmission } from "@rekindle/core/leads/payload";
import { Source, sourceKinds } from "@rekindle/core/leads/source";
import { publish } from "@rekindle/core/mail/publish";
import { preview } from "@rekindle/core/mail/render";
import { readClick, readOpen, readUnsubscribe } from "@rekindle/core/mail/tokens";
import { read, toYaml } from "@rekindle/core/workflows/read";
import { parseBody } from "@rekindle/functions/intake/body";
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { anyJson, damaged, nastyText, pollution, runs } from "../support/fuzz.ts";
import { inEncoding } from "./leads/in-encoding.ts";
import { lead, mjml, seal, settings } from "./mail/samples.ts";

afterEach(() => expect(pollution()).toEqual([]));

const csv = '会社名,e-mail,"メモ\n二行",契約日\r\n髙橋建設（株）,ken@aoba.example,"a ""b""",2026/1/6\r\n';
const files = [
  csv,
  inEncoding("shift_jis", csv.replace("髙", "高")),
  inEncoding("euc-jp", csv.replace("髙", "高")),
  `\ufeff${csv.replaceAll(",", ";")}`,
];

describe("a reader ends with a result, whatever it is given:", () => {
  test("lists", () =>
    fc.assert(
      fc.property(fc.constantFrom(...files).chain(damaged), (bytes) => {
        const format = formatOf(bytes);
        for (const { entry, next } of entries(bytes, format)) {
          expect(entry.line).toBeGreaterThan(0);
          expect(next.offset).toBeGreaterThan(0);
        }
        expect(new Set(format.header).size).toBe(format.header.length);
      }),
      runs(150),
    ));

  test("JSON", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          nastyText,
          anyJson.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          expect(["ok", "refused"]).toContain(readJson(text).status);
        },
      ),
      runs(200),
    ));

  test("bodies of forms", () =>
    fc.assert(
      fc.property(
        damaged('--x\r\ncontent-disposition: form-data; name="email"\r\n\r\na@example.com\r\n--x--\r\n'),
        fc.constantFrom(
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded; charset=Shift_JIS",
          "application/json",
        ),
        (bytes, type) => {
          expect(["ok", "refused"]).toContain(parseBody(bytes, type).status);
        },
      ),
      runs(200),
    ));

  test("payloads of every provider", () =>
    fc.assert(
      fc.property(fc.constantFrom(...sourceKinds), anyJson, (kind, value) => {
        const source = Source.parse({ kind, ...(kind === "segment" ? { secret: "s" } : {}) });
        const read = readJson(JSON.stringify(value));
        if (read.status === "ok")
          expect(["ok", "refused", "ignored"]).toContain(toSubmission(source, read.value).status);
      }),
      runs(300),
    ));

  test("tokens", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          nastyText,
          fc.tuple(nastyText, nastyText).map(([a, b]) => `1.${a}.${b}`),
        ),
        (text) => {
          expect([readClick(seal, text), readOpen(seal, text), readUnsubscribe(seal, text)]).toEqual([
            undefined,
            undefined,
            undefined,
          ]);
        },
      ),
      runs(200),
    ));

  const yaml =
    "name: { ja: あ, en: a }\ntriggers:\n  - &a { kind: manual }\n  - *a\nsteps:\n  - { kind: wait, for: P3D }\n  - kind: email\n    template: one\n";
  test("YAML, and what is accepted reads the same when it is written again", () =>
    fc.assert(
      fc.property(damaged(yaml), (bytes) => {
        const made = read(new TextDecoder().decode(bytes), "yaml");
        if (made.status === "ok") expect(read(toYaml(made.definition), "yaml")).toEqual(made);
      }),
      runs(150),
    ));
});

const piece = fc.oneof(
  nastyText,
  fc.constantFrom(
    ...[
      "{{ lead.name }}",
      "{{ lead.attributes.x | default: 'a' | upcase }}",
      "{% if lead.name %}",
      "{% endif %}",
      "{% else %}",
    ],
    ...[
      "{% for a in (1..99999999) %}",
      "{% endfor %}",
      "{% assign a = lead.name | split: '' %}",
      "{{ a | join: lead.name }}",
    ],
    ...[
      "{% include 'x' %}",
      "{% render '/etc/passwd' %}",
      "{% layout 'x' %}",
      "{{ 'x' | file }}",
      "{{ lead.constructor.constructor }}",
    ],
    ...[
      "{{ lead.__proto__.polluted }}",
      "{% raw %}",
      "{% capture a %}",
      "{% increment a %}",
      "{% tablerow a in b %}",
      "{{",
      "}}",
      "{%",
    ],
    ...[
      "</mj-text>",
      "<mj-text>",
      "<mj-include path='/etc/passwd' />",
      "<mj-raw>",
      "<a href='javascript:a'>",
      "<a href='{{ lead.name }}'>",
    ],
    ...[
      "<mj-style inline='inline'>a{}</mj-style>",
      "<!-- ",
      " -->",
      "<![CDATA[",
      "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    ],
  ),
);

test("a template is published or refused with its problems, and what is published can be shown to anybody", () =>
  fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), nastyText, async (pieces, subject) => {
      const made = await publish("t", 1, {
        subject: subject || "s",
        mjml: mjml(`<mj-text>${pieces.join("")}</mj-text>`),
      });
      if (made.status === "refused") {
        expect(made.problems[0]?.message).toMatch(/\S/);
        return;
      }
      expect(JSON.stringify(preview(made.template, { lead, settings }))).not.toContain("root:x:0");
    }),
    runs(80),
  ));
