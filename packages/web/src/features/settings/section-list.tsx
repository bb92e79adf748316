import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../../ui/may.ts";
import { hasDraft } from "./drafts.ts";
import { type SectionId, sections } from "./sections.ts";
import css from "./settings.module.css";

const groups = ["workspace", "outside", "people", "own"] as const;

/** `wide`: the list is the page, as on a phone. What is not saved yet is marked. */
export const SectionList = ({ open, wide }: { open: SectionId | undefined; wide: boolean }) => {
  const { t } = useTranslation();
  const may = useMay();
  const shown = sections.filter(({ admin }) => admin !== true || may());
  return (
    <nav className={css["list"]} data-wide={wide || undefined} aria-label={t("settings.list")}>
      {groups.map((group) => {
        const items = shown.filter((section) => section.group === group);
        if (items.length === 0) return null;
        return (
          <div key={group}>
            <p className={css["group"]}>{t(`settings.group.${group}`)}</p>
            {items.map(({ id, icon: Icon }) => (
              <Link
                key={id}
                to="/settings/{-$section}"
                params={{ section: id }}
                className={css["item"]}
                data-active={id === open || undefined}
                {...(id === open ? { "aria-current": "page" as const } : {})}
              >
                <Icon size={18} stroke={1.7} aria-hidden="true" />
                <span>
                  {t(`section.${id}`)}
                  {wide && <small>{t(`sectionText.${id}`)}</small>}
                </span>
                {hasDraft(id) && <span className={css["unsaved"]}>{t("settings.unsaved")}</span>}
                {wide && <IconChevronRight size={16} stroke={1.7} aria-hidden="true" />}
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
};
