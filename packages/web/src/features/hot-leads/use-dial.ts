import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Handoff } from "../../api/handoffs.ts";
import { leadQuery } from "../../api/leads.ts";
import { attribute } from "../../ui/gate.ts";

/** Opens the dialler. On a phone, coming back from it opens the note. */
export const useDial = (phone: boolean, openNote: () => void) => {
  const queries = useQueryClient();
  const away = useRef(false);
  const back = useRef(openNote);
  useEffect(() => {
    back.current = openNote;
  });
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState !== "visible" || !away.current) return;
      away.current = false;
      back.current();
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, []);
  return async (handoff: Handoff) => {
    const number = handoff.lead.phone ?? attribute(await queries.ensureQueryData(leadQuery(handoff.leadId)), "phone");
    if (number === "") return back.current();
    away.current = phone;
    const link = document.createElement("a");
    link.href = `tel:${number.replace(/[^\d+]/g, "")}`;
    link.click();
  };
};
