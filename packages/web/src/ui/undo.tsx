import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "./keys.tsx";
import { explain } from "./states.tsx";
import css from "./undo.module.css";

/** What was done on the page and will be sent when the time to undo it is over. */
type Job = { text: string; run: () => Promise<unknown>; undo: () => void };
type Settle = (how: "run" | "undo") => void;

/** Time in which one press takes an act back, in ms. */
const WINDOW = 10_000;
const Pending = createContext<(job: Job) => void>(() => undefined);

/** Undo instead of "are you sure": shows what was done, sends it after ten seconds, or when the page or the notice closes. */
export const useUndo = () => useContext(Pending);

export const UndoProvider = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation();
  const tell = useFailure();
  const pending = useRef(new Map<string, Settle>());
  const start = useCallback(
    ({ text, run, undo }: Job) => {
      const id = crypto.randomUUID();
      const settle: Settle = (how) => {
        if (!pending.current.delete(id)) return;
        notifications.hide(id);
        if (how === "undo") return undo();
        run().catch((error: unknown) => {
          undo();
          tell(error);
        });
      };
      pending.current.set(id, settle);
      notifications.show({
        id,
        autoClose: WINDOW,
        className: css["toast"] ?? "",
        closeButtonProps: { "aria-label": t("undo.now") },
        onClose: () => settle("run"),
        message: (
          <span className={css["message"]}>
            <span>{text}</span>
            <Button variant="transparent" size="xs" className={css["undo"] ?? ""} onClick={() => settle("undo")}>
              {t("undo.undo")}
            </Button>
          </span>
        ),
      });
    },
    [t, tell],
  );
  useEffect(() => {
    const flush = () => {
      for (const settle of [...pending.current.values()]) settle("run");
    };
    window.addEventListener("pagehide", flush);
    return () => window.removeEventListener("pagehide", flush);
  }, []);
  useKeys([
    {
      code: "KeyZ",
      cap: "Z",
      label: t("undo.undo"),
      everywhere: true,
      run: () => [...pending.current.values()].at(-1)?.("undo"),
    },
  ]);
  return <Pending.Provider value={start}>{children}</Pending.Provider>;
};

/** Says what failed, why and what now, beside what stays on the page. */
export const useFailure = () => {
  const { t } = useTranslation();
  return useCallback(
    (error: unknown) => {
      const { what, why } = explain(error, t);
      notifications.show({ title: what, message: why, color: "red", autoClose: 8_000 });
    },
    [t],
  );
};
