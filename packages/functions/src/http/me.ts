import { current } from "@rekindle/core/engine/catalogue";
import { setLanguage } from "@rekindle/core/engine/people";
import { Hono } from "hono";
import * as z from "zod";
import type { Caller } from "./auth/caller.ts";
import type { Ctx, Env } from "./env.ts";
import { body, Refusal } from "./problem.ts";

const Change = z.strictObject({ language: z.enum(["ja", "en"]) });

/** Who asks, and in which language they want to be answered. */
export const me = new Hono<Env>()
  .get("/", async (c) => c.json(await self(c)))
  .patch("/", async (c) => {
    const { language } = await body(c, Change);
    const { caller, engine } = c.var;
    if (caller?.kind !== "person") throw new Refusal(409, "A key reads no pages: it has no language");
    await setLanguage(engine, caller.id, language);
    return c.json({ ...(await self(c)), language });
  });

/** `language`: one's own, else the workspace's. */
const self = async ({ var: { engine, caller } }: Ctx) => {
  const { settings } = await current(engine);
  const { timeZone, footer } = settings;
  return {
    ...who(caller),
    language: (caller?.kind === "person" ? caller.language : undefined) ?? settings.language,
    timeZone,
    workspace: footer.company,
  };
};

/** A key is no person: it has a role only if it may do everything. */
const who = (caller: Caller | undefined) => ({
  id: caller?.id ?? null,
  name: caller?.name ?? null,
  role: caller === undefined ? null : caller.kind === "person" ? caller.role : roleOf(caller),
  rep: (caller?.kind === "person" ? caller.rep : undefined) ?? null,
});
const roleOf = ({ scopes }: Extract<Caller, { kind: "key" }>) => (scopes.includes("admin") ? "admin" : null);
