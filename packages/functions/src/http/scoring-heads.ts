import type { Department } from "@rekindle/core/scoring/sign-off";
import type { Rep } from "@rekindle/core/workspace/settings";
import type { Caller } from "./auth/caller.ts";

/**
 * Who speaks for a department: admins for either (never for both at once), marketers for marketing; for sales the managers among
 * the reps, or every rep where the settings name no manager.
 */
export const speaksFor = (
  { role, rep }: Extract<Caller, { kind: "person" }>,
  department: Department,
  reps: readonly Pick<Rep, "id" | "manager">[],
): boolean => {
  if (role === "admin") return true;
  if (department === "marketing") return role === "marketer";
  if (role !== "insideSales") return false;
  const managers = reps.filter(({ manager }) => manager);
  return managers.length === 0 || managers.some(({ id }) => id === rep);
};
