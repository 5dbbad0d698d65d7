import type { Discipline, Order } from './order.ts';
import { isInWindow } from './window.ts';

/** What of a document decides whether an order takes it, beside its text. */
export interface OfferedDocument {
  /** UTC day of publication; absent where it is not known. */
  readonly publishedOn?: string | undefined;
  /** UTC day on which it was received. */
  readonly receivedOn: string;
  /** Absent where a person brought it. */
  readonly sourceId?: string | undefined;
  readonly discipline: Discipline;
}

/** What an order says of the documents that it takes. An order that names no sources takes those of all. */
export interface Accepting extends Pick<Order, 'window' | 'replay' | 'disciplines'> {
  readonly sourceIds: readonly string[];
}

/**
 * Returns whether an order takes a document: by its window, which looks at the day of publication, else at that of receipt;
 * by the disciplines that it accepts; and by its sources, which do not shut out what a person brings. The clock of a replay
 * is that of its documents: one without a day of publication is taken, for a person to judge.
 */
export function accepts({ window, replay, disciplines, sourceIds }: Accepting, offered: OfferedDocument): boolean {
  const { publishedOn, receivedOn, sourceId, discipline } = offered;
  if (!disciplines.includes(discipline)) return false;
  if (sourceIds.length > 0 && sourceId !== undefined && !sourceIds.includes(sourceId)) return false;
  return isInWindow(window, publishedOn ?? (replay ? undefined : receivedOn)) !== false;
}
