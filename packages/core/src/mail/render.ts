import type { Liquid, Template as Node } from "liquidjs";
import type { Settings } from "../workspace/settings.ts";
import type { MailTemplate, Seal } from "../world/world.ts";
import { type About, dataOf } from "./data.ts";
import { escapeHtml } from "./escape.ts";
import { footerHtml, footerText } from "./footer.ts";
import { context, evaluate, html, plain, type Track } from "./liquid.ts";
import { isDynamic, type Part, type Template } from "./template.ts";
import { type Click, clickToken, dynamicClickToken, openToken, pack, unsubscribeToken } from "./tokens.ts";

export type MailInput = About & { mail: string; seal: Pick<Seal, "sign"> };
export type Rendered = { slots: Record<string, string>; headers: { name: string; value: string }[] };

/** What differs from mail to mail of one version: about 0.1 ms. Throws where a lead's value does not fit the template. */
export const slotsFor = (template: Template, input: MailInput): Rendered => {
  const { lead, mail, seal, settings } = input;
  const ref = { lead: lead.id, mail, template: template.id, version: template.version };
  const packed = pack(ref);
  const page = (path: string): string => `${settings.baseUrl.replace(/\/$/, "")}/${path}`;
  const unsubscribe = page(`u/${unsubscribeToken(seal, packed)}`);
  const made = new Map<string, string>();
  const track: Track = (link, url) => {
    const key = `${link} ${url}`;
    const tracked = made.get(key) ?? page(`t/c/${dynamicClickToken(seal, ref, link, url)}`);
    made.set(key, tracked);
    return tracked;
  };
  const tracked = settings.tracking
    ? { c: page(`t/c/${clickToken(seal, packed)}`), o: page(`t/o/${openToken(seal, packed)}`) }
    : {};
  return {
    slots: { ...render(template, input, settings.tracking ? { ...tracked, track } : {}), ...tracked, u: unsubscribe },
    headers: [
      { name: "List-Unsubscribe", value: `<${unsubscribe}>` },
      { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
    ],
  };
};

/** The template as the mailer takes it: footer, pixel and links as the settings want them. Made once per version and settings. */
export const toMailTemplate = (template: Template, settings: Settings): MailTemplate => {
  const made = mailTemplates.get(template);
  if (made?.settings === settings) return made.mail;
  const pixel =
    settings.tracking && settings.trackOpens ? '<img src="{{o}}" width="1" height="1" alt="" style="border:0;">' : "";
  const [inHtml, inText] = settings.tracking
    ? [template.html, template.text]
    : [direct(template, template.html, "html"), direct(template, template.text, "text")];
  const mail = {
    id: `${template.id}@${template.version}`,
    subject: template.subject,
    html: inHtml.replace("{{footer}}", () => footerHtml(settings)).replace("{{pixel}}", pixel),
    text: inText.replace("{{footer}}", () => footerText(settings)),
  };
  mailTemplates.set(template, { settings, mail });
  return mail;
};

/** Puts the slots in, as SES does. A slot without a value is a bug: it throws. */
export const fill = (template: MailTemplate, slots: Record<string, string>): Omit<MailTemplate, "id"> => {
  const put = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => {
      const value = slots[slot];
      if (value === undefined) throw new Error(`Mail ${template.id} has no value for ${slot}`);
      return value;
    });
  return { subject: put(template.subject), html: put(template.html), text: put(template.text) };
};

/** The slots that a mail must have a value for. */
export const slotNames = ({ subject, html, text }: MailTemplate): string[] => [
  ...new Set(
    [subject, html, text].flatMap((part) => [...part.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "")),
  ),
];

/** The mail as this lead would get it, with direct links and nothing that counts. */
export const preview = (template: Template, about: About): Omit<MailTemplate, "id"> => {
  const settings = { ...about.settings, tracking: false };
  return fill(toMailTemplate(template, settings), { ...render(template, { ...about, settings }, {}), u: "#" });
};

/** Where a click leads, or undefined if the version has no such link. */
export const addressOf = (template: Pick<Template, "links">, { link, url }: Click): string | undefined => {
  const address = template.links[link - 1];
  if (address === undefined || isDynamic(address) !== (url !== undefined)) return undefined;
  return url ?? address;
};

type Prepared = Record<Part, { slot: string; nodes: Node[] }[]>;
/** These live as long as the published template that they were made from. */
const mailTemplates = new WeakMap<Template, { settings: Settings; mail: MailTemplate }>();
const preparedTracked = new WeakMap<Template, Prepared>();
const preparedDirect = new WeakMap<Template, Prepared>();

type Tracking = { c?: string; track?: Track };
const render = (template: Template, about: About, { c, track }: Tracking): Record<string, string> => {
  const parts = prepare(template, track !== undefined);
  const data = { ...dataOf(about), c };
  const slots: Record<string, string> = {};
  for (const part of ["subject", "html", "text"] as const) {
    if (parts[part].length === 0) continue;
    const liquid = engineOf(part);
    const within = context(liquid, data, (link, url) => address(part, link, url, track));
    for (const { slot, nodes } of parts[part]) slots[slot] = tidy(part, evaluate(liquid, nodes, within));
  }
  return slots;
};

const prepare = (template: Template, tracked: boolean): Prepared => {
  const cache = tracked ? preparedTracked : preparedDirect;
  const cached = cache.get(template);
  if (cached !== undefined) return cached;
  const parts: Prepared = { subject: [], html: [], text: [] };
  for (const { slot, part, source } of template.slots) {
    const liquid = tracked ? source : direct(template, source, part);
    parts[part].push({ slot, nodes: engineOf(part).parse(liquid) });
  }
  cache.set(template, parts);
  return parts;
};

const engineOf = (part: Part): Liquid => (part === "html" ? html : plain);

/** A link that a lead's data leaves without an address of the web leads nowhere. */
const address = (part: Part, link: number, written: string, track: Track | undefined): string => {
  const url = URL.canParse(written.trim()) ? new URL(written.trim()) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return "#";
  const shown = track === undefined ? url.href : track(link, url.href);
  return part === "html" ? escapeHtml(shown) : shown;
};

/** Links without counting: the mark of each becomes its address. */
const direct = ({ links }: Template, text: string, part: Part): string =>
  text.replace(/\{\{c\}\}(\d+)/g, (_, n) => {
    const url = links[Number(n) - 1] ?? "#";
    return part === "html" ? escapeHtml(url) : url;
  });

/** A subject is one line, whatever a lead is called. */
const tidy = (part: Part, text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  part === "subject" ? text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ") : text;
