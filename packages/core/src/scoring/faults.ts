import { problemsIn } from "../leads/problems.ts";
import type { ScoringModel } from "./model.ts";

/** What a model's shape does not show: families that do not exist, lines out of order, conditions that never hold. */
export const faultsIn = ({ families, signals, fit, lines }: ScoringModel): { path: string; message: string }[] => [
  ...signals.flatMap(({ family }, index) =>
    families[family] === undefined
      ? [{ path: `signals.${index}.family`, message: `There is no family "${family}"` }]
      : [],
  ),
  ...[
    ...signals.map((rule, i) => ({ ...rule, path: `signals.${i}` })),
    ...fit.map((rule, i) => ({ ...rule, path: `fit.${i}` })),
  ]
    .flatMap(({ when, path }) => (when === undefined ? [] : problemsIn(when, `${path}.when`)))
    .filter(({ warning }) => warning !== true)
    .map(({ path, message }) => ({ path, message })),
  ...(lines.warm <= lines.insideSales && lines.insideSales <= lines.sales
    ? []
    : [{ path: "lines", message: "The lines rise: warm, insideSales, sales" }]),
];
