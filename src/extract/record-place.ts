import type { Origin } from './extract-problem.ts';

/** Where a record stands, and the id that it gets where it states none: the path, with a number in a list. */
export interface RecordPlace {
  readonly origin: Origin;
  readonly id: string;
}
