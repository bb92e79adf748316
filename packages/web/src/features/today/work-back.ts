import type { Conversion, Figures } from "../../api/goals.ts";

/** Shares that a goal is worked out with; `assumed`: nothing is known yet. */
export type Used = Record<"meeting" | "win", { rate: number; assumed: boolean }>;

const ASSUMED = 0.3;

export const ratesFrom = (known: { meeting: Conversion; win: Conversion } | undefined): Used => {
  const of = (conversion: Conversion | undefined) =>
    conversion?.rate === undefined || conversion.rate === 0
      ? { rate: ASSUMED, assumed: true }
      : { rate: conversion.rate, assumed: false };
  return { meeting: of(known?.meeting), win: of(known?.win) };
};

/** From the wins back, rounded up: half a deal wins nothing. */
export const backwards = (wins: number, { meeting, win }: Used): Figures => {
  const meetings = Math.ceil(wins / win.rate - 1e-9);
  return { wins, meetings, handOffs: Math.ceil(meetings / meeting.rate - 1e-9) };
};
