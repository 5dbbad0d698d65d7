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
  const position = positionOf(list, partsOf(cursor, 3));
  if (position) return position;
  throw noCursor();
}

/** What is no cursor of a list, or one of another list. */
export function noCursor(): Refusal {
  return new Refusal('invalid', 'cursor-invalid', 'A list goes on with the cursor that its page before gave.');
}

function positionOf(list: string, [of, at, id]: readonly unknown[]): Position | undefined {
  const isPlace = Number.isSafeInteger(at) && Math.abs(at as number) < 1e14 && typeof id === 'string' && isId(id);
  return of === list && isPlace ? { at: new Date(at as number), id } : undefined;
}

/** Returns the parts of a cursor; none where it is none. */
function partsOf(cursor: string, count: number): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) && value.length === count ? (value as readonly unknown[]) : [];
  } catch {
    return [];
  }
}

/** A place in a list that has the highest scores first. */
export interface ScorePosition extends Position {
  readonly score: number;
}

/** The same for a list that is sorted by scores. */
export function writeScoreCursor(list: string, { score, at, id }: ScorePosition): string {
  return Buffer.from(JSON.stringify([list, at.getTime(), id, score])).toString('base64url');
}

export function readScoreCursor(list: string, cursor: string | undefined): ScorePosition | undefined {
  if (cursor === undefined) return undefined;
  const parts = partsOf(cursor, 4);
  const [position, score] = [positionOf(list, parts), parts[3]];
  if (position && typeof score === 'number' && score >= 0 && score <= 1) return { ...position, score };
  throw noCursor();
}

/** A place in a list that is sorted by names. */
export interface NamePosition {
  readonly name: string;
  readonly id: string;
}

/** The same for a list that is sorted by names. */
export function writeNameCursor(list: string, { name, id }: NamePosition): string {
  return Buffer.from(JSON.stringify([list, name, id])).toString('base64url');
}

export function readNameCursor(list: string, cursor: string | undefined): NamePosition | undefined {
  if (cursor === undefined) return undefined;
  const [of, name, id] = partsOf(cursor, 3);
  if (of === list && typeof name === 'string' && typeof id === 'string' && isId(id)) return { name, id };
  throw noCursor();
}

/** Returns how many a page may hold; refused with `page-size` where it is no number of things. */
export function pageSize(most: number | undefined): number {
  const size = most ?? USUAL_PAGE;
  if (Number.isInteger(size) && size >= 1 && size <= LARGEST_PAGE) return size;
  throw new Refusal('invalid', 'page-size', `A page holds from 1 to ${LARGEST_PAGE} items.`);
}
