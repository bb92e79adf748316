import {
  type Icon,
  IconAddressBook,
  IconBell,
  IconBuilding,
  IconCalendar,
  IconClockHour4,
  IconHistory,
  IconKey,
  IconPlugConnected,
  IconShieldCheck,
  IconUserCog,
  IconUserShare,
} from "@tabler/icons-react";

export const sectionIds = [
  "sender",
  "calendar",
  "handoff",
  "sending",
  "privacy",
  "channels",
  "integrations",
  "people",
  "keys",
  "audit",
  "self",
] as const;
export type SectionId = (typeof sectionIds)[number];

/** In the order of the list. `admin`: nobody else has business there. */
export const sections: {
  id: SectionId;
  group: "workspace" | "outside" | "people" | "own";
  icon: Icon;
  admin?: true;
}[] = [
  { id: "sender", group: "workspace", icon: IconBuilding },
  { id: "calendar", group: "workspace", icon: IconCalendar },
  { id: "handoff", group: "workspace", icon: IconUserShare },
  { id: "sending", group: "workspace", icon: IconClockHour4 },
  { id: "privacy", group: "workspace", icon: IconShieldCheck },
  { id: "channels", group: "outside", icon: IconBell },
  { id: "integrations", group: "outside", icon: IconPlugConnected },
  { id: "people", group: "people", icon: IconAddressBook, admin: true },
  { id: "keys", group: "people", icon: IconKey, admin: true },
  { id: "audit", group: "people", icon: IconHistory, admin: true },
  { id: "self", group: "own", icon: IconUserCog },
];

export const isSection = (text: string | undefined): text is SectionId => sectionIds.some((id) => id === text);
