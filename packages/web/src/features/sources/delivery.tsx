import { IconBan, IconCheck, IconChevronDown, IconClock, IconRotate, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Fate, Payload, Source } from "../../api/sources.ts";
import { Pill, type Tone } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { useTerm } from "../../ui/words.ts";
import css from "./deliveries.module.css";
import { DeliveryDetail } from "./delivery-detail.tsx";

/** One delivery: when, from whom, what became of it and why. Opens to what it held. */
export const Delivery = ({
  source,
  payload,
  isOpen,
  toggle,
}: {
  source: Source;
  payload: Payload;
  isOpen: boolean;
  toggle: () => void;
}) => {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const now = useNow();
  const { receivedAt, fate, submission, why, reason } = payload;
  const isStuck = fate === "waiting" && now - Date.parse(receivedAt) > STUCK_MS;
  const who = submission?.name ?? submission?.email;
  const note =
    fate === "refused" ? term("intakeWhy", why ?? "other") : fate === "ignored" ? ignoredWords(reason, t) : undefined;
  return (
    <li className={css["item"]}>
      <button type="button" className={css["row"]} aria-expanded={isOpen} onClick={toggle}>
        <time dateTime={receivedAt}>{format.moment(receivedAt, now)}</time>
        <span className={css["who"]}>
          {who === undefined ? <i>{t("deliveries.nobody")}</i> : <b>{who}</b>}
          {submission?.company !== undefined && <small>{submission.company.name}</small>}
        </span>
        <span className={css["note"]}>{isStuck ? t("deliveries.stuck") : note}</span>
        <FatePill fate={fate} isStuck={isStuck} />
        <IconChevronDown className={css["turn"] ?? ""} size={16} data-open={isOpen || undefined} aria-hidden="true" />
      </button>
      {isOpen && <DeliveryDetail source={source} payload={payload} />}
    </li>
  );
};

/** Longer than this nothing waits, unless its lead is parked or the workers stand still. */
const STUCK_MS = 30 * 60_000;

const ignoredWords = (reason: string | undefined, t: (key: string) => string): string =>
  t(reason === "honeypot" ? "deliveries.robot" : "deliveries.otherSort");

const tones: Record<Fate, Tone> = { done: "ok", waiting: "cold", ignored: "plain", refused: "danger", replayed: "ai" };
const icons = { done: IconCheck, waiting: IconClock, ignored: IconBan, refused: IconX, replayed: IconRotate };

const FatePill = ({ fate, isStuck }: { fate: Fate; isStuck: boolean }) => {
  const { t } = useTranslation();
  const Icon = icons[fate];
  return (
    <Pill tone={isStuck ? "warm" : tones[fate]} icon={<Icon size={13} />}>
      {t(`intakeFate.${fate}`)}
    </Pill>
  );
};
