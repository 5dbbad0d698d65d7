/**
 * Returns where the character at `index` of a scalar's value stands in the file whose scalar begins at `start`, or
 * `start` where that cannot be told (an escape, say). White space of the value, which YAML folds, stands for any white
 * space of the file.
 */
export function placeInScalar(file: string, start: number, value: string, index: number): number {
  let at = bodyStart(file, start);
  for (let place = 0; place < index; place++) {
    const unit = value[place]!;
    if (isSpace(unit)) {
      if (place > 0 && isSpace(value[place - 1]!)) continue;
      const before = at;
      while (at < file.length && isSpace(file[at]!)) at++;
      if (at === before) return start;
    } else {
      if (file[at] !== unit) return start;
      // Two quotation marks in a row stand for one, between such marks.
      at += file[start] === "'" && unit === "'" ? 2 : 1;
    }
  }
  // The end of a value that ends in white space is not looked for behind it.
  return at;
}

/** Where the value begins: behind a quotation mark, or on the line below the sign of a block. */
function bodyStart(file: string, start: number): number {
  const first = file[start];
  if (first === '"' || first === "'") return start + 1;
  if (first !== '|' && first !== '>') return start;
  let at = file.indexOf('\n', start) + 1;
  if (at === 0) return start;
  while (at < file.length && isSpace(file[at]!)) at++;
  return at;
}

function isSpace(unit: string): boolean {
  return unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r';
}
