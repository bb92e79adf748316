/**
 * Shares with what chance leaves open. Wilson's score interval for one share and Newcombe's hybrid of two of them for a
 * difference (Statistics in Medicine 17, 1998, methods 3 and 10 without continuity correction): honest for few people and for shares
 * near 0 and 1, where the textbook interval is not.
 */
export type Interval = { low: number; high: number };
export type Share = { of: number; n: number };

/** 95% of such intervals hold the true value. */
export const Z95 = 1.959963984540054;

/** Of nobody nothing is known: 0 to 1. */
export const wilson = ({ of, n }: Share, z = Z95): Interval => {
  if (n === 0) return { low: 0, high: 1 };
  const p = of / n;
  const z2 = z * z;
  const middle = p + z2 / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const whole = 1 + z2 / n;
  // The bounds of 0 and of n are 0 and 1 exactly, whatever floating point makes of them.
  return { low: of === 0 ? 0 : (middle - half) / whole, high: of === n ? 1 : (middle + half) / whole };
};

/** Of share `a` minus share `b`. */
export const difference = (a: Share, b: Share, z = Z95): Interval & { value: number } => {
  const pa = a.n === 0 ? 0 : a.of / a.n;
  const pb = b.n === 0 ? 0 : b.of / b.n;
  if (a.n === 0 || b.n === 0) return { value: pa - pb, low: -1, high: 1 };
  const ia = wilson(a, z);
  const ib = wilson(b, z);
  const value = pa - pb;
  return {
    value,
    low: value - Math.hypot(pa - ia.low, ib.high - pb),
    high: value + Math.hypot(ia.high - pa, pb - ib.low),
  };
};

const MOST = 1_000_000;

/**
 * So many people at the share seen so far would tell it from `target`. Undefined: it stands so close that no number we would wait for
 * does, or nobody was seen yet.
 */
export const neededToTell = ({ of, n }: Share, target: number, z = Z95): number | undefined => {
  if (n === 0) return undefined;
  const p = of / n;
  const tells = (people: number) => {
    const { low, high } = wilson({ of: p * people, n: people }, z);
    return p >= target ? low >= target : high < target;
  };
  if (tells(n)) return n;
  let high = n;
  while (!tells(high)) {
    high *= 2;
    if (high > MOST) return undefined;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tells(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
};

/** So many people a group show twice the share of `p` four times in five (80% power). */
export const neededForTwice = (p: number, z = Z95): number | undefined => {
  if (p <= 0 || p >= 0.5) return undefined;
  const q = 2 * p;
  return Math.ceil(((z + Z80) ** 2 * (p * (1 - p) + q * (1 - q))) / (q - p) ** 2);
};
const Z80 = 0.8416212335729143;

/** z of a two-sided interval that `comparisons` together break with a chance of 5% at most (Bonferroni). */
export const zFor = (comparisons: number): number => quantile(1 - 0.025 / Math.max(1, comparisons));

/** Quantile of the normal distribution, for p of 0.5 up: Acklam's approximation, good to 1.2e-9. */
const quantile = (p: number): number => {
  if (p < 0.97575) {
    const q = p - 0.5;
    const r = q * q;
    return (horner(central.a, r) * q) / (horner(central.b, r) * r + 1);
  }
  const q = Math.sqrt(-2 * Math.log(1 - p));
  return -horner(tail.c, q) / (horner(tail.d, q) * q + 1);
};
const horner = (coefficients: number[], x: number): number => coefficients.reduce((sum, c) => sum * x + c, 0);
const central = {
  a: [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
    2.506628277459239,
  ],
  b: [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1],
};
const tail = {
  c: [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  d: [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416],
};
