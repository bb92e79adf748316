import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { SentMail } from "../../api/local.ts";
import { lendFont } from "../../ui/lend-font.ts";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./outbox.module.css";

/** One mail as its reader gets it, and everything below the surface. */
export const MailView = ({
  mail,
  part,
  setPart,
}: {
  mail: SentMail;
  part: string;
  setPart: (part: string) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const parts = ["html", "text", "headers", ...(mail.raw === undefined ? [] : ["raw"])];
  const shown = parts.includes(part) ? part : "html";
  return (
    <article className={css["mail"]} aria-label={mail.subject}>
      <header>
        <h2>{mail.subject}</h2>
        <p>
          {mail.from} →{" "}
          <Link to="/leads" search={{ q: mail.to }}>
            {mail.to}
          </Link>
          {` · ${format.moment(mail.at, now)}`}
        </p>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={setPart}
          data={parts.map((value) => ({ value, label: t(`outbox.${value}`) }))}
        />
      </header>
      {shown === "html" && (
        <>
          {/* No script of a mail ever runs; links open beside this page and count as the reader's clicks. */}
          <iframe
            title={t("outbox.html")}
            sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            srcDoc={inNewTabs(mail.html)}
            onLoad={({ currentTarget }) => lendFont(currentTarget.contentDocument)}
          />
          <p className={css["hint"]}>{t("outbox.links")}</p>
        </>
      )}
      {shown === "text" && <pre tabIndex={-1}>{mail.text}</pre>}
      {shown === "raw" && <pre tabIndex={-1}>{mail.raw}</pre>}
      {shown === "headers" && (
        <dl className={css["headers"]}>
          {headersOf(mail).map(({ name, value }) => (
            <div key={`${name}${value}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
};

/** Links open beside this page. After `<head>`, since anything before the doctype changes the layout. */
const inNewTabs = (html: string): string =>
  /<head[\s>]/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
    : `<base target="_blank">${html}`;

const headersOf = ({ headers }: SentMail): { name: string; value: string }[] =>
  Array.isArray(headers) ? headers : Object.entries(headers).map(([name, value]) => ({ name, value }));
