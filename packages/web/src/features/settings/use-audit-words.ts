import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../../api/people.ts";

/** Changes that say which one it is about: they stand in the sentence. */
export const titles: readonly string[] = ["person", "name"];

/**
 * What somebody did, in words: the area, the act, and which one. An act that has words of its own has them; any other is told by its
 * method, so that a new route is never silent.
 */
export const useAuditWords = () => {
  const { t, i18n } = useTranslation();
  return ({ what, thing, changes = [] }: AuditEntry): string => {
    if (what === "sign-in") return t("auditAct.signIn");
    const [method = "", path = ""] = what.split(" ");
    const [, , resource = "", ...rest] = path.split("/");
    const area = i18n.exists(`auditArea.${resource}`) ? t(`auditArea.${resource}`) : resource;
    const name = rest.findLast((part) => part !== "" && !part.startsWith(":"));
    const title = changes.find((change) => titles.includes(change.path));
    const which = title?.to ?? title?.from ?? Object.values(thing).join(" ");
    const made = method === "POST" && rest.length === 0 && i18n.exists(`auditMade.${resource}`);
    const act = made
      ? t(`auditMade.${resource}`)
      : name !== undefined && i18n.exists(`auditAct.${name}`)
        ? t(`auditAct.${name}`)
        : t(`auditMethod.${method}`);
    return which === "" ? t("settings.auditLine", { area, act }) : t("settings.auditLineOf", { area, act, which });
  };
};
