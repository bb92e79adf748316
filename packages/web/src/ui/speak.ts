import { createContext, useContext } from "react";
import type { Language } from "../api/workspace.ts";

/** Changes the language of the pages, and keeps it: on this device, and with the person. */
export const Speak = createContext<(language: Language) => void>(() => undefined);
export const useSpeak = () => useContext(Speak);
