import { useDebouncedValue } from "@mantine/hooks";
import { IconBuilding, IconFlame, IconMail, IconRoute, IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { allMails, allWorkflows, findCompanies, findLeads } from "../../api/find.ts";
import { useFormat } from "../../ui/use-format.ts";
import { useSay } from "../../ui/words.ts";
import { type Command, fits, type Group } from "./command.ts";

const MOST = 5;

/** People, companies, workflows and mails that fit what was typed. */
export const useFound = (typed: string): { groups: Group[]; busy: boolean; failed: boolean } => {
  const { t } = useTranslation();
  const say = useSay();
  const format = useFormat();
  const navigate = useNavigate();
  const [settled] = useDebouncedValue(typed, 120);
  const q = typed === "" ? "" : settled;
  const leads = useQuery(findLeads(q));
  const companies = useQuery(findCompanies(q));
  const workflows = useQuery({ ...allWorkflows, enabled: typed !== "" });
  const mails = useQuery({ ...allMails, enabled: typed !== "" });
  const among = (commands: Command[]) => commands.filter((command) => fits(command, typed)).slice(0, MOST);
  const of = (id: string, label: string, commands: Command[]): Group[] =>
    typed === "" || commands.length === 0 ? [] : [{ id, label, commands }];
  return {
    busy: typed !== "" && (leads.isFetching || companies.isFetching || q !== typed),
    failed: leads.isError,
    groups: [
      ...of(
        "leads",
        t("command.leads"),
        (leads.data ?? []).map(({ id, email, name, company, attributes, score, crossed = [] }) => ({
          id: `lead-${id}`,
          label: name ?? email,
          more: [
            [company, textOf(attributes["department"])].filter(Boolean).join(" "),
            t("command.points", { points: format.count(score.total) }),
            name === undefined ? "" : email,
          ]
            .filter((part) => part !== "")
            .join("・"),
          icon: crossed.includes("insideSales") ? IconFlame : IconUser,
          run: () => void navigate({ to: "/leads/$id", params: { id } }),
        })),
      ),
      ...of(
        "companies",
        t("command.companies"),
        (companies.data ?? []).map(({ key, name, people }) => ({
          id: `company-${key}`,
          label: name,
          more: people === undefined ? "" : t("command.people", { count: people }),
          icon: IconBuilding,
          run: () => void navigate({ to: "/companies/$key", params: { key } }),
        })),
      ),
      ...of(
        "workflows",
        t("command.workflows"),
        among(
          (workflows.data ?? []).map(({ id, name }) => ({
            id: `workflow-${id}`,
            label: say(name, id),
            words: id,
            icon: IconRoute,
            run: () => void navigate({ to: "/workflows/$id", params: { id } }),
          })),
        ),
      ),
      ...of(
        "mails",
        t("command.mails"),
        among(
          (mails.data ?? []).map(({ id, name, subject = "" }) => ({
            id: `mail-${id}`,
            label: say(name, subject === "" ? id : subject),
            more: name === undefined ? "" : subject,
            words: id,
            icon: IconMail,
            run: () => void navigate({ to: "/mails/$id", params: { id } }),
          })),
        ),
      ),
    ],
  };
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
