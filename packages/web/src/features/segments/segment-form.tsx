import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../api/definition.ts";
import { countQuery, removeSegment, type Segment, saveSegment } from "../../api/segments.ts";
import { Problem } from "../../api.ts";
import { Card } from "../../ui/card.tsx";
import { ConditionField } from "../../ui/condition/condition-field.tsx";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { useWorkflowWords } from "../../ui/workflow-words.ts";
import { Found } from "./found.tsx";
import css from "./segments.module.css";

/** A name, a condition, and at its side whom it finds while it is being written. */
export const SegmentForm = ({
  segment,
  begin,
  readOnly,
  done,
}: {
  segment: Segment | undefined;
  begin: Condition | undefined;
  readOnly: boolean;
  done: (id: string | undefined) => void;
}) => {
  const { t } = useTranslation();
  const words = useWorkflowWords();
  const tell = useFailure();
  const undo = useUndo();
  const queries = useQueryClient();
  const [name, setName] = useState(segment?.name ?? "");
  const [when, setWhen] = useState(segment?.when ?? begin);
  const [asked] = useDebouncedValue(when, 300);
  const count = useQuery({ ...countQuery(asked), placeholderData: (before) => before });
  const save = useMutation({
    mutationFn: (condition: Condition) => saveSegment(segment?.id, { name: name.trim(), when: condition }),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["segments"] });
      done(saved.id);
    },
    onError: (error) => {
      if (!(error instanceof Problem) || error.problems.length === 0) tell(error);
    },
  });
  const problems = save.error instanceof Problem ? save.error.problems : [];
  const remove = ({ id }: Segment) => {
    done(undefined);
    undo({
      text: t("segment.removed", { name: segment?.name }),
      run: () => removeSegment(id).then(() => queries.invalidateQueries({ queryKey: ["segments"] })),
      undo: () => done(id),
    });
  };
  return (
    <div className={css["form"]}>
      <Card title={segment === undefined ? t("segment.new") : segment.name}>
        {readOnly ? (
          <p>{when === undefined ? t("rules.everyone") : words.condition(when)}</p>
        ) : (
          <>
            <TextInput
              label={t("segment.name")}
              placeholder={t("segment.nameHint")}
              maxLength={100}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <div className={css["condition"]}>
              <ConditionField label={t("segment.who")} value={when} change={setWhen} optional />
            </div>
            {problems.map(({ path, message }) => (
              <p key={path + message} className={css["problem"]} role="alert">
                {message}
              </p>
            ))}
            <footer className={css["actions"]}>
              {segment !== undefined && (
                <Button variant="subtle" color="gray" onClick={() => remove(segment)}>
                  {t("segment.remove")}
                </Button>
              )}
              <span className={css["gap"]} />
              <Button
                disabled={name.trim() === "" || when === undefined}
                loading={save.isPending}
                onClick={() => when !== undefined && save.mutate(when)}
              >
                {t("segment.save")}
              </Button>
            </footer>
          </>
        )}
      </Card>
      <Card
        title={t("segment.found")}
        aside={
          segment !== undefined && (
            <>
              <Link to="/leads" search={{ segment: segment.id }}>
                {t("segment.asList")}
              </Link>
              {!readOnly && (
                <Link to="/broadcasts/$id" params={{ id: "new" }} search={{ segment: segment.id }}>
                  {t("segment.mail")}
                </Link>
              )}
            </>
          )
        }
      >
        <Found query={count} />
      </Card>
    </div>
  );
};
