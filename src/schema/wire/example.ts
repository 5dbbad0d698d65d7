import { z } from 'zod';
import { id } from './fields.ts';

export const exampleReaders = z.object({
  readers: z.array(z.object({ id, name: z.string() })).describe('As whom one may look; none where this is no example.'),
});
export const lookingAs = z.strictObject({ accountId: id });
