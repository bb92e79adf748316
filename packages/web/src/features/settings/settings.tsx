import { Skeleton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft, IconLock } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { useMay } from "../../ui/may.ts";
import { Page } from "../../ui/page.tsx";
import { Empty, Loading } from "../../ui/states.tsx";
import { SectionList } from "./section-list.tsx";
import { isSection, type SectionId, sections } from "./sections.ts";
import css from "./settings.module.css";

const FormSection = lazy(() => import("./form-sections.tsx").then(({ FormSection: shown }) => ({ default: shown })));
const ListSection = lazy(() => import("./list-sections.tsx").then(({ ListSection: shown }) => ({ default: shown })));

const route = getRouteApi("/settings/{-$section}");

/** What the workspace decides for itself: a list of plain words, and one of them open. On a phone one after the other. */
export const Settings = () => {
  const { t } = useTranslation();
  const { section } = route.useParams();
  const may = useMay();
  const phone = useMediaQuery("(max-width: 760px)", undefined, { getInitialValueInEffect: false }) ?? false;
  const open = isSection(section) ? section : phone ? undefined : may() ? "sender" : "self";
  const refused = open !== undefined && !may() && sections.find(({ id }) => id === open)?.admin === true;
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
          {!refused && open !== undefined && (
            <Suspense
              fallback={
                <Loading>
                  <Skeleton height={320} />
                </Loading>
              }
            >
              <Open key={open} id={open} />
            </Suspense>
          )}
        </div>
      </div>
    </Page>
  );
};

const Open = ({ id }: { id: SectionId }) => {
  switch (id) {
    case "sender":
    case "calendar":
    case "handoff":
    case "sending":
    case "privacy":
      return <FormSection id={id} />;
    default:
      return <ListSection id={id} />;
  }
};
