import type { ListPage, PageRequest } from './pages.ts';

const LARGEST_PAGE = 200;

/** Goes through all items of a list, page by page. */
export async function* allPages<Item>(
  list: (page: PageRequest) => Promise<ListPage<Item>>,
): AsyncGenerator<Item, void> {
  let after: string | undefined;
  do {
    const page = await list({ after, most: LARGEST_PAGE });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}
