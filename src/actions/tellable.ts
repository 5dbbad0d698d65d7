import type { Label } from '../markings/label.ts';
import type { Reader } from '../markings/reader.ts';
import { readLabels } from '../store/labels.ts';
import type { Desk } from './desk.ts';

/** A way to somebody, as far as it bounds what they are told by it. */
export interface TellingWay {
  readonly reader: Reader;
  readonly ceilingLabelId: number;
}

interface Labelled {
  readonly documentLabelId: number;
  readonly orderLabelId: number;
}

/**
 * Returns those of these hits that may be told by a way, as of `now`: what leaves the desk is given to its reader, and is nothing above
 * the ceiling of the channel. With them come their labels by number.
 */
export async function tellable<Hit extends Labelled>(
  { database, schemes }: Desk,
  { reader, ceilingLabelId }: TellingWay,
  hits: readonly Hit[],
  now: number,
): Promise<{ readonly hits: readonly Hit[]; readonly labels: ReadonlyMap<number, Label> }> {
  const numbers = hits.flatMap(({ documentLabelId, orderLabelId }) => [documentLabelId, orderLabelId]);
  const labels = await readLabels(database.work, [...new Set([ceilingLabelId, ...numbers])]);
  const ceiling = labels.get(ceilingLabelId);
  const mayLeave = new Map(
    [...labels].map(([id, label]) => {
      return [id, schemes.mayHave(reader, label, now) && ceiling !== undefined && schemes.dominates(ceiling, label)];
    }),
  );
  const told = hits.filter((hit) => mayLeave.get(hit.documentLabelId) && mayLeave.get(hit.orderLabelId));
  return { hits: told, labels };
}
