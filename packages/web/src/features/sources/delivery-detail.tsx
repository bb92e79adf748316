import { Button, SegmentedControl } from "@mantine/core";
import { IconArrowRight, IconArrowsExchange, IconRotate } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Payload, replayOne, type Source } from "../../api/sources.ts";
import { Problem } from "../../api.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useTerm } from "../../ui/words.ts";
import css from "./deliveries.module.css";
import { isOwnField } from "./own-fields.ts";

/** What a delivery held, as fields or as it came; who it became, or what to do about it. */
export const DeliveryDetail = ({ source, payload }: { source: Source; payload: Payload }) => {
  const { t } = useTranslation();
  const term = useTerm();
  const [view, setView] = useState("fields");
  const { id, lead, submission, raw, fate, reason, why, replayedAs } = payload;
  const fields = Object.entries(submission?.fields ?? {}).filter(([name]) => !isOwnField(name));
  const shown = fields.length === 0 ? "raw" : view;
  return (
    <div className={css["detail"]}>
      {fate === "refused" && (
        <p className={css["why"]}>
          <b>{term("intakeWhy", why ?? "other")}</b> {term("intakeMend", why ?? "other")}
          {reason !== undefined && <small lang="en">{reason}</small>}
        </p>
      )}
      {replayedAs !== undefined && (
        <p className={css["consent"]}>
          {t("deliveries.was")}{" "}
          <Link to="/sources/$id" params={{ id: source.id }} search={{ tab: "deliveries", open: replayedAs }}>
            {t("deliveries.toNew")}
          </Link>
        </p>
      )}
      {submission !== undefined && (
        <p className={css["consent"]}>
          {t("deliveries.consent", { basis: term("basis", submission.consent.basis) })}
          {submission.consent.evidence !== undefined && ` — ${submission.consent.evidence}`}
        </p>
      )}
      {fields.length > 0 && (
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={setView}
          data={[
            { value: "fields", label: t("deliveries.fields") },
            { value: "raw", label: t("deliveries.raw") },
          ]}
        />
      )}
      {shown === "fields" ? (
        <dl className={css["fields"]}>
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{Array.isArray(value) ? value.join("、") : String(value)}</dd>
            </div>
          ))}
        </dl>
      ) : raw === "" ? null : (
        <textarea className={css["raw"]} readOnly rows={10} aria-label={t("deliveries.raw")} value={pretty(raw)} />
      )}
      <div className={css["acts"]}>
        {lead !== undefined && (
          <Button
            rightSection={<IconArrowRight size={16} />}
            renderRoot={(props) => <Link {...props} to="/leads/$id" params={{ id: lead }} />}
          >
            {t("deliveries.toLead")}
          </Button>
        )}
        {fate === "refused" && source.form === undefined && why !== "signature" && (
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/sources/$id" params={{ id: source.id }} search={{ tab: "mapping", payload: id }} />
            )}
            leftSection={<IconArrowsExchange size={16} />}
          >
            {t("deliveries.mend")}
          </Button>
        )}
        {fate !== "replayed" && raw !== "" && <Replay source={source} payload={payload} />}
      </div>
    </div>
  );
};

const Replay = ({ source, payload }: { source: Source; payload: Payload }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayOne(source.id, payload.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["source", source.id] }),
    onError: (error) => (stillRefused(error) ? undefined : tell(error)),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRotate size={16} />}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {t(payload.why === "signature" ? "deliveries.replayForged" : "deliveries.replay")}
      </Button>
      {replay.isSuccess && (
        <span role="status" className={css["said"]}>
          {t("deliveries.replayed")}
        </span>
      )}
      {stillRefused(replay.error) && (
        <span role="alert" className={css["said"]}>
          {t("deliveries.still")}
        </span>
      )}
    </>
  );
};

const stillRefused = (error: unknown): boolean => error instanceof Problem && error.status === 422;

const pretty = (raw: string): string => {
  if (!/^\s*[[{]/.test(raw)) return raw;
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return raw;
    throw error;
  }
};
