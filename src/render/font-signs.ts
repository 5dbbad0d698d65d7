/** Returns the signs that a TrueType font has letters for, by its table `cmap` (OpenType 1.9, formats 4 and 12). */
export function signsOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const signs = new Set<number>();
  const cmap = tableOf(view, 'cmap');
  const count = view.getUint16(cmap + 2);
  for (let index = 0; index < count; index++) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 4) addSegments(view, at, signs);
    if (format === 12) addGroups(view, at, signs);
  }
  return signs;
}

function tableOf(view: DataView, name: string): number {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index++) {
    const at = 12 + index * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(at + place)));
    if (tag === name) return view.getUint32(at + 8);
  }
  throw new Error(`The font has no table ${name}.`);
}

function addSegments(view: DataView, at: number, signs: Set<number>): void {
  const double = view.getUint16(at + 6);
  for (let index = 0; index < double; index += 2) {
    const end = view.getUint16(at + 14 + index);
    const start = view.getUint16(at + 16 + double + index);
    const delta = view.getUint16(at + 16 + 2 * double + index);
    const place = at + 16 + 3 * double + index;
    const range = view.getUint16(place);
    for (let sign = start; sign <= end && sign < 0xffff; sign++) {
      const glyph = range === 0 ? sign + delta : view.getUint16(place + range + 2 * (sign - start));
      if ((glyph & 0xffff) !== 0) signs.add(sign);
    }
  }
}

function addGroups(view: DataView, at: number, signs: Set<number>): void {
  const count = view.getUint32(at + 12);
  for (let index = 0; index < count; index++) {
    const group = at + 16 + index * 12;
    for (let sign = view.getUint32(group); sign <= view.getUint32(group + 4); sign++) signs.add(sign);
  }
}
