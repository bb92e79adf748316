import { Button } from "@mantine/core";
import { IconCopy, IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Effects } from "../../api/scoring.ts";
import css from "./scoring.module.css";
import type { Modelling } from "./use-model.ts";
import { useRuleWords } from "./use-rule-words.ts";

/** Who may not change the model may try one, and hands its changes over as a text. */
export const Proposal = ({ state, effects }: { state: Modelling; effects: Effects | undefined }) => {
  const { t } = useTranslation();
  const words = useRuleWords();
  const [copied, setCopied] = useState(false);
  const proposes = state.touched && state.changes.length > 0;
  const lines = [
    t("scoring.proposalHead"),
    ...state.changes.map((change) => t("scoring.proposalLine", { text: words.change(change) })),
    ...(effects === undefined
      ? []
      : [
          t("scoring.proposalEffect", {
            up: effects.lines.insideSales.up,
            down: effects.lines.insideSales.down,
            line: state.model.lines.insideSales,
          }),
        ]),
  ];
  const copy = async () => {
    await navigator.clipboard.writeText(lines.join("\n"));
    setCopied(true);
  };
  return (
    <div className={css["refused"]} role="note">
      <IconLock size={18} stroke={1.7} aria-hidden="true" />
      <div>
        <p>
          <b>{t("scoring.refused")}</b> {t("scoring.refusedWhy")}
        </p>
        {proposes && <pre className={css["proposal"]}>{lines.join("\n")}</pre>}
      </div>
      {proposes && (
        <Button variant="default" leftSection={<IconCopy size={15} stroke={1.7} />} onClick={() => void copy()}>
          {t(copied ? "scoring.copied" : "scoring.copy")}
        </Button>
      )}
    </div>
  );
};
