import { z } from 'zod';
import { DISCIPLINES } from '../../domain/order.ts';
import { RELIABILITIES, SOURCE_KINDS, SOURCE_STATUSES } from '../../domain/source.ts';
import { id, instant, pageOf, pageRequest, stated } from './fields.ts';

export const sourceKind = z.enum(SOURCE_KINDS);
export const sourceStatus = z.enum(SOURCE_STATUSES);

const described = {
  name: z.string().max(1000),
  address: z.string().max(10_000),
  reliability: z.enum(RELIABILITIES).describe('From A (reliable) to E (unreliable); F cannot be judged.'),
  schedule: z
    .record(z.string(), z.unknown())
    .describe('`every` in minutes, `quietAfter` in hours, and what its kind reads.'),
  trusted: z.boolean().describe('Whether marks found in its documents set their marking; never below the default.'),
};

export const source = z.object({
  id,
  kind: sourceKind,
  ...described,
  discipline: z.enum(DISCIPLINES),
  status: sourceStatus,
  ...stated,
  defaultMarking: z.object(stated).describe('Of documents that bring no marking which counts.'),
  madeAt: instant,
  changedAt: instant,
});
export const sourceList = pageOf(source);
export const sourceListRequest = z.strictObject({
  ...pageRequest,
  kind: sourceKind.optional(),
  status: sourceStatus.optional(),
});

export const newSource = z.strictObject({
  kind: sourceKind,
  ...described,
  schedule: described.schedule.optional(),
  discipline: z.enum(DISCIPLINES).optional(),
  ...stated,
  defaultMarking: z.strictObject(stated),
});
export const sourceChange = z.strictObject({
  ...described,
  discipline: z.enum(DISCIPLINES),
  status: sourceStatus,
  changedAt: instant.describe('Of the source that it is written over.'),
});
export const sourcePlace = z.object({ id, status: sourceStatus, changedAt: instant });
