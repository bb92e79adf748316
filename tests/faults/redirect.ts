import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

/** In a process that plays with a changed copy of the core, `@rekindle/core/…` is that copy. */
const copy = process.env["REKINDLE_CORE_COPY"];
if (copy === undefined) throw new Error("REKINDLE_CORE_COPY names no folder");
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith("@rekindle/core/")
      ? next(pathToFileURL(`${copy}/${specifier.slice("@rekindle/core/".length)}.ts`).href, context)
      : next(specifier, context),
});
