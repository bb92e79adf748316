import { useTranslation } from "react-i18next";
import type { WorkflowState } from "../api/workflows.ts";
import { Pill, type Tone } from "./pill.tsx";

const tones: Record<WorkflowState, Tone> = { running: "ok", paused: "warm", draft: "ai" };

/** Whether it runs, and which version. */
export const StatePill = ({ state, version }: { state: WorkflowState; version?: number | null | undefined }) => {
  const { t } = useTranslation();
  return (
    <Pill tone={tones[state]} dot={state === "running"}>
      {`${version ? `v${version} ` : ""}${t(`workflowState.${state}`)}`}
    </Pill>
  );
};
