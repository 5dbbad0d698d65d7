import { z } from 'zod';
import { day, id, language, stated } from './fields.ts';

/** What somebody saw or was told, as it is filed. */
export const newNote = z.strictObject({
  sourceId: id.describe('Of the kind `field-notes`.'),
  title: z.string().max(10_000),
  body: z.string().max(500_000),
  observedOn: day.optional(),
  language: language.optional(),
  stated: z.strictObject(stated).optional().describe('Where it is marked above what its source says.'),
  informant: z.string().max(200).optional().describe('The code name of who told it.'),
  taskId: id.optional().describe('The task that it answers.'),
});
