import { type QueryClient, queryOptions, skipToken } from "@tanstack/react-query";

/** Sources that were deleted and can still come back: hidden, whatever the server says of them meanwhile. */
export const leavingQuery = queryOptions<string[]>({
  queryKey: ["sourcesLeaving"],
  queryFn: skipToken,
  initialData: [],
  gcTime: Number.POSITIVE_INFINITY,
});

export const leave = (queries: QueryClient, id: string): void => {
  queries.setQueryData(leavingQuery.queryKey, (known = []) => [...known, id]);
};
export const stay = (queries: QueryClient, id: string): void => {
  queries.setQueryData(leavingQuery.queryKey, (known = []) => known.filter((one) => one !== id));
};
