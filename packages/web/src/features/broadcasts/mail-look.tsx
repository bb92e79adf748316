import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { mailPreviewQuery } from "../../api/vocabulary.ts";
import { Card } from "../../ui/card.tsx";
import { lendFont } from "../../ui/lend-font.ts";
import { Failed } from "../../ui/states.tsx";
import css from "./broadcasts.module.css";

/** The mail as a made-up person would get it; no script runs in it. */
export const MailLook = ({ template }: { template: string }) => {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(mailPreviewQuery(template));
  return (
    <Card title={t("broadcast.look")} flush>
      {error !== null && <Failed error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={260} />}
      {data !== undefined && (
        <>
          <p className={css["subject"]}>{data.subject}</p>
          <iframe
            className={css["frame"]}
            title={data.subject}
            sandbox="allow-same-origin"
            srcDoc={data.html}
            onLoad={({ currentTarget }) => lendFont(currentTarget.contentDocument)}
          />
        </>
      )}
    </Card>
  );
};
