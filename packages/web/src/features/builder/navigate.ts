import type { Layout } from "./layout.ts";

/** The box that an arrow key leads to: the nearest one that way, those straight ahead before those aside. */
export const neighbour = (
  { boxes }: Layout,
  from: string | undefined,
  way: "up" | "down" | "left" | "right",
): string | undefined => {
  const stops = boxes.filter(({ kind }) => kind === "start" || kind === "step");
  const here = stops.find(({ id }) => id === from);
  if (here === undefined) return stops[0]?.id;
  const [x, y] = [here.x + here.width / 2, here.y + here.height / 2];
  const upright = way === "up" || way === "down";
  const sign = way === "down" || way === "right" ? 1 : -1;
  const ranked = stops.flatMap((box) => {
    const [dx, dy] = [box.x + box.width / 2 - x, box.y + box.height / 2 - y];
    const ahead = sign * (upright ? dy : dx);
    const aside = Math.abs(upright ? dx : dy);
    if (ahead <= 4 || (!upright && aside > 90)) return [];
    return [{ id: box.id, far: ahead + aside * (upright ? 0.6 : 2) }];
  });
  return ranked.toSorted((a, b) => a.far - b.far)[0]?.id;
};
