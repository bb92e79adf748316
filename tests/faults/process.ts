import * as Engine from "@rekindle/core/engine/engine";
import type { Instant, World } from "@rekindle/core/world/world";
import { portsOf } from "./ports.ts";
import { Injected } from "./through.ts";
import type { Surroundings } from "./world.ts";

/**
 * One call of a handler. `faultedAt`: orders at which something went wrong with it. `jobFailed`: a piece of a job threw, which the
 * job notes and the handler survives.
 */
export type Invocation = {
  kind: string;
  beganAt: Instant;
  end?: "ok" | "failed" | "died";
  faultedAt: number[];
  jobFailed?: boolean;
};

/** A worker: one engine with its own cache, clock and claims. It does one thing at a time, until it dies. */
export type Process = {
  id: number;
  engine: Engine.Engine;
  skewMs: number;
  dead: boolean;
  busy: boolean;
  invocation: Invocation;
  die(): void;
};

export type Pool = {
  /** Rejects when the handler fails, when the worker dies, and when nothing is heard for a function's life. */
  invoke<T>(kind: string, act: (engine: Engine.Engine) => Promise<T>): Promise<T>;
};

/** The longest life of a function. A paused worker outlives it, as a frozen sandbox does. */
export const LIFE_MS = 60_000;

/** Workers as they are needed: an idle one of the kind, else a new one. */
export const pool = (around: Surroundings, faulty: (world: World) => World): Pool => {
  const { sim, plan, book } = around;
  let processes: Process[] = [];
  let count = 0;
  const start = (kind: string): Process => {
    const skewMs = plan.skewMs === 0 ? 0 : Math.round((sim.random() * 2 - 1) * plan.skewMs);
    const world = faulty(portsOf(() => process, around));
    const process: Process = {
      id: count++,
      engine: Engine.create(world, { shards: around.shards, catalogueLifeMs: plan.catalogueLifeMs }),
      skewMs,
      dead: false,
      busy: false,
      invocation: { kind, beganAt: sim.now(), faultedAt: [] },
      die: () => undefined,
    };
    processes.push(process);
    return process;
  };
  return {
    invoke: (kind, act) => {
      const idle = processes.find((one) => !one.busy && one.invocation.kind === kind);
      const process = idle ?? start(kind);
      const invocation: Invocation = { kind, beganAt: sim.now(), faultedAt: [] };
      process.busy = true;
      process.invocation = invocation;
      return new Promise((resolve, reject) => {
        const end = (how: "ok" | "failed" | "died"): void => {
          invocation.end = how;
          process.busy = false;
          book.ended(process, invocation);
        };
        process.die = () => {
          process.dead = true;
          processes = processes.filter((one) => one !== process);
          end("died");
          // Whoever waits hears nothing, and gives up by itself.
        };
        sim.at(later(sim.now()), () => reject(new Injected("Nothing was heard of it")));
        act(process.engine).then(
          (answer) => {
            end("ok");
            resolve(answer);
          },
          (error: unknown) => {
            end("failed");
            if (!(error instanceof Injected)) book.threw(kind, error);
            reject(error);
          },
        );
      });
    },
  };
};

const later = (now: Instant): Instant => now + LIFE_MS;
