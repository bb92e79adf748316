import type { Condition, Step } from "../../../api/definition.ts";

/** The ways on from a branch or a split: adding one, taking one away. */

type Branch = Extract<Step, { kind: "branch" }>;
type Split = Extract<Step, { kind: "split" }>;

export const addPath = (step: Branch, when: Condition): Branch => ({
  ...step,
  paths: [...step.paths, { when, steps: [] }],
});
/** The last one stays: a branch asks something. */
export const removePath = (step: Branch, index: number): Branch =>
  step.paths.length <= 1 ? step : { ...step, paths: step.paths.filter((_, n) => n !== index) };

/** A new arm takes its share from the largest one, so that all still make a hundred. */
export const addArm = (step: Split): Split => {
  const names = new Set(step.arms.map(({ name }) => name));
  const name = [..."ABCDEFGHIJ"].find((letter) => !names.has(letter)) ?? `${step.arms.length + 1}`;
  const largest = step.arms.reduce((best, arm, n) => (arm.weight > (step.arms[best]?.weight ?? 0) ? n : best), 0);
  const share = Math.max(1, Math.floor((step.arms[largest]?.weight ?? 2) / 2));
  const arms = step.arms.map((arm, n) => (n === largest ? { ...arm, weight: Math.max(1, arm.weight - share) } : arm));
  return { ...step, arms: [...arms, { name, weight: share, steps: [] }] };
};
/** Two stay; the share of the one that goes is the first one's. */
export const removeArm = (step: Split, index: number): Split => {
  if (step.arms.length <= 2) return step;
  const gone = step.arms[index]?.weight ?? 0;
  const arms = step.arms.filter((_, n) => n !== index);
  return { ...step, arms: arms.map((arm, n) => (n === 0 ? { ...arm, weight: arm.weight + gone } : arm)) };
};
