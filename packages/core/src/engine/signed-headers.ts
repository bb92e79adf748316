import type { Catalogue } from "../catalogue.ts";
import type { World } from "../world/world.ts";

/**
 * What our outgoing webhooks are signed with, as Standard Webhooks has it: `whsec_` and base64. After a change the old secret signs
 * along until `previous.until`, so that receivers may change theirs in between.
 */
export type Signing = NonNullable<Catalogue["signing"]>;

/** Headers of one attempt. Its id stays the same over all attempts; without a secret there is no signature. */
export const signedHeaders = (
  { seal, clock }: Pick<World, "seal" | "clock">,
  signing: Signing | undefined,
  id: string,
  body: string,
): Record<string, string> => {
  const now = clock.now();
  const seconds = String(Math.floor(now / 1000));
  const secrets =
    signing === undefined
      ? []
      : [
          signing.secret,
          ...(signing.previous !== undefined && signing.previous.until > now ? [signing.previous.secret] : []),
        ];
  const signatures = secrets.map((secret) => `v1,${seal.signWith(secret, `${id}.${seconds}.${body}`)}`);
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": seconds,
    ...(signatures.length === 0 ? {} : { "webhook-signature": signatures.join(" ") }),
  };
};
