import { z } from 'zod';
import { id, instant, pageOf, pageRequest } from './fields.ts';

const backFillState = z.enum(['waiting', 'running', 'paused', 'done', 'cancelled']);
/** A run of an order over what was here before it. */
const backFill = z.object({ id, orderId: id, version: z.int(), state: backFillState, until: instant, madeAt: instant });
export const backFillList = pageOf(backFill);
export const backFillListRequest = z.strictObject({ ...pageRequest, orderId: id.optional() });
export const backFillMove = z.strictObject({ change: z.enum(['pause', 'resume', 'cancel']) });
export const backFillPlace = z.object({ id, state: backFillState });

const quarantineState = z.enum(['kept', 'solved', 'dropped']);
/** What could not be read or matched. */
const quarantined = z.object({
  id,
  name: z.string(),
  address: z.string().nullable(),
  mediaType: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  tries: z.int(),
  state: quarantineState,
  madeAt: instant,
  changedAt: instant,
});
export const quarantineList = pageOf(quarantined);
export const quarantineListRequest = z.strictObject({ ...pageRequest, state: quarantineState.optional() });
export const quarantinePlace = z.object({ id, state: quarantineState });
