import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, withParams } from "../api.ts";

export type Verdict = "held" | "notHeld" | "early";

export type Interval = { low: number; high: number };

/** `of` reacted of the `n` whose time is over; `needed`: so many in all until it can be told. */
export type Judged = {
  of: number;
  n: number;
  share?: number;
  interval?: Interval;
  verdict?: Verdict;
  needed?: number;
};

/** What is known so far of a hypothesis: of those whom it is about, and of the others. */
export type Learned = {
  whom: Judged;
  others?: Judged;
  expected?: number;
  reaction?: string;
  /** People whose time is not over. */
  waiting?: number;
  tellsAt?: string;
};

/** Arms of a split, and each against the yardstick: the hold-out, or the first arm. `clear` where zero lies outside. */
export type SplitReport = {
  step: string;
  waiting: number;
  arms: { name: string; holdout: boolean; of: number; n: number; share?: number; interval: Interval }[];
  comparisons: (Interval & { arm: string; against: string; value: number; clear?: "better" | "worse" })[];
  neededForTwice?: number;
};

export type StepFigures = {
  id: string;
  waiting?: number;
  entered?: number;
  sent?: number;
  refused?: number;
  delivered?: number;
  clicked?: number;
  handedOff?: number;
  /** People who clicked. */
  clickers?: number;
  refusedBy?: Record<string, number>;
  /** People handed over while they stood here, or after they left here; `handedOff` = by this very step. */
  handOffs?: number;
  meetings?: number;
  won?: number;
};

export type VersionReport = {
  version: number;
  entered: number;
  left: Record<string, number>;
  /** Split step → arm → people. */
  arms?: Record<string, Record<string, number>>;
  steps: StepFigures[];
  hypothesis?: Learned;
  splits?: SplitReport[];
};

/** Only what happened from that day on (`YYYY-MM-DD`). */
export const reportSinceQuery = (id: string, since: string | undefined) =>
  queryOptions({
    queryKey: ["workflow", id, "report", since ?? "all"],
    queryFn: ({ signal }) =>
      api.get<{ versions: VersionReport[] }>(
        withParams(`/v1/workflows/${encodeURIComponent(id)}/report`, { since }),
        signal,
      ),
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ["workflow", id, "report"],
    queryFn: ({ signal }) =>
      api.get<{ versions: VersionReport[] }>(`/v1/workflows/${encodeURIComponent(id)}/report`, signal),
    refetchInterval: 5_000,
  });
