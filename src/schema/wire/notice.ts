import { z } from 'zod';
import { DELIVERY_STATES } from '../../domain/channel.ts';
import { PACES } from '../../domain/notice.ts';
import { REPORT_LANGUAGES } from '../../domain/report.ts';
import { id, instant } from './fields.ts';

const times = {
  pace: z.enum(PACES),
  hour: z.int().min(0).max(23).describe('Of the day, for what comes daily.'),
  timeZone: z.string().max(64).describe('By the IANA Time Zone Database, such as Europe/Paris.'),
  language: z.enum(REPORT_LANGUAGES),
};

/** Of which order, and by which way, the caller wants to be told new hits. */
export const chosenNotices = z.strictObject({
  channelId: id,
  orderId: id.nullable().describe('Null for all orders that the caller may read.'),
  ...times,
});

/** The ways, the choices and the last notices of the caller. */
export const ownNotices = z.object({
  channels: z.array(
    z.object({
      id,
      kind: z.enum(['mail', 'webhook']),
      address: z.string(),
      state: z.enum(['active', 'paused']),
      ceiling: z.string().describe('What it may carry at most, as written.'),
      form: z.enum(['whole', 'notice']).describe('A notice says that there is something, and nothing of it.'),
    }),
  ),
  rules: z.array(z.object({ id, channelId: id, orderId: id.nullable(), orderTitle: z.string().nullable(), ...times })),
  notices: z.array(
    z.object({
      id,
      channelId: id,
      state: z.enum(DELIVERY_STATES),
      madeAt: instant,
      count: z.int().describe('Stories of orders that it tells of and that the caller may still read.'),
    }),
  ),
});
