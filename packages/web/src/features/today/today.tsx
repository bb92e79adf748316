import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Desk, desks, todayQuery } from "../../api/today.ts";
import { meQuery, type Role } from "../../api/workspace.ts";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { Changes } from "./changes.tsx";
import { GoalStrip } from "./goal-strip.tsx";
import { MailToday } from "./mail-today.tsx";
import { Needs } from "./needs.tsx";
import { Running } from "./running.tsx";
import { Setup } from "./setup.tsx";
import css from "./today.module.css";

const route = getRouteApi("/");

/** What needs a person now and how the month stands; then what runs by itself, what went out, and what has changed. */
export const Today = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { role } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: me } = useQuery(meQuery);
  const desk = desks.find((one) => one === role) ?? own(me?.role);
  const query = useQuery({ ...todayQuery(desk), enabled: me !== undefined || role !== undefined });
  const turn = (next: Desk) => void navigate({ search: { role: next }, replace: true });
  useKeys(
    desks.map((one, i) => ({
      code: `Digit${i + 1}`,
      cap: `${i + 1}`,
      label: t(`today.desk.${one}`),
      run: () => turn(one),
    })),
  );
  const month = query.data?.month;
  return (
    <Page
      title={t("nav.today")}
      facts={
        <>
          <span>{format.weekdayMoment(now)}</span>
          {month !== undefined && <Pill>{t("today.businessDay", { passed: month.passed, of: month.of })}</Pill>}
        </>
      }
      actions={
        <SegmentedControl
          aria-label={t("today.desk.label")}
          value={desk}
          onChange={(next) => turn(desks.find((one) => one === next) ?? "all")}
          data={desks.map((one) => ({ value: one, label: t(`today.desk.${one}`) }))}
        />
      }
    >
      <Setup />
      <GoalStrip />
      <div className={css["columns"]}>
        <div className={css["column"]}>
          <Needs query={query} />
          {desk !== "insideSales" && <Running />}
        </div>
        <div className={css["column"]}>
          <MailToday query={query} />
          <Changes query={query} />
        </div>
      </div>
    </Page>
  );
};

const own = (role: Role | undefined): Desk => {
  switch (role) {
    case "marketer":
      return "marketing";
    case "insideSales":
      return "insideSales";
    default:
      return "all";
  }
};
