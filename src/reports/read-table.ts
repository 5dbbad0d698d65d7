/** A cell: where its text begins, and the first place behind it. */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** Lines of a text that follow each other and begin and end with a bar. */
export interface TableLines {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly { readonly text: string; readonly start: number }[];
}

const TABLE_LINE = /^[ \t]*\|.*\|[ \t]*$/;
const TABLE_RULE = /^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$/;

/** Returns the runs of table lines in `text`, without those that `isCode` says are code. */
export function findTables(text: string, isCode: (offset: number) => boolean): TableLines[] {
  const tables: TableLines[] = [];
  let open: { text: string; start: number }[] = [];
  let start = 0;
  const close = (): void => {
    const last = open.at(-1);
    if (last) tables.push({ start: open[0]!.start, end: last.start + last.text.length, lines: open });
    open = [];
  };
  for (const line of text.split('\n')) {
    if (TABLE_LINE.test(line) && !isCode(start)) open.push({ text: line, start });
    else close();
    start += line.length + 1;
  }
  close();
  return tables;
}

/** Whether the second line, and no other, is the rule below a header. */
export function isWhole({ lines }: TableLines): boolean {
  return lines.length > 1 && lines.every(({ text }, index) => TABLE_RULE.test(text) === (index === 1));
}

/** Cuts a table line at its bars; a bar behind a backslash is text. */
export function cellsOf({ text, start }: { readonly text: string; readonly start: number }): Cell[] {
  const bars: number[] = [];
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '|') bars.push(index);
  }
  return bars.slice(1).map((bar, index) => ({ start: start + bars[index]! + 1, end: start + bar }));
}
