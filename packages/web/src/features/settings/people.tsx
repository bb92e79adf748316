import { Button, Skeleton } from "@mantine/core";
import { IconAddressBook } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changePerson, invite, type Person, peopleQuery, removePerson } from "../../api/people.ts";
import { allSettingsQuery } from "../../api/settings.ts";
import { Card } from "../../ui/card.tsx";
import { Empty, Failed, Loading } from "../../ui/states.tsx";
import { useFailure, useUndo } from "../../ui/undo.tsx";
import { InviteForm } from "./invite-form.tsx";
import { PersonRow } from "./person-row.tsx";
import { RoleTable } from "./role-table.tsx";
import css from "./settings.module.css";

/** Who may sign in, as what, and which rep they are. */
export const People = () => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const undo = useUndo();
  const tell = useFailure();
  const query = useInfiniteQuery(peopleQuery);
  const reps = useQuery(allSettingsQuery).data?.reps ?? [];
  const refresh = () => queries.invalidateQueries({ queryKey: ["people"] });
  /** Done at once, said, and taken back by one press. */
  const act = async (text: string, run: () => Promise<unknown>, back: () => Promise<unknown>) => {
    try {
      await run();
      undo({ text, run: async () => undefined, undo: () => void back().then(refresh, tell) });
    } catch (error) {
      tell(error);
    }
    await refresh();
  };
  const nameOf = (person: Person) => person.name ?? person.address ?? "";
  const change = (person: Person, next: { role?: Person["role"]; rep?: string | null; active?: boolean }) =>
    act(
      t("settings.personChanged", { name: nameOf(person) }),
      () => changePerson(person.id, next),
      () =>
        changePerson(person.id, {
          ...(next.role === undefined ? {} : { role: person.role }),
          ...(next.rep === undefined ? {} : { rep: person.rep ?? null }),
          ...(next.active === undefined ? {} : { active: !next.active }),
        }),
    );
  const withdraw = ({ id, address = "", role, rep }: Person) =>
    act(
      t("settings.inviteWithdrawn", { name: address }),
      () => removePerson(id),
      () => invite({ address, role, ...(rep === undefined ? {} : { rep }) }),
    );
  const people = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Card title={t("section.people")} aside={query.data && t("settings.peopleCount", { count: people.length })}>
        <p className={css["text"]}>{t("settings.peopleText")}</p>
        {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && (
          <Loading>
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={44} mt="sm" />
            ))}
          </Loading>
        )}
        {query.data !== undefined && people.length === 0 && (
          <Empty icon={<IconAddressBook />} title={t("settings.nobody")}>
            {t("settings.nobodyWhy")}
          </Empty>
        )}
        <ul className={css["rows"]}>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              reps={reps}
              change={(next) => void change(person, next)}
              withdraw={() => void withdraw(person)}
            />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("settings.more")}
          </Button>
        )}
      </Card>
      <InviteForm reps={reps} done={refresh} />
      <RoleTable />
    </>
  );
};
