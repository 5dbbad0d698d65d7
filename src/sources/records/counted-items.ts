import type { SourceItem } from '../source.ts';

/** Gives items on, as `as` makes them, and returns how many there were and how they ended. Whoever stops before that ends them as well. */
export async function* countedItems<End>(
  items: AsyncGenerator<SourceItem, End>,
  as: (item: SourceItem) => SourceItem = (item) => item,
): AsyncGenerator<SourceItem, { readonly given: number; readonly end: End }> {
  try {
    for (let given = 0; ; given++) {
      const { done, value } = await items.next();
      if (done) return { given, end: value };
      yield as(value);
    }
  } finally {
    await items.return(undefined as never);
  }
}
