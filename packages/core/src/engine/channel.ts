import type { Channel } from "../workspace/settings.ts";
import type { Outside, World } from "../world/world.ts";
import { type Signing, signedHeaders } from "./signed-headers.ts";

type Post = Parameters<Outside["post"]>[0];

/** A text for people, as each kind of channel takes it. `id` is the same over all attempts. */
export const messageTo = (
  { kind, url, token }: Channel,
  text: string,
  id: string,
  world: Pick<World, "seal" | "clock">,
  signing: Signing | undefined,
): Post => {
  switch (kind) {
    case "slack":
      return json(url, { text });
    case "teams":
      return json(url, { type: "message", attachments: [{ contentType: CARD, content: cardOf(text) }] });
    case "chatwork":
      return {
        url,
        headers: { "content-type": "application/x-www-form-urlencoded", "x-chatworktoken": token ?? "" },
        body: new URLSearchParams({ body: text }).toString(),
      };
    case "webhook": {
      const body = JSON.stringify({ type: "notification", text });
      return { url, headers: signedHeaders(world, signing, id, body), body };
    }
    default:
      return kind satisfies never;
  }
};

const json = (url: string, body: object): Post => ({
  url,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** What a workflow "when a Teams webhook request is received" takes. */
const CARD = "application/vnd.microsoft.card.adaptive";
const cardOf = (text: string) => ({
  type: "AdaptiveCard",
  version: "1.4",
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  body: [{ type: "TextBlock", text, wrap: true }],
});
