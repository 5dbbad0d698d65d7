/** A limit on who may have something: everybody, or exactly these; an empty list is nobody. */
export type Limit = 'unlimited' | readonly string[];

/** Returns the union of two sorted lists without duplicates, sorted. */
export function union<T extends string | number>(one: readonly T[], other: readonly T[]): readonly T[] {
  if (one === other || other.length === 0) return one;
  if (one.length === 0) return other;
  const all: T[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const first = one[left]!;
    const second = other[right]!;
    all.push(first <= second ? first : second);
    if (first <= second) left++;
    if (second <= first) right++;
  }
  while (left < one.length) all.push(one[left++]!);
  while (right < other.length) all.push(other[right++]!);
  return all.length === one.length ? one : all;
}

/** Returns the limit of those who are within both. */
export function within(one: Limit, other: Limit): Limit {
  if (one === 'unlimited' || one === other) return other;
  if (other === 'unlimited') return one;
  const both = one.filter((code) => other.includes(code));
  return both.length === one.length ? one : both;
}
