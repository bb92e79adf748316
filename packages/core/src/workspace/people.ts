import * as z from "zod";

/** What a person may do. An admin may do everything; what the others may stands beside the routes. */
export const Role = z.enum(["admin", "marketer", "insideSales"]);
export type Role = z.infer<typeof Role>;

/** What an API key may do: look; change what people change; bring people and deals in; everything. */
export const Scope = z.enum(["read", "write", "intake", "admin"]);
export type Scope = z.infer<typeof Scope>;

/**
 * The highest role that a provider names in a claim: one name or a list of them, other groups among them. However it is
 * spelled: `inside-sales`, `Inside Sales`, `rekindle-admin` where a directory has groups of many applications.
 */
export const roleIn = (claim: unknown): Role | undefined => {
  const named = new Set((Array.isArray(claim) ? claim : [claim]).map(plain));
  return Role.options.find((role) => named.has(role.toLowerCase()));
};

const plain = (name: unknown): string =>
  typeof name === "string"
    ? name
        .toLowerCase()
        .replace(/[\s_:./-]/g, "")
        .replace(/^rekindle(?=.)/, "")
    : "";
