import { useEffect, useState } from "react";

type Dialog = typeof import("./return-dialog.tsx").ReturnDialog;

/** Loaded once the page stands, and there when it is asked for: the digit right after R must reach it. */
export const useReturnDialog = (): Dialog | undefined => {
  const [dialog, setDialog] = useState<Dialog>();
  useEffect(() => {
    void import("./return-dialog.tsx").then(({ ReturnDialog }) => setDialog(() => ReturnDialog));
  }, []);
  return dialog;
};
