import { useTranslation } from "react-i18next";
import { useKeys } from "../../ui/keys.tsx";
import { type LookName, looks } from "./dress.ts";

/** Everything by keyboard. Letters rest while a field or the text has the focus. */
export const useDeskKeys = ({
  save,
  write,
  look,
  nextReader,
  nextFault,
  test,
}: {
  save: () => void;
  write: () => void;
  look: (name: LookName) => void;
  nextReader: () => void;
  nextFault: () => void;
  /** Absent: this person may not. */
  test?: () => void;
}): void => {
  const { t } = useTranslation();
  useKeys([
    { code: "Ctrl+KeyS", cap: "Ctrl S", label: t("mailEdit.save"), inText: true, bar: true, run: save },
    // In the text the editor itself offers them.
    { code: "Ctrl+Space", cap: "Ctrl ␣", label: t("mailEdit.complete"), bar: true, run: write },
    ...looks.map((name, n) => ({
      code: `Alt+Digit${n + 1}`,
      cap: n === 0 ? "Alt 1 – 5" : `Alt ${n + 1}`,
      label: n === 0 ? t("mailEdit.looks") : t(`mailLook.${name}`),
      inText: true,
      bar: n === 0,
      run: () => look(name),
    })),
    { code: "Alt+KeyN", cap: "Alt N", label: t("mailEdit.nextReader"), inText: true, bar: true, run: nextReader },
    ...(test === undefined ? [] : [{ code: "KeyT", cap: "T", label: t("mailEdit.test"), bar: true, run: test }]),
    { code: "KeyE", cap: "E", label: t("mailEdit.nextFault"), bar: true, run: nextFault },
  ]);
};
