import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Person } from "../../api/people.ts";
import type { Rep } from "../../api/settings.ts";
import { meQuery, type Role, roles } from "../../api/workspace.ts";
import { Pill } from "../../ui/pill.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./settings.module.css";

type Props = {
  person: Person;
  reps: Rep[];
  change: (next: { role?: Role; rep?: string | null; active?: boolean }) => void;
  withdraw: () => void;
};

export const PersonRow = ({ person, reps, change, withdraw }: Props) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const self = useQuery(meQuery).data?.id === person.id;
  const { state, name, address, role, via, rep, offSince, signedInAt, since } = person;
  const shown = name ?? address ?? "";
  const off = offSince !== undefined;
  return (
    <li className={css["row"]} data-off={off || undefined}>
      <div>
        <p>
          <b>{shown}</b> {self && <Pill tone="ai">{t("settings.you")}</Pill>}
          {state === "invited" && <Pill tone="warm">{t("settings.invited")}</Pill>}
          {off && <Pill tone="danger">{t("settings.offSince", { day: format.day(offSince, now) })}</Pill>}
        </p>
        <p className={css["hint"]}>
          {[
            name !== undefined && address !== name ? address : undefined,
            signedInAt === undefined
              ? t("settings.invitedAt", { day: format.day(since, now) })
              : t("settings.signedIn", { at: format.moment(signedInAt, now) }),
            via === "claim" ? t("settings.byDirectory") : undefined,
          ]
            .filter((part) => part !== undefined)
            .join("・")}
        </p>
      </div>
      <div className={css["rowActs"]}>
        <NativeSelect
          aria-label={t("settings.roleOf", { name: shown })}
          value={role}
          disabled={via === "claim" || via === "local" || off}
          data={roles.map((value) => ({ value, label: t(`who.${value}`) }))}
          onChange={({ currentTarget }) => {
            const next = roles.find((one) => one === currentTarget.value);
            if (next !== undefined) change({ role: next });
          }}
        />
        <NativeSelect
          aria-label={t("settings.repOf", { name: shown })}
          value={rep ?? ""}
          disabled={off}
          data={[
            { value: "", label: t("settings.noRep") },
            ...reps.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget }) => change({ rep: currentTarget.value === "" ? null : currentTarget.value })}
        />
        {state === "invited" ? (
          <Button size="sm" variant="default" onClick={withdraw}>
            {t("settings.withdraw")}
          </Button>
        ) : (
          <Button size="sm" variant="default" disabled={self && !off} onClick={() => change({ active: off })}>
            {t(off ? "settings.letIn" : "settings.keepOut")}
          </Button>
        )}
      </div>
    </li>
  );
};
