/** The arm of a weighted split: the same for the same key, and even over many keys. */
export const armOf = <Arm extends { weight: number }>(arms: [Arm, ...Arm[]] | Arm[], key: string): Arm => {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  let at = spread(key) * total;
  for (const arm of arms) {
    at -= arm.weight;
    if (at < 0) return arm;
  }
  const last = arms.at(-1);
  if (last === undefined) throw new Error("A split has no arms");
  return last;
};

/** A number in [0, 1) for a text: FNV-1a with a final mix, so that similar texts land far apart. */
export const spread = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
};
