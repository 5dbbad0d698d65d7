import { z } from 'zod';
import { id, instant, pageOf, pageRequest, stated } from './fields.ts';

export const role = z.enum(['editor', 'analyst', 'releaser', 'recipient', 'inspector', 'administrator']);
const words = z.string().max(100);
const groupState = z.enum(['active', 'closed']);

/** Who somebody is and what they may see; groups are acts of their own. */
export const clearance = z.strictObject({
  nationality: words.exactOptional().describe('Such as `USA`.'),
  organisation: words.exactOptional(),
  levels: z.record(words, words).exactOptional().describe('The highest level in each scheme.'),
  controls: z.record(words, z.array(words)).exactOptional().describe('What else each scheme lets them see.'),
});

const reader = z.object({
  id,
  name: z.string(),
  kind: z.enum(['person', 'body']),
  madeAt: instant,
  changedAt: instant,
});
export const readerList = pageOf(reader);
export const peopleRequest = z.strictObject(pageRequest);
export const readersRequest = z.strictObject({
  ...pageRequest,
  areRecipients: z
    .stringbool()
    .optional()
    .describe('Those alone to whom reports are released, or those alone to whom none is.'),
});
const accountState = z.enum(['active', 'locked', 'closed']);
export const wholeReader = reader.extend({
  clearance,
  groups: z.array(z.string()),
  account: z.object({ roles: z.array(role), state: accountState }).optional(),
});

export const newAccount = z.strictObject({
  name: z.string().max(200),
  roles: z.array(role).min(1),
  clearance,
  ...stated,
});
export const madeThing = z.object({ id });
export const accountChange = z.strictObject({
  roles: z.array(role).min(1).optional(),
  state: accountState.optional(),
});
export const accountPlace = z.object({ id, roles: z.array(role), state: accountState });
export const clearanceChange = z.strictObject({ clearance });

const group = z.object({
  id,
  name: z.string().describe('How markings call it.'),
  title: z.string(),
  purpose: z.string(),
  state: groupState,
  madeAt: instant,
  changedAt: instant,
});
export const groupList = pageOf(group);
const member = z.object({ readerId: id, from: instant, until: instant.nullable() });
export const wholeGroup = group.extend({ members: z.array(member) });
export const newGroup = z.strictObject({
  name: z.string().max(100),
  title: z.string().max(1000),
  purpose: z.string().max(10_000),
  ...stated,
});
export const groupChange = z.strictObject({
  title: z.string().max(1000).optional(),
  purpose: z.string().max(10_000).optional(),
  state: groupState.optional(),
});
export const groupPlace = z.object({ id, state: groupState, changedAt: instant });
export const membership = z.strictObject({
  from: instant.optional().describe('From now on where missing.'),
  until: instant.nullable().optional().describe('The first instant at which it is over; null for ever.'),
});
export const memberPath = z.strictObject({ id, readerId: id });
export const memberPlace = z.object({ readerId: id, from: instant, until: instant.nullable() });
