/** UTF-16 units of all texts in a value, and its bytes; the names of its fields are left out. */
export function unitsIn(value: unknown): number {
  let units = 0;
  // No recursion: what a file is taken apart into may nest as deeply as the file.
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' || next instanceof Uint8Array) units += next.length;
    else if (typeof next === 'object' && next !== null) for (const inside of Object.values(next)) waiting.push(inside);
  }
  return units;
}
