import { BlockList, isIP } from "node:net";

/** Ranges that are nobody's on the open network (IANA's special-purpose registries), those of clouds' metadata among them. */
const closed = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  closed.addSubnet(network, bits, "ipv4");

/** All of IPv6 that is given out to anybody; in it what wraps an IPv4 address or stays in documents. */
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");
const wrapping = new BlockList();
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  wrapping.addSubnet(network, bits, "ipv6");

/** Whether an address, in numbers, is somebody's on the open network. Mapped and translated ones are judged by what they reach. */
export const isPublic = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  if (family !== 6) return false;
  const inner = innerOf(address);
  if (inner !== undefined) return isPublic(inner);
  return global.check(address, "ipv6") && !wrapping.check(address, "ipv6");
};

/** This machine itself: 127.0.0.0/8 and ::1, however they are written. */
export const isLoopback = (address: string): boolean => {
  const v4 = isIP(address) === 4 ? address : innerOf(address);
  return v4 === undefined ? canonical(address) === "::1" : /^127\./.test(v4);
};

/** The IPv4 address in `::ffff:a.b.c.d` or, for NAT64, `64:ff9b::a.b.c.d`. */
const innerOf = (address: string): string | undefined => {
  const [, high, low] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical(address) ?? "") ?? [];
  if (high === undefined || low === undefined) return undefined;
  const parts = [high, low].flatMap((text) => {
    const pair = Number.parseInt(text, 16);
    return [pair >> 8, pair & 255];
  });
  return parts.join(".");
};

/** The shortest spelling, as the URL parser knows it. A zone (`fe80::1%eth0`) has none. */
const canonical = (address: string): string | undefined =>
  URL.parse(`http://[${address}]/`)?.hostname.replace(/^\[|\]$/g, "");
