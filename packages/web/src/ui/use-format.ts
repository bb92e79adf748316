import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { clockQuery } from "../api/local.ts";
import { meQuery } from "../api/workspace.ts";
import { type Format, formatIn } from "./format.ts";
import { useLanguage } from "./words.ts";

/** Figures and dates in the reader's language and the workspace's zone. */
export const useFormat = (): Format => {
  const language = useLanguage();
  const zone = useQuery({ ...meQuery, select: ({ timeZone }) => timeZone }).data ?? "Asia/Tokyo";
  return useMemo(() => formatIn(language, zone), [language, zone]);
};

/** Now by the workspace's clock, which the local run may speed up. Epoch ms; re-renders each second. */
export const useNow = (): number => {
  const wall = useSyncExternalStore(eachSecond, () => Math.floor(Date.now() / 1000) * 1000);
  const { data: clock } = useQuery(clockQuery);
  return clock ? clock.now + Math.max(0, wall - clock.readAt) * clock.speed : wall;
};

const eachSecond = (changed: () => void) => {
  const timer = setInterval(changed, 1000);
  return () => clearInterval(timer);
};
