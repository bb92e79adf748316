import { Button, Skeleton } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCheck, IconUserSearch } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Check } from "../../api/mails.ts";
import css from "./checks.module.css";
import type { Spot } from "./desk.tsx";
import { useCheckWords } from "./use-check-words.ts";
import type { Wrong } from "./use-look.ts";
import type { Readers } from "./use-readers.ts";

const order = { stop: 0, warn: 1, ok: 2 };

/** What to look at before many get it: open ones first, each with its place and what to do. */
export const CheckList = ({
  checks,
  wrong,
  readers,
  visit,
  mend,
  locked,
}: {
  checks: Check[];
  wrong: Wrong[];
  readers: Readers;
  visit: (spot: Spot) => void;
  mend: (spot: Spot) => void;
  locked: boolean;
}) => {
  const { t } = useTranslation();
  const words = useCheckWords();
  const sorted = checks.toSorted((a, b) => order[a.state] - order[b.state]);
  const good = checks.filter(({ state }) => state === "ok").length;
  return (
    <div className={css["checks"]}>
      <header>
        <h2>{t("mailEdit.checks")}</h2>
        {checks.length > 0 && <span>{t("mailEdit.checked", { good, all: checks.length })}</span>}
      </header>
      {wrong.length > 0 && (
        <section className={css["open"]} data-state="stop">
          <IconAlertCircle size={18} stroke={1.8} aria-hidden="true" />
          <div>
            <h3>{t("mailEdit.wrong")}</h3>
            <ul>
              {wrong.map((one) => (
                <li key={`${one.path}${one.line}${one.message}`}>
                  <button type="button" onClick={() => visit(one)}>
                    {where(t, one)}
                    {words.wrong(one.message)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {checks.length === 0 && wrong.length === 0 && (
        <div className={css["bones"]}>
          {[1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={18} />
          ))}
        </div>
      )}
      {sorted.map((check) =>
        check.state === "ok" ? (
          <section key={check.id} className={css["done"]}>
            <IconCheck size={16} stroke={2} aria-label={t("mailEdit.isGood")} />
            <div>
              <h3>{words.title(check)}</h3>
              {words.hint(check) !== "" && <p>{words.hint(check)}</p>}
            </div>
          </section>
        ) : (
          <section key={check.id} className={css["open"]} data-state={check.state}>
            {check.state === "stop" ? (
              <IconAlertCircle size={18} stroke={1.8} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={18} stroke={1.8} aria-hidden="true" />
            )}
            <div>
              <h3>{words.title(check)}</h3>
              {words.hint(check) !== "" && <p>{words.hint(check)}</p>}
              <ul>
                {check.places.slice(0, 5).map((place, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: places have no name of their own
                  <li key={n}>
                    <button type="button" onClick={() => visit(place)}>
                      {where(t, place)}
                      {words.place(place)}
                    </button>
                  </li>
                ))}
              </ul>
              {check.id === "altTexts" && !locked && check.places[0] !== undefined && (
                <Button size="xs" variant="default" onClick={() => mend(check.places[0] ?? { path: "mjml" })}>
                  {t("mailEdit.mendAlt")}
                </Button>
              )}
            </div>
          </section>
        ),
      )}
      {readers.lacking.length > 0 && (
        <section className={css["lacking"]}>
          <h3>{t("mailEdit.lackingTitle")}</h3>
          {readers.lacking.map((one) => (
            <p key={one.variable}>
              <span>{t("mailEdit.lackingOf", { variable: words.variable(one.variable), count: one.people })}</span>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconUserSearch size={14} stroke={1.7} />}
                onClick={() => readers.begin(one)}
              >
                {t("mailEdit.lackingLook", { count: one.people })}
              </Button>
            </p>
          ))}
          {!readers.complete && <small>{t("mailEdit.lackingPart", { count: readers.looked })}</small>}
        </section>
      )}
    </div>
  );
};

const where = (t: TFunction, { path, line }: Spot): string =>
  line === undefined ? "" : `${t(path === "text" ? "mailEdit.textLine" : "mailEdit.line", { line })} `;
