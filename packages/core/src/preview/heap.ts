/** A priority queue: the smallest first; equal ones in the order they came. */
export const heap = <T>(compare: (a: T, b: T) => number) => {
  const items: { value: T; n: number }[] = [];
  let count = 0;
  const before = (a: { value: T; n: number }, b: { value: T; n: number }): boolean =>
    (compare(a.value, b.value) || a.n - b.n) < 0;
  return {
    push: (value: T): void => {
      const item = { value, n: count++ };
      let at = items.length;
      items.push(item);
      while (at > 0) {
        const up = (at - 1) >> 1;
        const parent = items[up];
        if (parent === undefined || !before(item, parent)) break;
        items[at] = parent;
        at = up;
      }
      items[at] = item;
    },
    pop: (): T | undefined => {
      const [top] = items;
      const last = items.pop();
      if (top === undefined || last === undefined || items.length === 0) return top?.value;
      let at = 0;
      for (;;) {
        const right = 2 * at + 2;
        const one = items[2 * at + 1];
        if (one === undefined) break;
        const two = items[right];
        const [child, place] = two !== undefined && before(two, one) ? [two, right] : [one, 2 * at + 1];
        if (!before(child, last)) break;
        items[at] = child;
        at = place;
      }
      items[at] = last;
      return top.value;
    },
  };
};
