import { Button, Drawer, Skeleton } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { mailVersionsQuery, versionOfMail } from "../../api/mails.ts";
import { Pill } from "../../ui/pill.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./dialogs.module.css";
import { useTakeBack } from "./use-conversion.tsx";
import type { Written } from "./use-mail.ts";

/** What went out, newest first, and the way back to its text. */
export const Versions = ({
  id,
  written,
  locked,
  close,
}: {
  id: string;
  written: Written;
  locked: boolean;
  close: () => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const takeBack = useTakeBack(written);
  const { data, error, isPending, refetch } = useQuery(mailVersionsQuery(id));
  const act = useMutation({
    mutationFn: (version: number) => versionOfMail(id, version),
    onSuccess: ({ version, draft }) => {
      const { name } = written.draft;
      takeBack(t("mailEdit.tookVersion", { version }), { ...draft, ...(name === undefined ? {} : { name }) });
      close();
    },
    onError: useFailure(),
  });
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      title={<b>{t("mailEdit.versions")}</b>}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
    >
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {isPending && (
        <Loading>
          {[1, 2, 3].map((row) => (
            <Skeleton key={row} height={44} mb="sm" />
          ))}
        </Loading>
      )}
      <ul className={css["versions"]}>
        {data?.items.map(({ version, publishedAt, sent, clickers }) => (
          <li key={version}>
            <Pill tone="ai">v{version}</Pill>
            <div>
              {publishedAt !== undefined && format.moment(publishedAt, now)}
              <p>
                {t("mailEdit.versionSent", { count: sent })}
                {sent > 0 && ` · ${t("mails.clickedOf", { share: format.share(clickers, sent), count: clickers })}`}
              </p>
            </div>
            {!locked && publishedAt !== undefined && (
              <Button
                size="xs"
                variant="default"
                loading={act.isPending && act.variables === version}
                onClick={() => act.mutate(version)}
              >
                {t("mailEdit.takeVersion")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  );
};
