import { Button } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Mapping, Source } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Failed } from "../../ui/states.tsx";
import { draftOf } from "./draft-of.ts";
import css from "./mapping.module.css";
import { Outcome } from "./outcome.tsx";
import { SamplePane } from "./sample-pane.tsx";
import { CONSENT } from "./target-names.ts";
import { Targets } from "./targets.tsx";
import { useChange } from "./use-change.ts";
import { useSample } from "./use-sample.ts";
import { useTrial } from "./use-trial.ts";

/** A sample on the left, what is made of it in the middle, and on the right the lead that would come out, as one types. */
export const MappingEditor = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const change = useChange(source.id);
  const [mapping, setMapping] = useState<Mapping>(source.mapping);
  const [field, setField] = useState(source.consent.field);
  const [active, setActive] = useState("email");
  const samples = useSample(source);
  const { field: _, ...ground } = source.consent;
  const consent = { ...ground, ...(field === undefined ? {} : { field }) };
  const isSame = JSON.stringify([mapping, field]) === JSON.stringify([source.mapping, source.consent.field]);
  const trial = useTrial(source.id, { ...draftOf(source), mapping, consent }, samples.sample);
  const read = trial.data ?? undefined;
  const save = () => {
    if (!isSame) change.mutate({ mapping, consent });
  };
  useKeys([{ code: "Ctrl+KeyS", cap: "Ctrl S", label: t("sources.save"), bar: true, inText: true, run: save }]);
  const put = (target: string, where: string | undefined) => {
    if (target === CONSENT) return setField(where);
    const { [target]: __, ...rest } = mapping;
    setMapping(where === undefined ? rest : { ...mapping, [target]: where });
  };
  const suggest = () => {
    if (read === undefined) return;
    setMapping(read.suggestion.mapping);
    if (source.consent.basis !== "none" && read.suggestion.consent !== undefined) setField(read.suggestion.consent);
  };
  return (
    <>
      <div className={css["columns"]}>
        <Card title={t("mapping.sample")} flush>
          <SamplePane
            samples={samples}
            fields={read?.fields ?? []}
            used={{ ...mapping, ...(field === undefined ? {} : { [CONSENT]: field }) }}
            active={active}
            pick={(where) => put(active, where)}
          />
        </Card>
        <Card
          title={t("mapping.targets")}
          flush
          aside={
            read !== undefined &&
            Object.keys(read.suggestion.mapping).length > 0 && (
              <Button variant="light" size="xs" leftSection={<IconSparkles size={14} />} onClick={suggest}>
                {t("mapping.suggest")}
              </Button>
            )
          }
        >
          <Targets
            mapping={mapping}
            consent={source.consent.basis === "none" ? null : field}
            fields={read?.fields ?? []}
            active={active}
            activate={setActive}
            put={put}
          />
        </Card>
        <Card title={t("mapping.outcome")}>
          {trial.error !== null && <Failed error={trial.error} retry={() => void trial.refetch()} />}
          <Outcome trial={read} basis={source.consent.basis} />
        </Card>
      </div>
      <div className={css["foot"]}>
        <span>{t(isSame ? "mapping.saved" : "mapping.unsaved")}</span>
        {!isSame && (
          <Button
            variant="default"
            onClick={() => {
              setMapping(source.mapping);
              setField(source.consent.field);
            }}
          >
            {t("mapping.back")}
          </Button>
        )}
        <Button disabled={isSame} loading={change.isPending} onClick={save}>
          {t("sources.save")} <Keycap>Ctrl S</Keycap>
        </Button>
      </div>
    </>
  );
};
