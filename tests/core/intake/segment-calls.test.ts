import { toSegmentCalls } from "@rekindle/core/leads/segment-calls";
import { describe, expect, test } from "vitest";
import { identify, track } from "./samples.ts";

describe("Segment's calls", () => {
  test("come alone or in a batch, with dotted paths and their own time", () => {
    const batch = toSegmentCalls({ batch: [identify, track], sentAt: "2026-11-01T00:02:00Z" }, "batch");
    expect(batch).toMatchObject({
      status: "ok",
      calls: [
        {
          type: "identify",
          messageId: "ajs-1",
          userId: "u-42",
          traits: { email: "yui@tokai.example", "company.name": "Tokai Parts" },
        },
        {
          type: "track",
          event: "Pricing Page Viewed",
          properties: { path: "/pricing", "cart.total": 3 },
          timestamp: Date.UTC(2026, 10, 1, 0, 1),
        },
      ],
    });
    expect(toSegmentCalls(track, "track")).toMatchObject({ status: "ok", calls: [{ messageId: "ajs-2" }] });
  });

  test("take their type from the path where the body has none", () =>
    expect(toSegmentCalls({ anonymousId: "a", name: "Home" }, "page")).toMatchObject({
      status: "ok",
      calls: [{ type: "page", event: "page", anonymousId: "a" }],
    }));

  test.each([
    [{ batch: [] }, "batch", "batch"],
    [{}, "batch", "batch"],
    [{ batch: [track, { type: "track", userId: "u" }] }, "batch", "batch.1"],
    [{ batch: [{ type: "shout", userId: "u" }] }, "batch", "batch.0"],
    [{ type: "identify" }, "identify", "body"],
    [null, "identify", "body"],
    [{ batch: Array.from({ length: 1001 }, () => track) }, "batch", "batch"],
  ])("are refused where they are wrong", (body, path, where) =>
    expect(toSegmentCalls(body, path)).toEqual({
      status: "refused",
      problems: [{ path: where, message: expect.any(String) }],
    }),
  );
});
