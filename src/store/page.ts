/** One page of a list, and where the next one begins. */
export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly next?: Cursor;
}

/** Returns the page of rows of which one more was asked for than it may hold: that one says whether there is a next page. */
export function pageOf<Row, Cursor>(
  rows: readonly Row[],
  most: number,
  placeOf: (row: Row) => Cursor,
): Page<Row, Cursor> {
  const items = rows.slice(0, most);
  const last = items.at(-1);
  return rows.length <= most || last === undefined ? { items } : { items, next: placeOf(last) };
}
