import { fromRouter } from "@rekindle/functions/live/origin";
import { expect, it } from "vitest";

it("only a request that carries the router's secret reaches the API", () => {
  const isFromRouter = fromRouter("the secret");
  expect(isFromRouter({ "x-rekindle-origin": "the secret" })).toBe(true);
  for (const headers of [undefined, {}, { "x-rekindle-origin": "" }, { "x-rekindle-origin": "the secre" }])
    expect(isFromRouter(headers)).toBe(false);
});
