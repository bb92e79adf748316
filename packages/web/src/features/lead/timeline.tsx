import { Button, Chip, Skeleton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TimelineItem } from "../../api/leads.ts";
import { familyColour } from "../../ui/bands.ts";
import { Card } from "../../ui/card.tsx";
import { instant } from "../../ui/format.ts";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import { filters, isQuiet, kindOf } from "./entry-kind.tsx";
import css from "./timeline.module.css";
import { useEntryWords } from "./use-entry-words.ts";

const route = getRouteApi("/leads/$id");
const PAGE = 60;
type Query = {
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
};

/** What happened, newest first, each thing with its reason; what was not sent stands here as well. */
export const Timeline = ({
  entries,
  query,
  lit,
  light,
}: {
  entries: TimelineItem[];
  query: Query;
  lit: number | undefined;
  light: (at: number | undefined) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const navigate = route.useNavigate();
  const { show = "all" } = route.useSearch();
  const [filterName = "all", many = "1"] = show.split("-");
  const words = useEntryWords(entries);
  const set = (value: string) => void navigate({ search: (before) => ({ ...before, show: value }), replace: true });
  const wanted = entries
    .filter(({ type }) =>
      filterName === "all" ? !isQuiet(type) : filterName === "every" || kindOf(type).filter === filterName,
    )
    .toSorted((a, b) => instant(b.at) - instant(a.at));
  const shown = wanted.slice(0, Number(many) * PAGE);
  const days = Map.groupBy(shown, ({ at }) => format.dayKey(at));
  return (
    <Card
      title={t("timeline.title")}
      aside={
        <Chip.Group value={filterName} onChange={(value) => set(String(value))}>
          <div className={css["filters"]}>
            {[...filters, "every"].map((filter) => (
              <Chip key={filter} value={filter} size="xs" variant="outline">
                {t(`filter.${filter}`)}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      }
    >
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          {[1, 2, 3, 4, 5, 6].map((line) => (
            <Skeleton key={line} height={34} my={10} />
          ))}
        </Loading>
      )}
      {!query.isPending && query.error === null && wanted.length === 0 && (
        <Empty icon={<IconHistory />} title={t("timeline.empty")}>
          {t("timeline.emptyText")}
        </Empty>
      )}
      {[...days.values()].map((items) => (
        <section key={items[0]?.at} className={css["day"]}>
          <h3>{dayTitle(items[0]?.at ?? "", now, format, t("score.today"))}</h3>
          <ol>
            {items.map((item) => (
              <Entry
                key={`${item.at}${item.type}${String(item["signal"] ?? item["mail"] ?? item["step"] ?? "")}`}
                item={item}
                lit={instant(item.at) === lit}
                light={light}
                {...words(item)}
              />
            ))}
          </ol>
        </section>
      ))}
      {(shown.length < wanted.length || query.hasNextPage) && (
        <Button
          variant="default"
          fullWidth
          onClick={() => {
            if (query.hasNextPage) query.fetchNextPage();
            set(`${filterName}-${Number(many) + 1}`);
          }}
        >
          {t("timeline.more")}
        </Button>
      )}
    </Card>
  );
};

const dayTitle = (at: string, now: number, format: ReturnType<typeof useFormat>, today: string) =>
  format.dayKey(at) === format.dayKey(now) ? `${today} ${format.day(at, now)}` : format.day(at, now);

const Entry = ({
  item,
  title,
  detail,
  lit,
  light,
}: {
  item: TimelineItem;
  title: string;
  detail: string;
  lit: boolean;
  light: (at: number | undefined) => void;
}) => {
  const format = useFormat();
  const { icon: Icon, colour } = kindOf(item.type);
  const points = item["points"];
  return (
    <li
      className={css["entry"]}
      data-type={item.type}
      data-lit={lit || undefined}
      onPointerEnter={() => light(instant(item.at))}
      onPointerLeave={() => light(undefined)}
    >
      <time>{format.time(item.at)}</time>
      <span className={css["mark"]} style={{ borderColor: colour }}>
        <Icon size={14} stroke={1.7} aria-hidden="true" />
      </span>
      <div>
        <p>{title}</p>
        {detail !== "" && <small>{detail}</small>}
      </div>
      {typeof points === "number" && (
        <span className={css["points"]}>
          <span style={{ background: familyColour(String(item["family"] ?? "")) }} />
          {format.signed(points)}
        </span>
      )}
    </li>
  );
};
