import { Audit } from "./audit.tsx";
import { Channels } from "./channels.tsx";
import { Integrations } from "./integrations.tsx";
import { Keys } from "./keys.tsx";
import { People } from "./people.tsx";
import { Self } from "./self.tsx";

const bodies = {
  channels: Channels,
  integrations: Integrations,
  people: People,
  keys: Keys,
  audit: Audit,
  self: Self,
};

/** Sections that are lists of things, and one's own: loaded together. */
export const ListSection = ({ id }: { id: keyof typeof bodies }) => {
  const Body = bodies[id];
  return <Body />;
};
