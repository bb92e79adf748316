import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Definition } from "../../api/definition.ts";
import { type Group, groups, type Path, type PreviewRun } from "../../api/preview.ts";
import { Card } from "../../ui/card.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Pill } from "../../ui/pill.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./preview.module.css";
import { Way } from "./way.tsx";

/** What one person lives through, by what becomes of them. */
export const Paths = ({ run, definition }: { run: PreviewRun; definition: Definition }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [picked, setPicked] = useState<Group>();
  const [at, setAt] = useState(0);
  const there = groups.filter((group) => run.groups[group] > 0);
  const group = picked !== undefined && there.includes(picked) ? picked : there[0];
  const paths = run.paths.filter((path) => path.group === group);
  const index = Math.min(at, Math.max(0, paths.length - 1));
  const path = paths[index];
  const move = (by: number) => () => setAt(Math.max(0, Math.min(paths.length - 1, index + by)));
  const choose = (next: Group) => {
    setPicked(next);
    setAt(0);
  };
  useKeys([
    { code: "BracketLeft", cap: "[ ]", label: t("path.walk"), bar: true, run: move(-1) },
    { code: "BracketRight", cap: "]", label: t("path.walk"), quiet: true, run: move(1) },
    ...there.map((name, n) => ({
      code: `Digit${n + 1}`,
      cap: `${n + 1}`,
      label: t(`pathGroup.${name}`),
      run: () => choose(name),
    })),
  ]);
  const departments = Object.entries(run.departments)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 6);
  const most = Math.max(1, ...departments.map(([, count]) => count));
  return (
    <div className={css["side"]}>
      <Card
        title={t("path.title")}
        aside={
          paths.length > 0 && (
            <>
              <ActionIcon variant="subtle" color="gray" aria-label={t("path.previous")} onClick={move(-1)}>
                <IconChevronLeft size={16} />
              </ActionIcon>
              {index + 1} / {group === undefined ? 0 : format.count(run.groups[group])}
              <ActionIcon variant="subtle" color="gray" aria-label={t("path.next")} onClick={move(1)}>
                <IconChevronRight size={16} />
              </ActionIcon>
            </>
          )
        }
      >
        <div className={css["chips"]}>
          {there.map((name) => (
            <button key={name} type="button" aria-pressed={name === group} onClick={() => choose(name)}>
              {t(`pathGroup.${name}`)} {format.count(run.groups[name])}
            </button>
          ))}
        </div>
        {path !== undefined && (
          <>
            <Who path={path} />
            <Way path={path} definition={definition} />
            <p className={css["hint"]}>{t("path.assumed")}</p>
          </>
        )}
      </Card>
      {departments.length > 0 && (
        <Card title={t("path.handedOff", { count: run.totals.handedOff })}>
          <ul className={css["refusals"]}>
            {departments.map(([name, count]) => (
              <li key={name}>
                <span>{name}</span>
                <span className={css["meter"]}>
                  <i style={{ width: `${(count / most) * 100}%`, background: "var(--rk-hot)" }} />
                </span>
                <b>{format.count(count)}</b>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
};

const Who = ({ path: { leadId, name, company, department, score } }: { path: Path }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const made = leadId.startsWith("lead_synthetic");
  return (
    <div className={css["person"]}>
      {made ? (
        <b>{t("path.madeUp")}</b>
      ) : (
        <Link to="/leads/$id" params={{ id: leadId }}>
          <b>{name ?? t("lead.unnamed")}</b>
        </Link>
      )}
      <small>{[company, department].filter(Boolean).join(t("words.list"))}</small>
      <Pill>{t("path.score", { points: format.count(score) })}</Pill>
    </div>
  );
};
