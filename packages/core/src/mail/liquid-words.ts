import { TypeGuards } from "liquidjs";
import { tokens } from "./variables.ts";

/** Nothing but `{% … %}`: it decides about what stands around it, and shows nothing by itself. */
export const isLiquidTags = (text: string): boolean => {
  const pieces = tokens(text);
  return (
    pieces.some(TypeGuards.isTagToken) &&
    pieces.every(
      (piece) => TypeGuards.isTagToken(piece) || (TypeGuards.isHTMLToken(piece) && piece.getText().trim() === ""),
    )
  );
};

/** Every `{% if %}` ends here, and no other. */
export const isBalanced = (text: string): boolean => {
  let depth = 0;
  for (const piece of tokens(text)) {
    if (!TypeGuards.isTagToken(piece)) continue;
    if (opens.includes(piece.name)) depth += 1;
    if (piece.name.startsWith("end")) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
};
const opens = ["if", "unless", "case", "for", "comment"];
