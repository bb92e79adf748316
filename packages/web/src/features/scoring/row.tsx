import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconArrowBackUp, IconDots, IconEyeOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Pill } from "../../ui/pill.tsx";
import css from "./rules.module.css";

/** What happened to a rule, and what one can do about it; how often it was met in 30 days, where that is known. */
export type RowFacts = {
  id: string;
  state: "same" | "added" | "changed" | "removed";
  hits: string;
  stale: boolean;
  remove: () => void;
  restore: () => void;
};
type Act = { id: string; label: string; run: () => void };

export const Row = ({
  id,
  name,
  about,
  state,
  hits,
  stale,
  acts,
  remove,
  restore,
  children,
}: RowFacts & { name: string; about: string; acts: Act[]; children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <tr className={css["row"]} data-rule={id} data-state={state}>
      <td className={css["sentence"]}>
        {children} {about !== "" && <small title={about}>{about}</small>}
      </td>
      <td className={css["mark"]}>
        {state !== "same" && (
          <>
            <Pill tone={state === "removed" ? "cold" : "warm"}>{t(`scoring.state.${state}`)}</Pill>
            <Button
              size="xs"
              variant="subtle"
              px={6}
              leftSection={<IconArrowBackUp size={14} stroke={1.7} />}
              aria-label={t("scoring.undoOf", { name })}
              onClick={restore}
            >
              {t("scoring.undo")}
            </Button>
          </>
        )}
      </td>
      <td className={css["hits"]} data-stale={stale || undefined}>
        {hits}
      </td>
      <td className={css["menu"]}>
        {state !== "removed" && (
          <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t("scoring.more", { name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {acts.map((act) => (
                <Menu.Item key={act.id} onClick={act.run}>
                  {act.label}
                </Menu.Item>
              ))}
              <Menu.Item leftSection={<IconEyeOff size={15} stroke={1.7} />} onClick={remove}>
                {t("scoring.off")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
};

/** A rule that is switched off in the draft: struck, and back by one press. */
export const GoneRow = (facts: RowFacts & { name: string; about: string }) => (
  <Row {...facts} acts={[]}>
    <s>{facts.name}</s>
  </Row>
);
