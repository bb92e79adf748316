import { Button, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mapping, SampleField } from "../../api/sources.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./mapping.module.css";
import { targetName } from "./target-names.ts";
import { PASTED, type Samples } from "./use-sample.ts";

/** A delivery that came, or one that was pasted, as the fields that can be mapped. A press maps one. */
export const SamplePane = ({
  samples,
  fields,
  used,
  active,
  pick,
}: {
  samples: Samples;
  fields: SampleField[];
  used: Mapping;
  active: string;
  pick: (where: string) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { kept, shown, choose, paste, isPending } = samples;
  const uses = Object.entries(used).flatMap(([target, where]) => [where].flat().map((one) => [one, target] as const));
  return (
    <div className={css["sample"]}>
      {kept.length > 0 && (
        <Select
          aria-label={t("mapping.which")}
          data={[
            ...kept.slice(0, 50).map(({ id, receivedAt, fate }) => ({
              value: id,
              label: `${format.moment(receivedAt, now)} ${t(`intakeFate.${fate}`)}`,
            })),
            { value: PASTED, label: t("mapping.paste") },
          ]}
          value={shown ?? null}
          allowDeselect={false}
          onChange={(next) => choose(next ?? undefined)}
        />
      )}
      {(shown === PASTED || (!isPending && kept.length === 0)) && <Paste paste={paste} isFirst={kept.length === 0} />}
      {fields.length > 0 && <p className={css["hint"]}>{t("mapping.press", { target: targetName(active, t) })}</p>}
      <ul className={css["fields"]}>
        {fields.map(({ where, label, value }) => {
          const target = uses.find(([one]) => one === where)?.[1];
          return (
            <li key={where}>
              <button type="button" onClick={() => pick(where)} data-used={target !== undefined || undefined}>
                <span className={css["label"]} title={where}>
                  {label}
                </span>
                <span className={css["value"]}>{Array.isArray(value) ? value.join("、") : String(value)}</span>
                {target !== undefined && <span className={css["goes"]}>→ {targetName(target, t)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

const Paste = ({ paste, isFirst }: { paste: (raw: string) => void; isFirst: boolean }) => {
  const { t } = useTranslation();
  const [raw, setRaw] = useState("");
  return (
    <>
      {isFirst && <p className={css["hint"]}>{t("mapping.nothingYet")}</p>}
      <Textarea
        label={t("mapping.pasted")}
        placeholder='{ "email": "mayumi@minato-logi.example", "お名前": "渡辺 真由美" }'
        value={raw}
        autosize
        minRows={4}
        maxRows={14}
        onChange={({ currentTarget }) => setRaw(currentTarget.value)}
      />
      <Button variant="default" disabled={raw.trim() === ""} onClick={() => paste(raw)}>
        {t("mapping.read")}
      </Button>
    </>
  );
};
