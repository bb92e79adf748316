import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { mailQuery } from "../../api/mails.ts";
import { Page } from "../../ui/page.tsx";
import { Failed, Loading } from "../../ui/states.tsx";
import { Desk } from "./desk.tsx";
import css from "./editor.module.css";

const route = getRouteApi("/mails/$id");

/** The page where a mail is written. What is edited lives in `Desk`, once the draft is there. */
export const MailEditor = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery({ ...mailQuery(id), refetchOnWindowFocus: false });
  if (query.data !== undefined) return <Desk key={id} mail={query.data} />;
  return (
    <Page title={t("mailEdit.title")}>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <div className={css["bones"]}>
            <Skeleton height={520} radius="lg" />
            <Skeleton height={520} radius="lg" />
            <Skeleton height={520} radius="lg" />
          </div>
        </Loading>
      )}
    </Page>
  );
};
