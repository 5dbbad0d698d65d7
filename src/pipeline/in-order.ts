/**
 * Does something with each of these, several at a time, and yields what comes of them in their order. Where one fails, the
 * failure comes in its turn, after what came before it.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void> {
  const waiting: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Met in its turn; until then it must not count as unhandled.
    result.catch(() => undefined);
    waiting.push(result);
    if (waiting.length >= atOnce) yield await waiting.shift()!;
  }
  for (const result of waiting) yield await result;
}
