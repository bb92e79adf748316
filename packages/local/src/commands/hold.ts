import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refused } from "../data-folder.ts";

/**
 * One run per data folder: two clocks over one file would do everything twice. The lock is the operating system's and ends
 * with the process, so none is ever left behind.
 */
export const hold = (folder: string): (() => void) => {
  const lock = new DatabaseSync(join(folder, "lock.db"), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    throw new Refused(
      {
        ja: `${folder} では別の Rekindle が動いています。止めるか、--data DIR で別のフォルダを選んでください。`,
        en: `Another Rekindle runs on ${folder}. Stop it, or choose another folder with --data DIR.`,
      },
      {
        cause: error,
      },
    );
  }
  return () => lock.close();
};
