import { queryOptions } from "@tanstack/react-query";
import { api, Problem, withParams } from "../api.ts";

/** Routes that only the local run has; elsewhere they answer 404 and the parts of the pages that need them stay away. */

const whereLocal = async <Answer>(answer: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
};

/** The clock as read at `readAt` (wall time, ms); it runs `speed` times as fast as the wall. Null: the wall's own time. */
export type Clock = { now: number; speed: number; readAt: number };
export const clockQuery = queryOptions({
  queryKey: ["local", "clock"],
  queryFn: async ({ signal }): Promise<Clock | null> => {
    const clock = await whereLocal(api.get<{ now: string; speed?: number }>("/local/clock", signal));
    return clock && { now: Date.parse(clock.now), speed: clock.speed ?? 1, readAt: Date.now() };
  },
  refetchInterval: (query) => (query.state.data === null ? false : 5_000),
});
export const advanceClock = (advance: string) => api.post<{ now: string }>("/local/clock", { advance });

export const sampleQuery = queryOptions({
  queryKey: ["local", "sample"],
  queryFn: ({ signal }) => whereLocal(api.get<{ sample: boolean }>("/local/sample", signal)),
  staleTime: 60_000,
});
export const removeSample = () => api.remove<unknown>("/local/sample");

export type SentMail = {
  to: string;
  from: string;
  subject: string;
  headers: Record<string, string> | { name: string; value: string }[];
  html: string;
  text: string;
  at: string;
  raw?: string;
};
/** Newest first. Null: this is no local run. */
export const outboxQuery = (to: string) =>
  queryOptions({
    queryKey: ["local", "outbox", to],
    queryFn: async ({ signal }): Promise<SentMail[] | null> => {
      const outbox = await whereLocal(api.get<{ items: SentMail[] }>(withParams("/local/outbox", { to }), signal));
      return outbox?.items.toReversed() ?? null;
    },
    refetchInterval: 5_000,
  });
