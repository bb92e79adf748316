import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Effects, Model } from "../../api/scoring.ts";
import { Failed, Loading } from "../../ui/states.tsx";
import { DecayCard } from "./decay-card.tsx";
import { EffectsCard } from "./effects-card.tsx";
import { LinesCard } from "./lines-card.tsx";
import css from "./scoring.module.css";
import { TryCard } from "./try-card.tsx";
import type { Modelling } from "./use-model.ts";

/** What the rules come to: lines, decay, effects, one lead. `settled`: the model that the effects are of. */
export const Side = ({
  state,
  settled,
  effects: { data, error, refetch },
  stale,
  lead,
  choose,
}: {
  state: Modelling;
  settled: Model;
  effects: UseQueryResult<Effects>;
  stale: boolean;
  lead: string | undefined;
  choose: (lead: string) => void;
}) => (
  <div className={css["side"]}>
    <LinesCard state={state} effects={data} />
    <DecayCard state={state} />
    {error !== null && <Failed error={error} retry={() => void refetch()} />}
    {data === undefined && error === null && (
      <Loading>
        <Skeleton height={220} radius="lg" />
      </Loading>
    )}
    {data !== undefined && (
      <EffectsCard
        effects={data}
        model={settled}
        stale={stale}
        mayTryAll={state.mayChange}
        untouched={state.changes.length === 0}
      />
    )}
    <TryCard model={settled} running={state.running} effects={data} lead={lead} choose={choose} />
  </div>
);
