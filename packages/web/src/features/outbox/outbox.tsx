import { Skeleton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconInbox, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { outboxQuery, type SentMail } from "../../api/local.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { MailView } from "./mail-view.tsx";
import css from "./outbox.module.css";

const route = getRouteApi("/outbox");
const MOST = 200;
/** A mail has no id of its own here: its time and its address name it. */
const keyOf = ({ at, to }: SentMail) => `${at} ${to}`;

/** Every mail as it went out of the local run, for a look: nothing of it left this machine. */
export const Outbox = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { to = "", mail, part } = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState(to);
  const field = useRef<HTMLInputElement>(null);
  const query = useQuery(outboxQuery(to));
  const all = query.data ?? [];
  const shown = all.slice(0, MOST);
  const current = shown.find((item) => keyOf(item) === mail) ?? shown[0];
  const find = useDebouncedCallback(
    (text: string) => void navigate({ search: { to: text.trim() === "" ? undefined : text.trim() }, replace: true }),
    250,
  );
  const pick = (item: SentMail | undefined) =>
    item && void navigate({ search: (before) => ({ ...before, mail: keyOf(item) }), replace: true });
  const move = (by: number) => () => pick(shown[(current === undefined ? -1 : shown.indexOf(current)) + by]);
  useKeys([
    { code: "KeyJ", cap: "J", label: t("keys.next"), bar: true, run: move(1) },
    { code: "KeyK", cap: "K", label: t("keys.previous"), bar: true, run: move(-1) },
    { code: "Slash", cap: "/", label: t("outbox.search"), bar: true, run: () => field.current?.focus() },
  ]);
  return (
    <Page
      title={t("nav.outbox")}
      facts={query.data && t("outbox.count", { count: all.length })}
      actions={
        <TextInput
          ref={field}
          type="search"
          className={css["search"] ?? ""}
          aria-label={t("outbox.search")}
          placeholder={t("outbox.search")}
          leftSection={<IconSearch size={16} stroke={1.7} />}
          rightSection={<Keycap>/</Keycap>}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            find(currentTarget.value);
          }}
        />
      }
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data === null && (
        <Empty icon={<IconInbox />} title={t("outbox.elsewhere")}>
          {t("outbox.elsewhereText")}
        </Empty>
      )}
      {query.data?.length === 0 && (
        <Empty icon={<IconInbox />} title={t(to === "" ? "outbox.empty" : "outbox.none")}>
          {t(to === "" ? "outbox.emptyText" : "outbox.noneText", { to })}
        </Empty>
      )}
      {query.isPending && (
        <Loading>
          <div className={css["columns"]}>
            <Skeleton height={480} radius="lg" />
            <Skeleton height={480} radius="lg" />
          </div>
        </Loading>
      )}
      {current !== undefined && (
        <div className={css["columns"]}>
          <ul className={css["list"]} aria-label={t("nav.outbox")}>
            {shown.map((item) => (
              <li key={keyOf(item)}>
                <button type="button" aria-current={item === current} onClick={() => pick(item)}>
                  <b>{item.subject}</b>
                  <time>{format.moment(item.at, now)}</time>
                  <small>{item.to}</small>
                </button>
              </li>
            ))}
            {all.length > MOST && <li className={css["rest"]}>{t("outbox.rest", { count: all.length - MOST })}</li>}
          </ul>
          <MailView
            mail={current}
            part={part ?? "html"}
            setPart={(next) => void navigate({ search: (before) => ({ ...before, part: next }), replace: true })}
          />
        </div>
      )}
    </Page>
  );
};
