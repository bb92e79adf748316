/**
 * Where in the engine a port is called: the port, the function that calls it and the ones that led there, such as
 * `table.getMany lead-store:findMany < work:load`. From the stack, so a new call site is found by itself.
 */
export const siteOf = (port: string): string => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 14;
  const { stack = "" } = new Error(port);
  Error.stackTraceLimit = stackTraceLimit;
  const known = names.get(stack);
  if (known !== undefined) return known;
  const frames = stack.split("\n").flatMap((line) => {
    const [, name = "", file = ""] = /^\s+at (?:async )?(?:\S+\.)?(\S+) .*\/engine\/([a-z-]+)\.ts/.exec(line) ?? [];
    return file === "" || name.startsWith("<") || name === "async" ? [] : [`${file}:${name}`];
  });
  const path = [...new Set(frames)].slice(0, 2).join(" < ");
  const site = path === "" ? port : `${port} ${path}`;
  names.set(stack, site);
  return site;
};

/** Stacks repeat: reading one costs more than making it. */
const names = new Map<string, string>();
