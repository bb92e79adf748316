import { Autocomplete, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Model, SignalRule } from "../../api/scoring.ts";
import { useKeys } from "../../ui/keys.tsx";
import { useLanguage } from "../../ui/words.ts";
import { AddDialog, freeId } from "./add-dialog.tsx";
import { type Shape, whenOf } from "./shape.ts";
import { useRuleWords } from "./use-rule-words.ts";
import { Asked } from "./what-field.tsx";

/** What a rule may begin with; `own`: an event by its own name. */
const kinds = ["page", "form", "click", "document", "seminar", "chip", "outcome", "own"] as const;
type Kind = (typeof kinds)[number];
const begin: Record<Kind, { on: string; family: string; shape: Shape }> = {
  page: { on: "page.viewed", family: "web", shape: { kind: "page", values: ["/"] } },
  form: { on: "form.submitted", family: "form", shape: { kind: "form", values: ["brochure"] } },
  click: { on: "mail.clicked", family: "mail", shape: { kind: "any" } },
  document: { on: "document.read", family: "content", shape: { kind: "any" } },
  seminar: { on: "seminar.attended", family: "event", shape: { kind: "any" } },
  chip: { on: "call.noted", family: "sales", shape: { kind: "chip", chip: "interest", value: true } },
  outcome: { on: "call.noted", family: "sales", shape: { kind: "outcome", value: "reached" } },
  own: { on: "", family: "web", shape: { kind: "any" } },
};

/** A new rule for what people do. */
export const AddSignal = ({
  model,
  close,
  add,
}: {
  model: Model;
  close: () => void;
  add: (rule: SignalRule) => void;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useRuleWords();
  const families = Object.keys(model.families);
  const [kind, setKind] = useState<Kind>("page");
  const [on, setOn] = useState(begin.page.on);
  const [shape, setShape] = useState<Shape>(begin.page.shape);
  const [family, setFamily] = useState(begin.page.family);
  const [points, setPoints] = useState(5);
  const [name, setName] = useState("");
  const choose = (next: Kind) => {
    const start = begin[next];
    setKind(next);
    setOn(start.on);
    setShape(start.shape);
    setFamily(families.includes(start.family) ? start.family : (families[0] ?? ""));
  };
  const ready = on.trim() !== "" && family !== "";
  const save = () => {
    if (!ready) return;
    const rule = { id: freeId(model.signals, on), on: on.trim(), points, family, ...whenOf(shape) };
    add({ ...rule, label: { [language]: name.trim() === "" ? words.what(rule) : name.trim() } });
  };
  useKeys([{ code: "Ctrl+Enter", cap: "Ctrl+⏎", label: t("scoring.add"), layer: true, inText: true, run: save }]);
  return (
    <AddDialog close={close} save={save} ready={ready}>
      <NativeSelect
        label={t("scoring.when")}
        data-autofocus
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`scoring.begin.${value}`) }))}
        onChange={({ currentTarget }) => choose(kinds.find((one) => one === currentTarget.value) ?? "page")}
      />
      {kind === "own" && (
        <Autocomplete
          label={t("scoring.eventName")}
          description={t("scoring.eventNameHint")}
          value={on}
          data={[...new Set(model.signals.map((rule) => rule.on))]}
          onChange={setOn}
        />
      )}
      <Asked key={kind} shape={shape} write={setShape} />
      <NumberInput
        label={t("scoring.pointsLabel")}
        value={points}
        onChange={(next) => typeof next === "number" && setPoints(next)}
      />
      <NativeSelect
        label={t("scoring.familyLabel")}
        value={family}
        data={families.map((value) => ({ value, label: words.family(value) }))}
        onChange={({ currentTarget }) => setFamily(currentTarget.value)}
      />
      <TextInput
        label={t("scoring.nameLabel")}
        value={name}
        placeholder={on === "" ? "" : words.what({ on, ...whenOf(shape), id: "", points, family })}
        maxLength={80}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
    </AddDialog>
  );
};
