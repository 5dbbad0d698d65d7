import type pg from 'pg';
import { type LabelledNoun, labelsOf } from './label-hashes.ts';

/** Something that carries labels, and who is to read it. */
export interface Reading {
  readonly readerId: string;
  readonly noun: LabelledNoun;
  readonly id: string;
}

/**
 * Returns whether a reader may be shown something at `now`, by all labels that it carries. For the pipeline's role, which
 * alone may look at the clearances of others; whoever asks has found the thing itself under policy.
 */
export async function mayBeShown(work: pg.Pool, { readerId, noun, id }: Reading, now: Date): Promise<boolean> {
  const { rows } = await work.query<{ may: boolean }>(
    `select coalesce(bool_and(exists (
       select from vigie.reader join vigie.readable on readable.clearance_id = reader.clearance_id
       where reader.id = $2 and readable.label_id = carried.label_id and readable.action = 'display'
         and readable.valid_from <= $3)), false) as may
     from (${labelsOf(noun)}) as carried`,
    [[id], readerId, now],
  );
  return rows[0]!.may;
}
