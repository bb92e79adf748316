import { Button, Skeleton } from "@mantine/core";
import { IconPlus, IconSpeakerphone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { broadcastsQuery } from "../../api/broadcasts.ts";
import { Card } from "../../ui/card.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./broadcasts.module.css";
import { StatePill } from "./state-pill.tsx";
import { useAudience } from "./use-audience.ts";

/** Mails that go once: what was sent to whom and what came of it, what is planned, what is being written. */
export const Broadcasts = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const navigate = useNavigate();
  const audience = useAudience();
  const { data, error, refetch } = useQuery(broadcastsQuery);
  const mayWrite = may("marketer");
  useKeys(
    mayWrite
      ? [
          {
            code: "KeyA",
            cap: "A",
            label: t("broadcast.new"),
            bar: true,
            run: () => void navigate({ to: "/broadcasts/$id", params: { id: "new" } }),
          },
        ]
      : [],
  );
  const begin = mayWrite && (
    <Button
      renderRoot={(props) => <Link to="/broadcasts/$id" params={{ id: "new" }} {...props} />}
      leftSection={<IconPlus size={16} />}
    >
      {t("broadcast.new")}
    </Button>
  );
  return (
    <Page title={t("broadcast.title")} actions={begin}>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      <Card flush>
        {data === undefined && error === null && (
          <Loading>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} height={22} m="sm" width="auto" />
            ))}
          </Loading>
        )}
        {data?.items.length === 0 && (
          <Empty icon={<IconSpeakerphone />} title={t("broadcast.none")} action={begin}>
            {t("broadcast.noneText")}
          </Empty>
        )}
        {data !== undefined && data.items.length > 0 && (
          <div className={css["scroll"]}>
            <table className={css["table"]}>
              <thead>
                <tr>
                  <th>{t("broadcast.name")}</th>
                  <th>{t("broadcast.state")}</th>
                  <th className={css["wide"]}>{t("broadcast.audience")}</th>
                  <th className={css["wide"]}>{t("broadcast.when")}</th>
                  <th className={css["number"]}>{t("broadcast.sent")}</th>
                  <th className={css["number"]}>{t("broadcast.clicked")}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((one) => {
                  const { id, name, state, launched, startAt, progress } = one;
                  const when = launched?.startAt ?? startAt;
                  const sent = progress?.sent ?? 0;
                  return (
                    <tr key={id}>
                      <td>
                        <Link to="/broadcasts/$id" params={{ id }}>
                          {name}
                        </Link>
                      </td>
                      <td>
                        <StatePill state={state} />
                      </td>
                      <td className={css["wide"]}>{audience(one.audience)}</td>
                      <td className={css["wide"]}>{when === undefined ? "–" : format.moment(when, now)}</td>
                      <td className={css["number"]}>{progress === undefined ? "–" : format.count(sent)}</td>
                      <td className={css["number"]}>
                        {progress === undefined || sent === 0 ? "–" : format.share(progress.clicked, sent)}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </Page>
  );
};
