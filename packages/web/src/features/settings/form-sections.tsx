import { Calendar } from "./calendar.tsx";
import { Handoff } from "./handoff.tsx";
import { Privacy } from "./privacy.tsx";
import { Sender } from "./sender.tsx";
import { Sending } from "./sending.tsx";

const bodies = { sender: Sender, calendar: Calendar, handoff: Handoff, sending: Sending, privacy: Privacy };

/** Sections that are forms: loaded together, since they are made of the same fields. */
export const FormSection = ({ id }: { id: keyof typeof bodies }) => {
  const Body = bodies[id];
  return <Body />;
};
