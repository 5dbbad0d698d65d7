import { readLabels } from '../store/labels.ts';
import type { Deed } from './act.ts';
import type { Desk } from './desk.ts';

/** What carries the label that covers, and all labels that are going to be asked about. */
export interface Coverage {
  readonly by: number;
  readonly among: readonly number[];
}

/**
 * Returns what tells whether a label covers all labels of something, by their numbers: whether nobody may read what carries
 * the one who may not know of the other. By what the rows carry, since that is what the database goes by, and not by the
 * markings as they were once stated.
 */
export async function coverage(
  { schemes }: Desk,
  client: Deed['client'],
  { by, among }: Coverage,
): Promise<(labelIds: readonly number[]) => boolean> {
  const labels = await readLabels(client, [...new Set([by, ...among])]);
  const own = labels.get(by);
  return function covers(labelIds) {
    return labelIds.every((id) => {
      const other = labels.get(id);
      return own !== undefined && other !== undefined && schemes.dominates(own, other);
    });
  };
}
