import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Effects, versionsQuery } from "../../api/scoring.ts";
import { Card } from "../../ui/card.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { same } from "./changes.ts";
import css from "./lines.module.css";
import { LinesRuler } from "./lines-ruler.tsx";
import type { Modelling } from "./use-model.ts";

/** The lines between the departments, and when both last agreed to them. */
export const LinesCard = ({
  state: { running, model, edit },
  effects,
}: {
  state: Modelling;
  effects: Effects | undefined;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const agreed = useQuery(versionsQuery).data?.items.find(({ signedOff }) => signedOff.length > 0)?.publishedAt;
  const moved = !same(running.lines, model.lines);
  return (
    <Card
      title={t("scoring.lines")}
      aside={agreed === undefined ? t("scoring.notAgreed") : t("scoring.agreed", { day: format.day(agreed, now) })}
    >
      <LinesRuler
        lines={model.lines}
        was={running.lines}
        below={(line) => (effects === undefined ? "" : t("scoring.above", { count: effects.lines[line].after }))}
        set={(line, at) => edit((known) => ({ ...known, lines: { ...known.lines, [line]: at } }))}
      />
      {moved && <p className={css["agreed"]}>{t("scoring.linesNeed")}</p>}
    </Card>
  );
};
