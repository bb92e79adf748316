import { happen } from "@rekindle/core/engine/cause";
import { accept, findSource } from "@rekindle/core/engine/payloads";
import { send } from "@rekindle/core/engine/message";
import { bodyOf, keys } from "@rekindle/core/engine/keys";
import { readClick, readUnsubscribe } from "@rekindle/core/mail/tokens";
import { addressOf } from "@rekindle/core/mail/render";
import { toSubmission } from "@rekindle/core/leads/payload";
export const standin = (engine: any) => async (req: Request): Promise<Response> => {
  const path = new URL(req.url).pathname; const { world } = engine; const now = world.clock.now();
  let m;
  if ((m = /^\/t\/c\/(.*)/.exec(path))) {
    const c = readClick(world.seal, m[1]!); if (!c) return new Response("", { status: 404 });
    const t: any = bodyOf((await world.table.get(keys.version("template", c.template, c.version)))!);
    const url = addressOf(t, c)!;
    await send(engine, [{ kind: "cause", lead: c.lead, cause: { type: "clicked", id: `click:${c.mail}:${c.link}:${now}`, at: now, mail: c.mail, template: c.template, templateVersion: c.version, link: c.link, url, evidence: { method: "GET", occurredAt: now } } }]);
    return new Response("", { status: 302, headers: { location: url } });
  }
  if (path.startsWith("/t/o/")) return new Response("");
  if ((m = /^\/u\/(.*)/.exec(path))) { const c = readUnsubscribe(world.seal, m[1]!); if (!c) return new Response("", { status: 404 }); await happen(engine, c.lead, { type: "optedOut", via: "link", id: `${c.mail}:optOut`, at: now, mail: c.mail }); return new Response(""); }
  if ((m = /^\/hooks\/(.*)/.exec(path))) {
    const source = await findSource(engine, m[1]!); if (!source) return new Response("", { status: 404 });
    const raw = await req.text(); const body = Object.fromEntries(new URLSearchParams(raw));
    const s = toSubmission(source, body as any, {}); if (s.status !== "ok") { console.log(s); return new Response("", { status: 422 }); }
    await accept(engine, { source: m[1]!, raw, key: { id: `${raw}`, forDay: true }, submission: s.submission });
    return new Response("", { status: 202 });
  }
  return new Response("", { status: 404 });
};
