import type { Mail } from "@rekindle/core/world/world";

/** SES takes 50 mails and 1 MB of inline template a request; the template itself may have 250 kB. */
export const requests = (mails: Mail[]): Mail[][] => {
  const groups: Mail[][] = [];
  let room = 0;
  for (const mail of mails) {
    const bytes = sizeOf(mail);
    const last = groups.at(-1);
    if (last === undefined || last.length === 50 || bytes > room) {
      groups.push([mail]);
      room = 700_000 - bytes;
    } else {
      last.push(mail);
      room -= bytes;
    }
  }
  return groups;
};

const sizeOf = ({ slots }: Mail): number =>
  Object.values(slots).reduce((sum, value) => sum + Buffer.byteLength(value), 500);
