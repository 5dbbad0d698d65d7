import type { Document } from '../domain/document.ts';
import type { Origin } from './extract-problem.ts';
import { mayBearMarks } from './may-bear-marks.ts';

/** Returns the document with the marks that stand in it, and with the address and day of its origin where it has none. */
export async function completed(document: Document, { address, date }: Origin): Promise<Document> {
  const whole = {
    ...document,
    ...(address !== undefined && document.address === undefined && { address }),
    ...(date !== undefined && document.date === undefined && { date }),
  };
  if (!mayBearMarks(whole)) return whole;
  // The rules of markings are loaded only where there may be marks.
  const { withMarks } = await import('./find-marks.ts');
  return withMarks(whole);
}
