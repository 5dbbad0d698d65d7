import { z } from 'zod';
import { id, instant } from './fields.ts';
import { orderStatus } from './order.ts';
import { said } from './said.ts';

/** An order file as it is sent: its text, and the scheme in which its markings are read. */
export const sentOrderFile = z.strictObject({
  text: z.string().max(256_000).describe('YAML; docs/order-file.md describes it.'),
  scheme: z.string().max(100),
});

/** What a file would make. */
export const checkedOrderFile = z.object({
  orders: z.array(z.object({ name: z.string(), title: z.string(), marking: z.string(), questions: z.int() })),
  targets: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      isHere: z
        .boolean()
        .describe('There is one of this name already, which stays as it is under a marking of its own.'),
    }),
  ),
  findings: z.array(
    z.object({
      ...said,
      severity: z.enum(['error', 'warning']),
      line: z.int(),
      column: z.int(),
    }),
  ),
});

/** Why an order of a file was not drafted, where its author can do something about it. */
export const NOT_DRAFTED = [
  'order-name-taken',
  'order-below-citation',
  'order-target-ambiguous',
  'action-above-clearance',
  'target-not-found',
  'refused',
] as const;

/** What became of the orders of a file, in their order. */
export const draftedOrderFile = z.object({
  orders: z.array(
    z.union([
      z.object({ id, version: z.int(), status: orderStatus, changedAt: instant }),
      z.object({ refused: z.enum(NOT_DRAFTED) }),
    ]),
  ),
});
