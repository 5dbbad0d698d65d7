import { Refusal } from '../errors.ts';
import { isId } from './ids.ts';

/** One page of a list, and where the next one begins; absent on the last page. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** What a list is asked with: a cursor that an earlier page gave, and how many it may hold. */
export interface PageRequest {
  readonly after?: string | undefined;
  readonly most?: number | undefined;
}

const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;

/** A place in a list: the instant by which it is sorted, and the id where instants are equal. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/** Returns the cursor of a place: nothing but what the last row of a page showed already. */
export function writeCursor(list: string, { at, id }: Position): string {
  return Buffer.from(JSON.stringify([list, at.getTime(), id])).toString('base64url');
}

/** Returns the place of a cursor of this list, or refuses with `cursor-invalid`. */
export function readCursor(list: string, cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  const position = positionOf(list, cursor);
  if (position) return position;
  throw new Refusal('invalid', 'cursor-invalid', 'A list goes on with the cursor that its page before gave.');
}

function positionOf(list: string, cursor: string): Position | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(value) || value.length !== 3) return undefined;
    const [of, at, id] = value as readonly unknown[];
    const isPlace = Number.isSafeInteger(at) && Math.abs(at as number) < 1e14 && typeof id === 'string' && isId(id);
    return of === list && isPlace ? { at: new Date(at as number), id } : undefined;
  } catch {
    return undefined;
  }
}

/** Returns how many a page may hold; refused with `page-size` where it is no number of things. */
export function pageSize(most: number | undefined): number {
  const size = most ?? USUAL_PAGE;
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw new Refusal('invalid', 'page-size', `A page holds from 1 to ${LARGEST_PAGE} items.`);
}
