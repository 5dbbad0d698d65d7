export interface WrapOptions {
  /** Characters of a line, with what stands before its words. */
  readonly width: number;
  /** What stands before the first line, and before each other one. */
  readonly first?: string;
  readonly rest?: string;
}

/** Breaks a text into lines at its spaces, and where it has line feeds. Spaces that must not break stay together. */
export function wrapLines(text: string, { width, first = '', rest = '' }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = first;
  let length = lengthOf(first);
  let isEmpty = true;
  const end = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    length = lengthOf(rest);
    isEmpty = true;
  };
  for (const [index, paragraph] of text.split('\n').entries()) {
    if (index > 0) end();
    for (const word of paragraph.split(' ')) {
      if (word === '') continue;
      const wide = lengthOf(word);
      if (!isEmpty && length + 1 + wide > width) end();
      line += isEmpty ? word : ` ${word}`;
      length += wide + (isEmpty ? 0 : 1);
      isEmpty = false;
    }
  }
  end();
  return lines;
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
