/** Two digits at most, rounded up: more would claim more than is known. */
export const roughly = (people: number): number => {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, people))) - 1);
  return Math.ceil(people / power) * power;
};
