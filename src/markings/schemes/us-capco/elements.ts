/** A piece of a marking between slashes, with the number of slashes before it. */
export interface Element {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly slashes: number;
}

/** Cuts a clean text at its slashes. A text that begins with slashes has no element before them. */
export function cutElements(text: string): Element[] {
  const elements: Element[] = [];
  let slashes = 0;
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    if (index < text.length && text.charCodeAt(index) !== 0x2f) continue;
    if (index > start) {
      elements.push({ text: text.slice(start, index), start, end: index, slashes });
      slashes = 0;
    }
    slashes++;
    start = index + 1;
  }
  if (slashes > 1) elements.push({ text: '', start: text.length, end: text.length, slashes: slashes - 1 });
  return elements;
}
