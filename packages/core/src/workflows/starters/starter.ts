import type { Definition } from "../definition.ts";
import { type Letter, letter } from "./letter.ts";

export type Language = "ja" | "en";
export type Both = { ja: string; en: string };

/** A workflow to start from: what it is for, what it needs, its steps and its mails in both languages. Data, not code. */
export type Starter = {
  id: string;
  name: Both;
  about: Both;
  /** What has to be there before anybody comes in. */
  needs: Both;
  mails: Record<Language, Letter>[];
  /** `mail(1)` = id of the first mail. */
  definition: (
    mail: (number: number) => string,
    language: Language,
  ) => Omit<Definition, "name" | "priority" | "exits"> & {
    exits?: Definition["exits"];
  };
};

/** The starter as drafts under the workflow's id. `site` = where the links lead, such as `https://www.example.co.jp`. */
export const draftsOf = (
  starter: Starter,
  { workflow, site, language }: { workflow: string; site: string; language: Language },
): { definition: Definition; mails: { id: string; draft: ReturnType<typeof letter> }[] } => {
  const idOf = (number: number) => `${workflow.slice(0, 60)}-${number}`;
  const { exits = [], ...rest } = starter.definition(idOf, language);
  return {
    definition: { name: starter.name, priority: 50, exits, ...rest },
    mails: starter.mails.map((mail, index) => ({
      id: idOf(index + 1),
      draft: letter(mail[language], { site, language }),
    })),
  };
};

export const weekdays: NonNullable<Definition["window"]> = {
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: "skip",
};
/** Who asks for a demo is called by a person: mail stops. */
export const askedForDemo: Definition["exits"][number] = {
  when: { event: "form.submitted", source: "demo" },
  reason: "asked-for-demo",
};
