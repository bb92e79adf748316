import { useQuery } from "@tanstack/react-query";
import { meQuery, type Role } from "../api/workspace.ts";

/**
 * Whether one's role may do what these roles may; admins may everything. The server decides again: this only keeps buttons away that
 * would be refused. While nobody knows who one is, nothing is kept away.
 */
export const useMay = () => {
  const role = useQuery(meQuery).data?.role;
  return (...roles: Role[]): boolean => role === undefined || role === "admin" || roles.includes(role);
};
