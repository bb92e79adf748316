import { needsOf } from "./rules/needs.ts";
for (const h of ["on-http","on-lead-queue","on-tick","on-mail-event","on-table-stream","on-sweep"]) try { const n = await needsOf(process.cwd(), `packages/functions/src/${h}.handler`); console.log(h, [...n.environment].sort().join(" ")); } catch (e) { console.log(h, String(e).slice(0, 300)); }
