import { z } from 'zod';
import { id, instant } from './fields.ts';

export const split = z.strictObject({
  documentIds: z.array(id).min(1).max(200).describe('Of one story; they begin another.'),
});
export const merging = z.strictObject({
  from: id.describe('A document of the story that is put into another one.'),
  into: id.describe('A document of that other story.'),
});
export const storyChanged = z.object({
  changeId: id.describe('For taking it back.'),
  documentIds: z.array(id).describe('Those that were moved.'),
});
export const storyChanges = z.object({
  changes: z
    .array(
      z.object({
        id,
        kind: z.string(),
        undoes: id.nullable(),
        actorId: id.nullable(),
        madeAt: instant,
        documentIds: z.array(id),
      }),
    )
    .describe('The last one first.'),
});
