import type { Definition, Step } from "../../api/definition.ts";
import { type List, listsOf, root, type Spot } from "./document/places.ts";

/**
 * Where everything stands: from top to bottom, paths side by side, coming together again. Nobody arranges boxes. Pixels at
 * zoom 1; x grows to the right of the middle line, which is 0.
 */
export type Box = {
  id: string;
  kind: "start" | "step" | "join" | "end";
  step?: Step;
  x: number;
  y: number;
  width: number;
  height: number;
};
/** A line from a box to another. `pluses` = where a step can be added on it; `way` = the path that it begins. */
export type Line = {
  id: string;
  source: string;
  target: string;
  points: Point[];
  pluses: (Point & { spot: Spot })[];
  way?: Point & { step: string; key: string };
  faint: boolean;
};
export type Point = { x: number; y: number };
export type Layout = { boxes: Box[]; lines: Line[]; left: number; right: number; height: number };

const CARD = { width: 300, height: 52 };
const PILL = { width: 172, height: 30 };
const START = { width: 340, height: 52 };
const END = { width: 96, height: 28 };
/** Between a box and the next: room for a line with its plus. */
const GAP = 40;
/** From a step to the tops of its paths: the line spreads, each way is named, each has a plus. */
const SPREAD = 74;
const JOIN = 52;
const BETWEEN = 28;
const EMPTY = 150;

export const sizeOf = (step: Step) => (step.kind === "wait" ? PILL : CARD);

type Extent = { left: number; right: number; height: number };
/** A line that still looks for the next box. */
type Loose = { source: string; points: Point[]; spot?: Spot; way?: Line["way"]; faint: boolean };

export const layoutOf = (definition: Definition): Layout => {
  const boxes: Box[] = [{ id: "start", kind: "start", x: -START.width / 2, y: 0, ...START }];
  const lines: Line[] = [];
  const first: Loose = { source: "start", points: [{ x: 0, y: START.height }], faint: false };
  const { y, loose } = place(definition.steps, root, 0, START.height, [first], boxes, lines);
  const end = y + (loose.length > 1 ? JOIN : GAP);
  if (loose.length > 0) {
    boxes.push({ id: "end", kind: "end", x: -END.width / 2, y: end, ...END });
    connect(loose, "end", 0, end, { ...root, index: definition.steps.length }, lines);
  }
  const { left, right } = extentOf(definition.steps);
  return {
    boxes,
    lines,
    left: Math.min(-left, -START.width / 2),
    right: Math.max(right, START.width / 2),
    height: end + END.height,
  };
};

const place = (
  steps: Step[],
  list: List,
  x: number,
  top: number,
  from: Loose[],
  boxes: Box[],
  lines: Line[],
): { y: number; loose: Loose[] } => {
  let y = top;
  let loose = from;
  steps.forEach((step, index) => {
    const id = step.id ?? "";
    const size = sizeOf(step);
    // The first step of a path hangs directly below its name.
    if (!(index === 0 && list.parent !== undefined)) y += loose.length > 1 ? JOIN : GAP;
    boxes.push({ id, kind: "step", step, x: x - size.width / 2, y, ...size });
    connect(loose, id, x, y, { ...list, index }, lines);
    y += size.height;
    const ways = listsOf(step);
    if (step.kind === "exit") loose = [];
    else if (ways.length === 0) loose = [{ source: id, points: [{ x, y }], faint: step.kind === "handOff" }];
    else {
      const spread = columns(step, ways, x, y, boxes, lines);
      y = spread.y;
      loose = spread.loose;
    }
  });
  if (list.parent === undefined || loose.length < 2) return { y, loose };
  // A path that has parted comes together before it joins the others: so something can follow in it.
  const id = `join ${list.parent} ${list.key}`;
  y += JOIN;
  boxes.push({ id, kind: "join", x, y, width: 1, height: 1 });
  connect(loose, id, x, y, undefined, lines);
  return { y: y + 1, loose: [{ source: id, points: [{ x, y: y + 1 }], faint: false }] };
};

const columns = (
  step: Step,
  ways: ReturnType<typeof listsOf>,
  x: number,
  top: number,
  boxes: Box[],
  lines: Line[],
): { y: number; loose: Loose[] } => {
  const id = step.id ?? "";
  const extents = ways.map(({ steps }) => extentOf(steps));
  const axes = axesOf(extents);
  const below = top + SPREAD;
  const ends = ways.map(({ key, steps }, n) => {
    const axis = x + (axes[n] ?? 0);
    const start: Loose = {
      source: id,
      points: [
        { x, y: top },
        ...(axis === x
          ? []
          : [
              { x, y: top + 14 },
              { x: axis, y: top + 14 },
            ]),
      ],
      way: { x: axis, y: top + 30, step: id, key },
      faint: false,
    };
    const list = { parent: id, key };
    if (steps.length === 0)
      return {
        y: below,
        loose: [{ ...start, points: [...start.points, { x: axis, y: below }], spot: { ...list, index: 0 } }],
      };
    const made = place(steps, list, axis, below, [start], boxes, lines);
    return { y: made.y, loose: made.loose.map((one) => ({ spot: { ...list, index: steps.length }, ...one })) };
  });
  const y = Math.max(...ends.map((end) => end.y));
  return { y, loose: ends.flatMap(({ loose }) => loose).map((one) => down(one, y)) };
};

/** Down to where all come together. */
const down = (one: Loose, y: number): Loose => {
  const last = one.points.at(-1);
  return last === undefined || last.y === y ? one : { ...one, points: [...one.points, { x: last.x, y }] };
};

/** All lines to their box; `spot` = the place before it, whose plus stands where they have come together. */
const connect = (loose: Loose[], target: string, x: number, y: number, spot: Spot | undefined, lines: Line[]): void => {
  for (const [n, one] of loose.entries()) {
    const last = one.points.at(-1) ?? { x, y };
    const straight = last.x === x;
    const corner = y - 28;
    const own =
      one.spot === undefined || (straight && loose.length === 1)
        ? []
        : [{ x: last.x, y: one.way === undefined ? last.y + 12 : one.way.y + 28, spot: one.spot }];
    const alone = loose.length === 1 && straight;
    const shared =
      spot === undefined || n > 0 ? [] : [{ x, y: alone && one.way === undefined ? y - GAP / 2 : y - 14, spot }];
    lines.push({
      id: `${one.source}>${one.way?.key ?? ""}>${target}`,
      source: one.source,
      target,
      points: straight
        ? [...one.points, { x, y }]
        : [...one.points, { x: last.x, y: corner }, { x, y: corner }, { x, y }],
      pluses: [...own, ...shared],
      faint: one.faint,
      ...(one.way === undefined ? {} : { way: one.way }),
    });
  }
};

/** Room to the left and the right of the middle line of a list. */
const extentOf = (steps: Step[]): Extent =>
  steps.reduce<Extent>(
    (all, step) => {
      const half = sizeOf(step).width / 2;
      const ways = listsOf(step);
      const inside = ways.map(({ steps: list }) => extentOf(list));
      const axes = axesOf(inside);
      const left = inside.map((extent, n) => extent.left - (axes[n] ?? 0));
      const right = inside.map((extent, n) => extent.right + (axes[n] ?? 0));
      return {
        left: Math.max(all.left, half, ...left),
        right: Math.max(all.right, half, ...right),
        height: all.height,
      };
    },
    { left: EMPTY / 2, right: EMPTY / 2, height: 0 },
  );

/** Middle lines of paths side by side, the outer two as far from the middle as each other. */
const axesOf = (extents: Extent[]): number[] => {
  const axes: number[] = [];
  let edge = 0;
  for (const { left, right } of extents) {
    axes.push(edge + left);
    edge += left + right + BETWEEN;
  }
  const middle = ((axes[0] ?? 0) + (axes.at(-1) ?? 0)) / 2;
  return axes.map((axis) => axis - middle);
};

/** An SVG path with rounded corners. */
export const curve = (points: Point[], radius = 8): string => {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, n) => {
    const next = rest[n + 1];
    const before = n === 0 ? first : (rest[n - 1] ?? first);
    if (next === undefined) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const a = towards(point, before, radius);
    const b = towards(point, next, radius);
    path += `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`;
  });
  return path;
};
const towards = (from: Point, to: Point, by: number): Point => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(by, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
};
