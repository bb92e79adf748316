import { add } from "@rekindle/core/workspace/calendar";
import { Duration } from "@rekindle/core/workspace/shapes";
import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Drive } from "./drive.ts";
import type { Handlers } from "./handlers.ts";
import type { Run } from "./run.ts";

export type LocalDeps = {
  run: Pick<Run, "clock" | "loop" | "ses" | "engine">;
  handlers: Pick<Handlers, "mailEvents">;
  drive: Pick<Drive, "speed" | "jump">;
  apiKey: string;
  /** Of the workspace; what seals cookies is derived from it. */
  secret: string;
  sample: { is(): boolean; remove(): Promise<void> };
};

const Advance = z.object({ advance: Duration });

/** What only the local run has: its outbox, its clock, SES events by hand, the sample. Under `/local`, by the rules of local-rules.ts. */
export const localRoutes = ({ run, handlers, drive, sample }: Omit<LocalDeps, "apiKey" | "secret">) =>
  new Hono()
    .get("/outbox", (c) =>
      c.json({
        items: run.ses.outbox({ to: c.req.query("to") }).map((mail) => ({ ...mail, at: iso(mail.at) })),
        next: null,
      }),
    )
    .get("/clock", (c) => c.json({ now: iso(run.clock.now()), speed: drive.speed }))
    .post("/clock", async (c) => {
      const body = Advance.safeParse(await json(c));
      if (!body.success) return problem(c, 422, "advance", 'Say how far, such as { "advance": "P3D" }');
      await drive.jump(add(run.clock.now(), body.data.advance, "UTC"));
      return c.json({ now: iso(run.clock.now()) });
    })
    .post("/events", async (c) => {
      const event = await json(c);
      if (event === undefined) return problem(c, 400, "", "The body is no JSON: send one event as SES publishes it");
      const failed = await handlers.mailEvents([{ id: "by-hand", body: JSON.stringify(event) }]);
      await run.loop.drain();
      return failed.length === 0
        ? c.json({ done: true })
        : problem(c, 422, "", "The event could not be handled; the log says why");
    })
    .get("/sample", (c) => c.json({ sample: sample.is() }))
    .delete("/sample", async (c) => {
      await sample.remove();
      return c.json({ sample: sample.is() });
    });

const json = async (c: Context): Promise<unknown> => {
  try {
    const body: unknown = await c.req.json();
    return body;
  } catch {
    return undefined;
  }
};

const problem = (c: Context, status: 400 | 403 | 422, path: string, message: string) =>
  c.body(
    JSON.stringify({
      type: "about:blank",
      title: "The request was refused",
      status,
      detail: message,
      problems: [{ path, message }],
    }),
    status,
    {
      "content-type": "application/problem+json",
    },
  );

const iso = (at: number): string => new Date(at).toISOString();
