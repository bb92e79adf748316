import { IconBriefcase, IconMailOff, IconTrophy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CompanyState } from "../../api/companies.ts";
import { Pill } from "../../ui/pill.tsx";

/** Whether a company may be mailed, by its deals. */
export const LockPill = ({ state }: { state: CompanyState }) => {
  const { t } = useTranslation();
  const looks = {
    open: { tone: "warm", icon: <IconBriefcase /> },
    customer: { tone: "ok", icon: <IconTrophy /> },
    lost: { tone: "plain", icon: <IconMailOff /> },
    none: { tone: "plain", icon: undefined },
  } as const;
  const { tone, icon } = looks[state];
  return (
    <Pill tone={tone} icon={state === "lost" ? undefined : icon}>
      {t(`companyState.${state}`)}
    </Pill>
  );
};
