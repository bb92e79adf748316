import { Button, Skeleton, TextInput } from "@mantine/core";
import { IconMail, IconPlus, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type MailRow, mailsQuery } from "../../api/mails.ts";
import { Card } from "../../ui/card.tsx";
import { Keycap } from "../../ui/keycap.tsx";
import { useKeys } from "../../ui/keys.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { MailLine } from "./mail-line.tsx";
import css from "./mails.module.css";
import { NewMail } from "./new-mail.tsx";
import { useMailActs } from "./use-mail-acts.ts";

const route = getRouteApi("/mails");

/** Every mail: what it says, who sends it, is there a draft, what came of it. */
export const Mails = () => {
  const { t } = useTranslation();
  const may = useMay()("marketer");
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const { data, error, isPending, refetch } = useQuery(mailsQuery);
  const acts = useMailActs();
  const begin = (on: boolean) =>
    void navigate({ search: (before) => ({ ...before, new: on ? "1" : undefined }), replace: true });
  const shown = useMemo(
    () =>
      (data ?? [])
        .filter((mail) => !acts.gone.has(mail.id) && matches(mail, search.q ?? ""))
        .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
    [data, acts.gone, search.q],
  );
  useKeys([
    ...(may ? [{ code: "KeyN", cap: "N", label: t("mails.new"), bar: true, run: () => begin(true) }] : []),
    { code: "Slash", cap: "/", label: t("mails.search"), bar: true, run: () => field.current?.focus() },
  ]);
  return (
    <Page
      title={t("nav.mails")}
      facts={data !== undefined && data.length > 0 && t("mails.count", { count: shown.length })}
      actions={
        <>
          <TextInput
            ref={field}
            type="search"
            className={css["search"] ?? ""}
            aria-label={t("mails.search")}
            placeholder={t("mails.search")}
            leftSection={<IconSearch size={16} stroke={1.7} />}
            rightSection={<Keycap>/</Keycap>}
            value={search.q ?? ""}
            onChange={({ currentTarget: { value } }) =>
              void navigate({ search: (before) => ({ ...before, q: value === "" ? undefined : value }), replace: true })
            }
          />
          {may && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => begin(true)}>
              {t("mails.new")} <Keycap>N</Keycap>
            </Button>
          )}
        </>
      }
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Card flush>
          <Loading>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} height={36} m="sm" width="auto" />
            ))}
          </Loading>
        </Card>
      )}
      {data?.length === 0 && (
        <Card flush>
          <Empty
            icon={<IconMail />}
            title={t("mails.empty")}
            action={may && <Button onClick={() => begin(true)}>{t("mails.begin")}</Button>}
          >
            {t("mails.emptyText")}
          </Empty>
        </Card>
      )}
      {data !== undefined && data.length > 0 && shown.length === 0 && (
        <Card flush>
          <Empty icon={<IconSearch />} title={t("mails.none")}>
            {t("mails.noneText")}
          </Empty>
        </Card>
      )}
      {shown.length > 0 && (
        <Card flush>
          <table className={css["table"]}>
            <thead>
              <tr>
                <th>{t("mails.mail")}</th>
                <th className={css["wide"]}>{t("mails.usedIn")}</th>
                <th>{t("mails.state")}</th>
                <th className={css["number"]}>{t("mails.sent")}</th>
                <th className={css["number"]}>{t("mails.clicked")}</th>
                <th className={css["wide"]}>{t("mails.changedAt")}</th>
                {may && (
                  <th>
                    <span className={css["hidden"]}>{t("mails.more")}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((mail) => (
                <MailLine key={mail.id} mail={mail} acts={may ? acts : undefined} />
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {search.new === "1" && may && <NewMail taken={(data ?? []).map(({ id }) => id)} close={() => begin(false)} />}
    </Page>
  );
};

/** Full and half width, capitals and small letters are alike. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();
const matches = ({ id, name, subject }: MailRow, wanted: string): boolean =>
  plain(`${name}\n${subject}\n${id}`).includes(plain(wanted.trim()));
