import { appendFileSync } from "node:fs";
import type { Reporter } from "vitest/node";

/** Ends a run with the one line that CI reads, and keeps it in a file where CI wants to print it last. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: Parameters<NonNullable<Reporter["onTestRunEnd"]>>[0], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
      }
    }
    const line = `${passed} passed, ${failed} failed`;
    console.log(line);
    const file = process.env["REKINDLE_TEST_COUNTS"];
    if (file !== undefined) appendFileSync(file, `${line}\n`);
  }
}
