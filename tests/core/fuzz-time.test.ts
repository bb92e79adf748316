import { read as readList } from "@rekindle/core/leads/list-file";
import { publish } from "@rekindle/core/mail/publish";
import { textPart } from "@rekindle/core/mail/text-part";
import { read } from "@rekindle/core/workflows/read";
import { parseBody } from "@rekindle/functions/intake/body";
import { expect, test } from "vitest";
import { mjml } from "../support/lab.ts";

const many = ["<a ", "<!--", "<mj-text>", "{{", "{% if a %}", "{{ lead.name | ", "'", '"', "<mj-text a='", "a=\"", "</", "&", "&#", "<![endif", "<a href=\"", "[", "{", "- ", "? ", "a: ", "&a ", "*a ", "  ", "\t", "\n", "\n\n", "\r", "|", ">-\n", "#", ", ", "%", "=", ";", ";name=", "--x\r\n", "\r\n\r\n", "\\"];
const cases = many.flatMap((part) => [part.repeat(Math.floor(60_000 / part.length))]);
const timed = async (name: string, act: () => unknown) => {
  const at = performance.now();
  try { await act(); } catch (e) { console.log("THROW", name, String(e), (e as Error).stack?.split("\n").slice(1,5).join("|")); }
  const ms = performance.now() - at;
  if (ms > 500) console.log(name, Math.round(ms));
};
test("time", async () => {
  for (const text of cases) {
    const name = JSON.stringify(text.slice(0, 12));
    for (const put of [(t: string) => t, mjml, (t: string) => mjml(`<mj-text>${t}</mj-text>`), (t: string) => mjml(`<mj-button href="${t}">a</mj-button>`)])
      await timed(`mjml ${name} ${put("").length}`, () => publish("a", 0, { subject: "s", mjml: put(text) }));
    await timed(`subject ${name}`, () => publish("a", 0, { subject: text, mjml: mjml("") }));
    await timed(`text ${name}`, () => textPart(text));
    await timed(`yaml ${name}`, () => read(text, "yaml"));
    await timed(`yaml2 ${name}`, () => read(`name: ${text}\nsteps:\n  - ${text}`, "yaml"));
    await timed(`csv ${name}`, () => readList(new TextEncoder().encode(`e-mail,${text}\n`)));
    for (const type of ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      await timed(`body ${type} ${name}`, () => parseBody(new TextEncoder().encode(text), type));
  }
  expect(1).toBe(1);
}, 300_000);
