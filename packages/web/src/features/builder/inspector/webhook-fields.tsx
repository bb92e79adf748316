import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Step } from "../../../api/definition.ts";
import { LongField, TextField } from "./fields.tsx";
import type { Setter } from "./step-fields.tsx";

/** Where it posts to, and what of the answer is written into the lead: one `attribute = path` a line. */
export const WebhookFields = ({
  step,
  wrong,
  set,
}: {
  step: Extract<Step, { kind: "webhook" }>;
  wrong: boolean;
  set: Setter;
}) => {
  const { t } = useTranslation();
  const { fills, ...rest } = step;
  const [text, setText] = useState(
    Object.entries(fills ?? {})
      .map(([attribute, path]) => `${attribute} = ${path}`)
      .join("\n"),
  );
  return (
    <>
      <TextField
        label="URL"
        value={step.url}
        placeholder="https://"
        error={wrong}
        change={(url) => set({ ...step, url }, "url")}
      />
      <LongField
        label={t("inspect.fills")}
        value={text}
        hint={t("inspect.fillsHint")}
        change={(next) => {
          setText(next);
          const made = Object.fromEntries(
            next
              .split("\n")
              .filter((line) => line.trim() !== "")
              .map((line) => {
                const [attribute = "", path = ""] = line.split("=");
                return [attribute.trim(), path.trim()];
              }),
          );
          set(Object.keys(made).length === 0 ? rest : { ...rest, fills: made }, "fills");
        }}
      />
    </>
  );
};
