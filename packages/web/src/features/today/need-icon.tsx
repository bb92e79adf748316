import {
  IconAlertTriangle,
  IconClock,
  IconDownload,
  IconFileAlert,
  IconFlame,
  IconMailOff,
  IconPhoneCall,
  IconPlayerPause,
  IconTool,
  IconTrendingUp,
  IconUserPause,
} from "@tabler/icons-react";
import type { Need } from "../../api/today.ts";
import css from "./needs.module.css";

const icons = {
  handOffsOver: IconAlertTriangle,
  handOffsSoon: IconClock,
  handOffsWaiting: IconFlame,
  tasksDue: IconPhoneCall,
  bouncesRising: IconTrendingUp,
  complaintsRising: IconTrendingUp,
  sourceQuiet: IconDownload,
  workflowBroken: IconTool,
  workflowPaused: IconPlayerPause,
  mailsFailing: IconMailOff,
  leadsParked: IconUserPause,
  jobFailed: IconFileAlert,
};

/** What kind of thing it is. Red is only what is overdue or broken. */
export const NeedIcon = ({ need }: { need: Need }) => {
  const Icon = icons[need.kind];
  return (
    <span className={css["mark"]} data-tone={toneOf(need)} aria-hidden="true">
      <Icon size={18} stroke={1.7} />
    </span>
  );
};

const toneOf = ({ kind, severity }: Need): "danger" | "warm" | "hot" => {
  if (severity === "now" || kind === "mailsFailing" || kind === "leadsParked" || kind === "jobFailed") return "danger";
  return kind === "handOffsWaiting" ? "hot" : "warm";
};
