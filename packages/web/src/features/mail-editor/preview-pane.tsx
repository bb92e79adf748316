import { Button, SegmentedControl, Skeleton, Tooltip, VisuallyHidden } from "@mantine/core";
import {
  IconAlignLeft,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconMailOff,
  IconMoon,
  IconPhotoOff,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type MailLook, readerQuery } from "../../api/mails.ts";
import { lawQuery } from "../../api/workspace.ts";
import { Keycap } from "../../ui/keycap.tsx";
import { lendFont } from "../../ui/lend-font.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { dressed, type LookName, looks } from "./dress.ts";
import css from "./preview.module.css";
import { ReaderSelect } from "./reader-select.tsx";
import { useCheckWords } from "./use-check-words.ts";
import type { Readers } from "./use-readers.ts";

const icons = {
  desktop: IconDeviceDesktop,
  phone: IconDeviceMobile,
  dark: IconMoon,
  images: IconPhotoOff,
  text: IconAlignLeft,
};

/** The mail as the chosen reader gets it. No script of a mail ever runs here, and its links lead nowhere. */
export const PreviewPane = ({
  look,
  shown,
  show,
  isOld,
  unmade,
  error,
  retry,
  reader,
  choose,
  readers,
}: {
  look: MailLook | undefined;
  shown: LookName;
  show: (look: LookName) => void;
  isOld: boolean;
  /** It has never been one that can be shown. */
  unmade: boolean;
  error: Error | null;
  retry: () => void;
  reader: string | undefined;
  choose: (lead: string | undefined) => void;
  readers: Readers;
}) => {
  const { t } = useTranslation();
  const words = useCheckWords();
  const sender = useQuery(lawQuery).data?.sender;
  const lead = useQuery({ ...readerQuery(reader ?? ""), enabled: reader !== undefined }).data;
  const { walk } = readers;
  return (
    <section className={css["preview"]} aria-label={t("mailPane.look")}>
      <div className={css["tools"]}>
        <SegmentedControl
          size="xs"
          aria-label={t("mailEdit.looks")}
          value={shown}
          onChange={(value) => show(looks.find((name) => name === value) ?? "desktop")}
          data={looks.map((value, n) => {
            const Icon = icons[value];
            return {
              value,
              label: (
                <Tooltip label={`${t(`mailLook.${value}`)} (Alt ${n + 1})`}>
                  <span className={css["icon"]}>
                    <Icon size={18} stroke={1.7} aria-hidden="true" />
                    <VisuallyHidden>{t(`mailLook.${value}`)}</VisuallyHidden>
                  </span>
                </Tooltip>
              ),
            };
          })}
        />
        <ReaderSelect reader={reader} choose={choose} />
      </div>
      {walk !== undefined && (
        <div className={css["walk"]} role="status">
          <span>
            {t("mailEdit.walk", {
              variable: words.variable(walk.of.variable),
              at: walk.at + 1,
              of: walk.of.leads.length,
              count: walk.of.people,
            })}
          </span>
          <Button size="xs" variant="default" onClick={readers.next}>
            {t("mailEdit.nextReader")} <Keycap>Alt N</Keycap>
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={readers.end}>
            {t("mailEdit.walkEnd")}
          </Button>
        </div>
      )}
      {error !== null && <Failed error={error} retry={retry} />}
      {isOld && (
        <p className={css["old"]} role="status">
          {t("mailEdit.old")}
        </p>
      )}
      {look === undefined ? (
        <div className={css["sheet"]}>
          {unmade && (
            <Empty icon={<IconMailOff />} title={t("mailEdit.unmade")}>
              {t("mailEdit.unmadeText")}
            </Empty>
          )}
          {error === null && !unmade && (
            <Loading>
              <Skeleton height={360} />
            </Loading>
          )}
        </div>
      ) : (
        <article className={css["sheet"]} data-look={shown} data-old={isOld || undefined}>
          <header>
            <h2>{look.subject}</h2>
            <p>
              {sender?.["name"]} → {lead?.email ?? "hanako@example.com"}
            </p>
          </header>
          {shown === "text" ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            <pre tabIndex={0}>{look.text}</pre>
          ) : (
            <iframe
              key={shown}
              title={t("mailEdit.preview")}
              sandbox="allow-same-origin"
              referrerPolicy="no-referrer"
              srcDoc={dressed(look.html, shown)}
              onLoad={({ currentTarget }) => lendFont(currentTarget.contentDocument)}
            />
          )}
        </article>
      )}
    </section>
  );
};
