import { cast } from "@rekindle/local/sample/cast";

type Stop = { id: string; path: string };

/** Every page of the application, with the sample company's things in it. */
export const stops = async (url: string, key: string): Promise<Stop[]> => {
  const first = async (path: string): Promise<string> => {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
    const { items } = await answer.json();
    return items[0].id;
  };
  const lead = await first(`/v1/leads?email=${cast.watanabe.email}`);
  return [
    { id: "today", path: "/" },
    { id: "hot-leads", path: "/hot-leads" },
    { id: "leads", path: "/leads" },
    { id: "lead", path: `/leads/${lead}` },
    { id: "workflows", path: "/workflows" },
    { id: "workflow", path: "/workflows/lost-on-price" },
    { id: "starters", path: "/workflows/new" },
    { id: "builder", path: "/workflows/lost-on-price/edit" },
    { id: "preview", path: "/workflows/lost-on-price/preview" },
    { id: "report", path: "/workflows/lost-on-price/report" },
    { id: "mails", path: "/mails" },
    { id: "mail", path: `/mails/${await first("/v1/templates")}` },
    { id: "broadcasts", path: "/broadcasts" },
    { id: "scoring", path: "/scoring" },
    { id: "segments", path: "/segments" },
    { id: "import-leads", path: "/leads/import" },
    { id: "sources", path: "/sources" },
    { id: "new-source", path: "/sources/new" },
    { id: "source", path: "/sources/brochure" },
    { id: "deals", path: "/deals" },
    { id: "import-deals", path: "/deals/import" },
    { id: "companies", path: "/companies" },
    { id: "settings", path: "/settings" },
    { id: "outbox", path: "/outbox" },
  ];
};
