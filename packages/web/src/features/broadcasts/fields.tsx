import { NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { BroadcastInput } from "../../api/broadcasts.ts";
import { type LeadFilter, stages } from "../../api/leads.ts";
import { segmentsQuery } from "../../api/segments.ts";
import { vocabularyQuery } from "../../api/vocabulary.ts";
import { meQuery } from "../../api/workspace.ts";
import { useNow } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import { instantOf, wallOf } from "../../ui/zoned.ts";
import css from "./broadcasts.module.css";

const kinds = ["segment", "tag", "list", "stage", "everyone"] as const;
type Kind = (typeof kinds)[number];
const kindOf = (audience: LeadFilter): Kind =>
  kinds.find((kind) => kind !== "everyone" && audience[kind] !== undefined) ?? "everyone";
const HOUR = 3_600_000;
const office = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" };

/** What is sent, to whom, and when. */
export const Fields = ({
  input,
  change,
  readOnly,
}: {
  input: BroadcastInput;
  change: (next: BroadcastInput) => void;
  readOnly: boolean;
}) => {
  const { t } = useTranslation();
  const say = useSay();
  const now = useNow();
  const zone = useQuery(meQuery).data?.timeZone ?? "Asia/Tokyo";
  const words = useQuery(vocabularyQuery).data;
  const { startAt, window, perHour, ...rest } = input;
  const timing = {
    ...(startAt === undefined ? {} : { startAt }),
    ...(window === undefined ? {} : { window }),
    ...(perHour === undefined ? {} : { perHour }),
  };
  return (
    <fieldset className={css["fields"]} disabled={readOnly}>
      <TextInput
        label={t("broadcast.name")}
        description={t("broadcast.nameHint")}
        maxLength={100}
        value={input.name}
        onChange={({ currentTarget }) => change({ ...input, name: currentTarget.value })}
      />
      <Select
        label={t("broadcast.mail")}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t("broadcast.noMail")}
        value={input.template === "" ? null : input.template}
        data={(words?.templates ?? []).map(({ id, name, subject, version }) => ({
          value: id,
          label:
            version === undefined
              ? t("broadcast.unpublished", { name: say(name, id) })
              : `${say(name, id)}・${subject}`,
        }))}
        onChange={(template) => template !== null && change({ ...input, template })}
      />
      {input.template !== "" && (
        <Link to="/mails/$id" params={{ id: input.template }} className={css["link"] ?? ""}>
          {t("broadcast.openMail")}
        </Link>
      )}
      <Audience audience={input.audience} change={(audience) => change({ ...input, audience })} />
      <div>
        <span className={css["label"]}>{t("broadcast.when")}</span>
        <SegmentedControl
          aria-label={t("broadcast.when")}
          value={startAt === undefined ? "now" : "later"}
          data={[
            { value: "now", label: t("broadcast.now") },
            { value: "later", label: t("broadcast.later") },
          ]}
          onChange={(value) => {
            const { startAt: _, ...others } = timing;
            change({
              ...rest,
              ...others,
              ...(value === "now" ? {} : { startAt: new Date(Math.ceil(now / HOUR) * HOUR + HOUR).toISOString() }),
            });
          }}
        />
      </div>
      {startAt !== undefined && (
        <TextInput
          type="datetime-local"
          label={t("broadcast.startAt")}
          value={wallOf(startAt, zone)}
          min={wallOf(now, zone)}
          onChange={({ currentTarget }) => {
            const at = instantOf(currentTarget.value, zone);
            if (at !== undefined) change({ ...input, startAt: at });
          }}
        />
      )}
      <div>
        <span className={css["label"]}>{t("broadcast.window")}</span>
        <SegmentedControl
          aria-label={t("broadcast.window")}
          value={window === undefined ? "any" : "office"}
          data={[
            { value: "any", label: t("broadcast.anyTime") },
            { value: "office", label: t("broadcast.office") },
          ]}
          onChange={(value) => {
            const { window: _, ...others } = timing;
            change({ ...rest, ...others, ...(value === "any" ? {} : { window: office }) });
          }}
        />
      </div>
      <NumberInput
        label={t("broadcast.perHour")}
        description={t("broadcast.perHourHint")}
        min={1}
        max={100_000}
        allowDecimal={false}
        allowNegative={false}
        value={perHour ?? ""}
        onChange={(value) => {
          const { perHour: _, ...others } = timing;
          change({ ...rest, ...others, ...(typeof value === "number" ? { perHour: value } : {}) });
        }}
      />
    </fieldset>
  );
};

const Audience = ({ audience, change }: { audience: LeadFilter; change: (audience: LeadFilter) => void }) => {
  const { t } = useTranslation();
  const words = useQuery(vocabularyQuery).data;
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  const kind = kindOf(audience);
  const counted = (items: { name: string; people: number }[] | undefined) =>
    (items ?? []).map(({ name, people }) => ({ value: name, label: t("leads.counted", { name, count: people }) }));
  const choices: Record<Exclude<Kind, "everyone">, { value: string; label: string }[]> = {
    segment: segments.map(({ id, name }) => ({ value: id, label: name })),
    tag: counted(words?.tags),
    list: counted(words?.lists),
    stage: stages.map((value) => ({ value, label: t(`stage.${value}`) })),
  };
  const data = kind === "everyone" ? [] : choices[kind];
  const chosen = kind === "everyone" ? undefined : audience[kind];
  return (
    <div className={css["audience"]}>
      <span className={css["label"]}>{t("broadcast.audience")}</span>
      <SegmentedControl
        aria-label={t("broadcast.audience")}
        value={kind}
        data={kinds.map((value) => ({
          value,
          label: t(`audienceKind.${value}`),
          disabled: value !== "everyone" && choices[value].length === 0,
        }))}
        onChange={(next) => {
          const asked = kinds.find((one) => one === next) ?? "everyone";
          const first = asked === "everyone" ? undefined : choices[asked][0]?.value;
          change(asked === "everyone" || first === undefined ? {} : { [asked]: first });
        }}
      />
      {kind !== "everyone" && (
        <Select
          aria-label={t(`audienceKind.${kind}`)}
          searchable
          allowDeselect={false}
          value={chosen ?? null}
          data={
            chosen === undefined || data.some(({ value }) => value === chosen)
              ? data
              : [{ value: chosen, label: chosen }, ...data]
          }
          onChange={(value) => value !== null && change({ [kind]: value })}
        />
      )}
    </div>
  );
};
