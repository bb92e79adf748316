import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { Page } from "../../ui/page.tsx";
import { NameStep } from "./name-step.tsx";
import css from "./new-source.module.css";
import { groups, ways } from "./ways.ts";

const route = getRouteApi("/sources/new");

/** First from where, then its name and the ground for mail; then its page waits for the first delivery. */
export const NewSource = () => {
  const { t } = useTranslation();
  const { way: chosen } = route.useSearch();
  const way = ways.find(({ id }) => id === chosen);
  return (
    <Page
      title={t("newSource.title")}
      before={
        <Link to="/sources" className={css["up"] ?? ""}>
          {t("nav.sources")}
        </Link>
      }
      facts={way === undefined ? t("newSource.text") : t(`intakeWay.${way.id}`)}
    >
      {way !== undefined && <NameStep way={way} />}
      {way === undefined &&
        groups.map((group) => (
          <Card key={group} title={t(`intakeGroup.${group}`)}>
            <ul className={css["ways"]}>
              {ways
                .filter((one) => one.group === group)
                .map(({ id, icon: Icon }) => (
                  <li key={id}>
                    <Link to="/sources/new" search={{ way: id }} className={css["way"] ?? ""}>
                      <Icon size={20} stroke={1.7} aria-hidden="true" />
                      <span>
                        <b>{t(`intakeWay.${id}`)}</b>
                        <small>{t(`intakeAbout.${id}`)}</small>
                      </span>
                    </Link>
                  </li>
                ))}
            </ul>
          </Card>
        ))}
    </Page>
  );
};
