import { z } from 'zod';
import { TARGET_KINDS } from '../../domain/target.ts';
import { id, instant, pageOf, pageRequest, stated } from './fields.ts';

const alias = z.strictObject({
  text: z.string().max(1000),
  lang: z.string().optional(),
  exact: z.boolean().optional(),
  misspelling: z.boolean().optional(),
  context: z.array(z.string().max(1000)).max(100).optional(),
  from: z.string().optional(),
  until: z.string().optional(),
});

const TARGET_STATUSES = ['active', 'retired'] as const;
export const targetKind = z.enum(TARGET_KINDS);

export const target = z.object({
  id,
  name: z.string(),
  title: z.string(),
  kind: targetKind,
  role: z.string().nullable(),
  note: z.string().nullable(),
  aliases: z.array(alias),
  status: z.enum(TARGET_STATUSES),
  ...stated,
  madeAt: instant,
  changedAt: instant,
});
export const targetList = pageOf(target);
export const targetListRequest = z.strictObject({
  ...pageRequest,
  kind: targetKind.optional(),
  status: z.enum(TARGET_STATUSES).optional(),
});

const content = {
  title: z.string().max(1000),
  role: z.string().max(1000).optional().describe('For a person: the public role that makes them a target.'),
  note: z.string().max(10_000).optional(),
  aliases: z.array(alias).max(500).default([]),
};
export const newTarget = z.strictObject({ name: z.string().max(100), kind: targetKind, ...content, ...stated });
export const targetChange = z.strictObject({ ...content, changedAt: instant });
export const targetPlace = z.object({ id, status: z.enum(TARGET_STATUSES), changedAt: instant });
