import { happen } from "@rekindle/core/engine/cause";
import { change } from "@rekindle/core/engine/deals";
import type { Engine } from "@rekindle/core/engine/engine";
import { leadOf } from "@rekindle/core/engine/identity";
import { importLeads } from "@rekindle/core/engine/imports";
import type { Cause } from "@rekindle/core/leads/cause";
import { type Act, type Planned, pageView } from "./act.ts";
import { arrive } from "./arrive.ts";
import { personOf } from "./cast.ts";
import { desk } from "./colleagues.ts";
import { TAG } from "./company.ts";

/** A request to the product, as browsers and mail programs make it. */
export type Visit = (request: Request) => Response | Promise<Response>;
type Doors = { engine: Engine; visit: Visit };
type Detail = Cause extends infer One ? (One extends Cause ? Omit<One, "id" | "at"> : never) : never;

/** Does one thing. `id` names it: done again after a crash, it has its effect once. What follows from it comes back. */
export const perform = async (act: Act, id: string, { engine, visit }: Doors): Promise<Planned[]> => {
  const at = engine.world.clock.now();
  const cause = async (email: string, detail: Detail, by?: string): Promise<Planned[]> => {
    const lead = await leadOf(engine, email);
    if (lead !== undefined) await happen(engine, lead.id, { ...detail, id, at, ...(by === undefined ? {} : { by }) });
    return [];
  };
  const go = async (method: string, path: string, fields?: Record<string, string>): Promise<Response> => {
    const body = fields === undefined ? {} : { body: new URLSearchParams(fields) };
    const answer = await visit(new Request(`http://localhost${path}`, { method, headers: browser, ...body }));
    if (answer.status >= 500) throw new Error(`${method} ${path.split("/", 3).join("/")} answered ${answer.status}`);
    // What the user changed or removed may turn people away: that is theirs to see, and no reason to stop the clock.
    if (answer.status >= 400) engine.world.log("sample.turnedAway", { what: act.do, status: answer.status });
    return answer;
  };
  switch (act.do) {
    case "form":
      await go("POST", `/hooks/${act.source}`, fieldsOf(act.email));
      return [];
    case "list": {
      const csv = `${columns.join(",")}\n${act.emails.map(rowOf).join("\n")}\n`;
      await importLeads(engine, new TextEncoder().encode(csv), { list: act.list, consent: "businessCard" });
      return [];
    }
    case "track": {
      const { name, properties } = act;
      return cause(act.email, { type: "tracked", name, properties, occurredAt: at });
    }
    case "open":
      await go("GET", act.path);
      return [];
    case "click": {
      const answer = await go("GET", act.path);
      const to = answer.headers.get("location");
      const next = to !== null && URL.canParse(to) ? new URL(to).pathname : undefined;
      return act.follow && next !== undefined ? [{ at: at + 2_000, act: pageView(act.email, next) }] : [];
    }
    case "optOut":
      await go("POST", act.path, { "List-Unsubscribe": "One-Click" });
      return [];
    case "deal":
      await change(engine, act.deal, { at, cause: id });
      return [];
    case "call": {
      const { outcome, chips, note } = act;
      return cause(act.email, { type: "called", outcome, chips, ...(note === undefined ? {} : { note }) }, act.by);
    }
    case "return":
      return cause(act.email, { type: "returned", reason: act.reason }, act.by);
    case "assign":
      return cause(act.email, { type: "assigned", owner: act.owner }, "takagi");
    case "arrive":
      return arrive(act.n, at);
    case "desk":
      return desk(engine, at);
    default:
      return act satisfies never;
  }
};

const browser = {
  "user-agent":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36",
};

const fieldsOf = (email: string): Record<string, string> => {
  const who = personOf(email);
  if (who === undefined) throw new Error("Nobody of the sample has this address");
  return { ...who, employees: String(who.employees), tags: TAG, consent: "on", website: "" };
};

const columns = [
  "メールアドレス",
  "姓",
  "名",
  "ふりがな",
  "会社名",
  "部署名",
  "役職",
  "業種",
  "従業員数",
  "電話番号",
  "タグ",
];
const rowOf = (email: string): string => {
  const who = personOf(email);
  if (who === undefined) throw new Error("Nobody of the sample has this address");
  const { family, given, reading, company, department, title, industry, employees, phone } = who;
  return [email, family, given, reading, company, department, title, industry, employees, phone, TAG].join(",");
};
