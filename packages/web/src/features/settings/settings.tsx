import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft, IconLock } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { Audit } from "./audit.tsx";
import { Calendar } from "./calendar.tsx";
import { Channels } from "./channels.tsx";
import { Handoff } from "./handoff.tsx";
import { Integrations } from "./integrations.tsx";
import { Keys } from "./keys.tsx";
import { People } from "./people.tsx";
import { Privacy } from "./privacy.tsx";
import { SectionList } from "./section-list.tsx";
import { isSection, type SectionId, sections } from "./sections.ts";
import { Self } from "./self.tsx";
import { Sender } from "./sender.tsx";
import { Sending } from "./sending.tsx";
import css from "./settings.module.css";

const route = getRouteApi("/settings/{-$section}");

/** What the workspace decides for itself: a list of plain words, and one of them open. On a phone one after the other. */
export const Settings = () => {
  const { t } = useTranslation();
  const { section } = route.useParams();
  const may = useMay();
  const phone = useMediaQuery("(max-width: 760px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const open = isSection(section) ? section : phone ? undefined : may() ? "sender" : "self";
  const refused = open !== undefined && !may() && sections.find(({ id }) => id === open)?.admin === true;
  const Body = open === undefined ? undefined : bodies[open];
  return (
    <Page
      title={t("nav.settings")}
      before={
        phone && open !== undefined ? (
          <Link
            to="/settings/{-$section}"
            params={{ section: undefined }}
            className={css["back"]}
            aria-label={t("settings.back")}
          >
            <IconArrowLeft size={20} stroke={1.7} aria-hidden="true" />
          </Link>
        ) : undefined
      }
    >
      <div className={css["frame"]}>
        {(!phone || open === undefined) && <SectionList open={open} wide={phone} />}
        <div className={css["open"]}>
          {refused && (
            <Card title={t(`section.${open}`)}>
              <Empty icon={<IconLock />} title={t("settings.refused")}>
                {t("settings.refusedWhy")}
              </Empty>
            </Card>
          )}
          {!refused && Body !== undefined && <Body key={open} />}
        </div>
      </div>
    </Page>
  );
};

const bodies: Record<SectionId, () => React.JSX.Element> = {
  sender: Sender,
  calendar: Calendar,
  handoff: Handoff,
  sending: Sending,
  privacy: Privacy,
  channels: Channels,
  integrations: Integrations,
  people: People,
  keys: Keys,
  audit: Audit,
  self: Self,
};
