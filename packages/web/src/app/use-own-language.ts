import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { type Language, type Me, meQuery, setLanguage } from "../api/workspace.ts";
import { useFailure } from "../ui/undo.tsx";
import { chooseLanguage, chosenLanguage, speak } from "./i18n.ts";

/** A device that nobody has chosen a language on speaks the person's. Choosing one keeps it on the device and with the person. */
export const useOwnLanguage = (): ((language: Language) => void) => {
  const queries = useQueryClient();
  const tell = useFailure();
  const own = useQuery(meQuery).data?.language;
  useEffect(() => {
    if (own !== undefined && chosenLanguage() === undefined) void speak(own);
  }, [own]);
  return useCallback(
    (language) => {
      void chooseLanguage(language);
      const me = queries.getQueryData<Me>(meQuery.queryKey);
      if (me?.role === undefined || me.language === language) return;
      setLanguage(language).then((next) => queries.setQueryData(meQuery.queryKey, next), tell);
    },
    [queries, tell],
  );
};
