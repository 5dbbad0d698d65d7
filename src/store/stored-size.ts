/** How many bytes the text of a document takes as it is stored, packed; asking does not unpack it. */
export const STORED_SIZE = 'pg_column_size(document.body)';

/** Bytes of packed texts that are read at a time. */
const MOST_STORED = 8_000_000;

/** Returns the first of these rows that fit together into what is read at a time: one of them at least. */
export function withinSize<Row extends { readonly size: number }>(rows: readonly Row[]): readonly Row[] {
  let total = 0;
  const end = rows.findIndex(({ size }, at) => {
    total += size;
    return at > 0 && total > MOST_STORED;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
