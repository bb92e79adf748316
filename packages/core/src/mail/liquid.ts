import { Context, Liquid, type Template as Node, type TagToken, TypeGuards } from "liquidjs";

/** Gives the address of a link that contains Liquid its final form: a signed token, or the address itself. */
export type Track = (link: number, url: string) => string;

/**
 * Filters that would read the clock, the zone or chance (`date…`, `sample`), let a lead's data through as HTML (`raw`), make HTML that is then escaped (`newline_to_br`), or
 * evaluate text that the check of variables cannot see (`…_exp`).
 */
const withheld = [
  ...["date", "date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string"],
  ...["raw", "newline_to_br", "sample"],
  ...["where_exp", "reject_exp", "group_by_exp", "has_exp", "find_exp", "find_index_exp"],
];

/** `templates: {}` keeps it off the file system, which it reads otherwise. The limits stop loops that never end. */
const engine = (escapes: boolean): Liquid => {
  const liquid = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: 1_000_000,
    renderLimit: 1_000,
    memoryLimit: 1_000_000,
    ...(escapes ? { outputEscape: "escape" as const } : {}),
  });
  for (const name of withheld) liquid.unregisterFilter(name);
  // Every html value is escaped already; escaping twice would show `&amp;`.
  for (const name of ["escape", "escape_once", "xml_escape"]) liquid.registerFilter(name, (value: unknown) => value);
  return liquid;
};

export const plain: Liquid = engine(false);
export const html: Liquid = engine(true);

/** `{% link 3 %}https://…{{ lead.attributes.id }}{% endlink %}`: made at publish; the address inside is not escaped. */
for (const liquid of [plain, html])
  liquid.registerTag("link", {
    parse(token: TagToken, remaining) {
      const end = remaining.findIndex((each) => TypeGuards.isTagToken(each) && each.name === "endlink");
      const last = remaining[end];
      if (last === undefined) throw new Error("link not closed");
      this["number"] = Number(token.args);
      this["address"] = plain.parse(token.input.slice(token.end, last.begin));
      remaining.splice(0, end + 1);
    },
    *render(context, emitter) {
      const url: unknown = yield this["liquid"].renderer.renderTemplates(this["address"], context);
      emitter.write(context.getRegister<Track>("track")(this["number"], String(url)));
    },
  });

/** One for all slots of a part, so that `assign` in one is seen by the next. */
export const context = (liquid: Liquid, data: Record<string, unknown>, track: Track): Context => {
  const made = new Context(data, liquid.options, { sync: true }, { liquid });
  made.setRegister("track", track);
  return made;
};

/** Throws where a value does not fit a filter or a limit is passed. */
export const evaluate = (liquid: Liquid, nodes: Node[], within: Context): string =>
  String(liquid.renderSync(nodes, within));
