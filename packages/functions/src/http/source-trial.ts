import { current } from "@rekindle/core/engine/catalogue";
import { leadOf } from "@rekindle/core/engine/identity";
import { findPayload, findSource } from "@rekindle/core/engine/payloads";
import { toSubmission } from "@rekindle/core/leads/payload";
import { Source, type StoredSource, saved } from "@rekindle/core/leads/source";
import { fieldsIn, kindOf, suggestMapping } from "@rekindle/core/leads/suggest-mapping";
import { Hono } from "hono";
import * as z from "zod";
import { formPage } from "../form/page.ts";
import type { Language } from "../form/words.ts";
import { parseBody } from "../intake/body.ts";
import { type Ctx, type Env, now } from "./env.ts";
import { body, missing } from "./problem.ts";

/** What a payload would become, and what in it looks like what. Nothing is stored. */
export const sourceTrial = new Hono<Env>().post("/:id/trial", async (c) => {
  const { engine } = c.var;
  const id = c.req.param("id");
  const asked = await body(c, Trial);
  const stored = asked.source === undefined ? await findSource(engine, id) : undefined;
  const source = asked.source === undefined ? stored : saved(asked.source, undefined, now(c));
  if (source === undefined) throw missing("source");
  const kept = asked.payload === undefined ? undefined : await findPayload(engine, id, asked.payload);
  if (asked.show !== undefined) return c.json({ html: await shownForm(c, id, source, asked.show) });
  const raw = asked.raw ?? kept?.raw;
  if (raw === undefined) throw missing("payload");
  const parsed = parseBody(new TextEncoder().encode(raw), asked.contentType ?? kept?.contentType);
  if (parsed.status === "refused")
    return c.json({ status: "refused", why: "unreadable", problems: parsed.problems, fields: [], suggestion: none });
  const fields = fieldsIn(source.kind, parsed.body);
  const told = { kind: kindOf(parsed.body), fields, suggestion: suggestMapping(fields) };
  const made = toSubmission(source, parsed.body);
  if (made.status !== "ok") return c.json({ ...made, ...told });
  const { email, name, company, attributes, tags, consent } = made.submission;
  const known = await leadOf(engine, email);
  return c.json({
    status: "ok",
    ...told,
    lead: { email, name, company: company?.name, attributes, tags, list: source.list },
    consent,
    events: ["form.submitted", ...(source.event === undefined ? [] : [source.event])],
    known: known?.erased === undefined ? known?.id : undefined,
  });
});

const none = { mapping: {} };

/** The page as it would be. In a frame of the editor it can be looked at, and sends nothing. */
const shownForm = async (c: Ctx, id: string, { form, wordings }: StoredSource, language: Language): Promise<string> => {
  if (form === undefined) throw missing("form");
  const { settings } = await current(c.var.engine);
  return formPage({
    form,
    wording: wordings?.at(-1),
    company: settings.footer.company,
    language,
    embedded: false,
    action: `/f/${encodeURIComponent(id)}`,
    stamp: "",
    visitor: "",
  });
};

const Trial = z
  .strictObject({
    /** A source as it would be put; absent: as it is kept. */
    source: Source.exactOptional(),
    raw: z.string().max(200_000).exactOptional(),
    contentType: z.string().max(200).exactOptional(),
    /** A kept delivery instead of `raw`. */
    payload: z.string().max(100).exactOptional(),
    /** Instead of a payload: its form as a page in this language, as `html`. */
    show: z.enum(["ja", "en"]).exactOptional(),
  })
  .refine(({ raw, payload, show }) => raw !== undefined || payload !== undefined || show !== undefined, {
    path: ["raw"],
    message: "A payload to try, as `raw` or by the id of a kept one",
  });
