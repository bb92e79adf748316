import { lazy } from "react";

/** What a press opens is fetched when the page is drawn already: it is larger than the page itself. */
const fields = () => import("./what-field.tsx");
const numbers = () => import("./number-field.tsx");
const fits = () => import("./fit-field.tsx");

export const NumberPart = lazy(async () => ({ default: (await numbers()).NumberField }));
export const WhatField = lazy(async () => ({ default: (await fields()).WhatField }));
export const FitFields = lazy(async () => ({ default: (await fits()).FitFields }));
export const Side = lazy(async () => ({ default: (await import("./side.tsx")).Side }));
export const Phrases = lazy(async () => ({ default: (await import("./phrases.tsx")).Phrases }));
export const AddSignal = lazy(async () => ({ default: (await import("./add-signal.tsx")).AddSignal }));
export const AddFit = lazy(async () => ({ default: (await import("./add-fit.tsx")).AddFit }));
export const History = lazy(async () => ({ default: (await import("./history.tsx")).History }));
export const PublishDialog = lazy(async () => ({ default: (await import("./publish-dialog.tsx")).PublishDialog }));

/** So that the first press finds its field there. */
export const fetchFields = (): void => void Promise.all([fields(), numbers(), fits()]);
