const WIDTH = 44;
const HEIGHT = 14;

/** How a family's points go in 180 days, as a line that fits into one. */
export const Fading = ({ days, colour }: { days: number | undefined; colour: string }) => {
  const points = Array.from({ length: 23 }, (_, n) => {
    const left = days === undefined ? 1 : 2 ** (-((n / 22) * 180) / days);
    return `${((n / 22) * WIDTH).toFixed(1)} ${(1 + (1 - left) * (HEIGHT - 2)).toFixed(1)}`;
  });
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path d={`M${points.join("L")}`} fill="none" stroke={colour} strokeWidth={1.5} />
    </svg>
  );
};
