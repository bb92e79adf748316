import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../../api/workspace.ts";

/** The workspace's time zone. */
export const useZone = (): string => useQuery(meQuery).data?.timeZone ?? "Asia/Tokyo";
