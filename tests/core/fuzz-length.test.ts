import { formatOf } from "@rekindle/core/leads/list-file";
import { bareIn } from "@rekindle/core/mail/bare";
import { markupOf } from "@rekindle/core/mail/checks";
import { linkPlaces } from "@rekindle/core/mail/markup";
import { publish } from "@rekindle/core/mail/publish";
import { read } from "@rekindle/core/workflows/read";
import { parseBody } from "@rekindle/functions/intake/body";
import { expect, test } from "vitest";
import { mjml } from "./mail/samples.ts";

/** As long as it may be. Work that grew with the square of the length would pass the time limit of the test. */
const LIMIT_MS = 30_000;
const filled = (part: string, length: number): string => part.repeat(Math.floor(length / part.length));

test.each(["<a ", '<a "', "<mj-text a='", "x<mj-spacer/>", "{{ lead.name }}", "<!--", "</", "  "])(
  "a mail of 190,000 characters of %s is judged in time linear to its length",
  async (part) => {
    const long = filled(part, 190_000);
    expect((await publish("t", 0, { subject: "s", mjml: long })).status).toBe("refused");
    expect(["published", "refused"]).toContain(
      (await publish("t", 0, { subject: "s", mjml: mjml(`<mj-text>${long}</mj-text>`) })).status,
    );
  },
  LIMIT_MS,
);

test.each(["**a", "[", "![](", "[a](http://a.example)\n\n", "# a\n", "- a\n", "あ**「", "{{ lead.name }}", "> "])(
  "Markdown of nothing but %s is judged in time, as long as it may be and longer",
  async (part) => {
    for (const length of [99_000, 199_000]) {
      const draft = { subject: "AAA ".repeat(120), markdown: filled(part, length) };
      expect(["published", "refused"]).toContain((await publish("t", 0, draft)).status);
      const markup = await markupOf(draft);
      expect([...linkPlaces(markup), ...bareIn(draft)].length).toBeLessThanOrEqual(220);
    }
  },
  LIMIT_MS,
);

test("elements nested a thousand deep make a mail without running out of stack", async () => {
  const made = await publish("t", 0, { subject: "s", mjml: mjml(`<mj-text>${filled("<div>", 5_000)}</mj-text>`) });
  expect(made.status).toBe("published");
  const deeper = await publish("t", 0, { subject: "s", mjml: mjml(`<mj-text>${filled("<b>", 190_000)}</mj-text>`) });
  expect(deeper.status).toBe("refused");
});

test.each(['"', "{% ", "[", "a: ", "&a ", "- "])(
  "a workflow of nothing but %s is refused in time",
  (part) => {
    expect(read(`name: ${filled(part, 99_000)}`, "yaml").status).not.toBe("ok");
    expect(read(filled(part, 200_000), "yaml")).toMatchObject({ status: "unparseable", message: /100,000/ });
  },
  LIMIT_MS,
);

test(
  "a list of half a million columns of one name is read in time",
  () =>
    expect(formatOf(new TextEncoder().encode(`e-mail${filled(";name", 2_500_000)}\n`)).header).toHaveLength(500_001),
  LIMIT_MS,
);

test.each(["a=b&", ";name=", '"a":[', "%", "--x\r\n"])(
  "a form of 500 kB of %s is read or refused in time",
  (part) => {
    const bytes = new TextEncoder().encode(filled(part, 500_000));
    for (const type of ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      expect(["ok", "refused"]).toContain(parseBody(bytes, type).status);
  },
  LIMIT_MS,
);
