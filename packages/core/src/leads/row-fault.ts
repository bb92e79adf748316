/** Why a row of a list cannot be taken in, in one word: pages say it in their own language, `reason` says it at length. */
export type RowFault =
  | "encoding"
  | "quote"
  | "cells"
  | "noAddress"
  | "address"
  | "stage"
  | "contact"
  | "date"
  | "erased";
