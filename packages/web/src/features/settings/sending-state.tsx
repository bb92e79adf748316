import { Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconHelpCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Known, sendingQuery } from "../../api/settings.ts";
import { Card } from "../../ui/card.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFormat } from "../../ui/use-format.ts";
import css from "./settings.module.css";

/** SES reviews an account above these, and pauses it at twice and five times as much. */
const BOUNCES = 0.05;
const COMPLAINTS = 0.001;
const icons = { ok: IconCheck, missing: IconAlertTriangle, unknown: IconHelpCircle };

/** How the sending stands: what SES allows, what went, what came back, and what the sender's domain says of itself. */
export const SendingState = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery(sendingQuery);
  const rate = (share: number | undefined, base: number) =>
    share === undefined ? t("settings.noRate") : t("settings.rateOf", { share: format.share(share, 1), count: base });
  return (
    <Card title={t("settings.stateTitle")} aside={data && t("settings.quota", { count: data.quota.perDay })}>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          <Skeleton height={80} />
        </Loading>
      )}
      {data !== undefined && (
        <>
          <dl className={css["figures"]}>
            <div>
              <dt>{t("settings.sentToday")}</dt>
              <dd>{format.count(data.sentToday)}</dd>
            </div>
            <div>
              <dt>{t("settings.planned")}</dt>
              <dd>
                {t(data.whole ? "settings.about" : "settings.aboutOrMore", {
                  n: format.count(data.planned.reduce((sum, { n }) => sum + n, 0)),
                })}
              </dd>
            </div>
            <div data-bad={(data.bounceRate ?? 0) >= BOUNCES || undefined}>
              <dt>{t("settings.bounces", { days: data.days })}</dt>
              <dd>{rate(data.bounceRate, data.sent)}</dd>
            </div>
            <div data-bad={(data.complaintRate ?? 0) >= COMPLAINTS || undefined}>
              <dt>{t("settings.complaints", { days: data.days })}</dt>
              <dd>{rate(data.complaintRate, data.sent)}</dd>
            </div>
          </dl>
          <ul className={css["auth"]}>
            {(["spf", "dkim", "dmarc"] as const).map((name) => (
              <Auth key={name} name={name} state={data.auth[name]} />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
};

const Auth = ({ name, state }: { name: "spf" | "dkim" | "dmarc"; state: Known }) => {
  const { t } = useTranslation();
  const Mark = icons[state];
  return (
    <li data-state={state}>
      <Mark size={16} stroke={1.7} aria-hidden="true" />
      <b>{name.toUpperCase()}</b>
      <span>{name === "dkim" && state === "unknown" ? t("settings.dkimUnknown") : t(`authState.${state}`)}</span>
    </li>
  );
};
