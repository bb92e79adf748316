import { read as readList } from "@rekindle/core/leads/list-file";
import { publish } from "@rekindle/core/mail/publish";
import { textPart } from "@rekindle/core/mail/text-part";
import { read } from "@rekindle/core/workflows/read";
import { parseBody } from "@rekindle/functions/intake/body";
const many = ["<a ", "<!--", "<mj-text>", "{{", "{% if a %}", "{{ lead.name | ", "'", '"', "<mj-text a='", "a=\"", "</", "&", "<![endif", "<a href=\"", "[", "{", "- ", "? ", "a: ", "&a ", "*a ", "  ", "\t", "\n", "|", ">-\n", ", ", "%", ";name=", "--x\r\n", "\r\n\r\n", "<a x ", "{% ", "<div>", "((", "{{ lead.name }}","{% for a in lead.name %}"];
const mjml = (b: string) => `<mjml><mj-body><mj-section><mj-column>${b}</mj-column></mj-section></mj-body></mjml>`;
const from = Number(process.argv[2]);
const size = Number(process.argv[3]);
const acts: [string, (t: string) => unknown][] = [
  ["raw", (t) => publish("a", 0, { subject: "s", mjml: t })],
  ["text", (t) => publish("a", 0, { subject: "s", mjml: mjml(`<mj-text>${t}</mj-text>`) })],
  ["href", (t) => publish("a", 0, { subject: "s", mjml: mjml(`<mj-button href="${t}">a</mj-button>`) })],
  ["subject", (t) => publish("a", 0, { subject: t.slice(0, 500), mjml: mjml("") })],
  ["textPart", (t) => textPart(t)],
  ["yaml", (t) => read(t, "yaml")],
  ["yaml2", (t) => read(`name: ${t}\nsteps:\n  - ${t}`, "yaml")],
  ["csv", (t) => readList(new TextEncoder().encode(`e-mail,${t}\n`))],
  ["multi", (t) => parseBody(new TextEncoder().encode(`--x\r\n${t}`), "multipart/form-data; boundary=x")],
  ["form", (t) => parseBody(new TextEncoder().encode(t), "application/x-www-form-urlencoded")],
];
for (let i = from; i < many.length * acts.length; i++) {
  const part = many[Math.floor(i / acts.length)]!; const [n, act] = acts[i % acts.length]!;
  process.stdout.write(`@${i}\n`);
  const at = performance.now(); let out = "ok";
  try { const r: any = await act(part.repeat(Math.floor(size / part.length))); out = String(r?.status) } catch (e) { out = "THROW " + String(e).slice(0, 80) + ((e as Error).stack ?? "").split("\n").slice(1, 3).join("|").slice(0,200); }
  const ms = Math.round(performance.now() - at);
  if (ms > 300 || out.startsWith("THROW")) console.log(`${n} ${JSON.stringify(part)} ${ms} ${out}`);
}
console.log("END");
