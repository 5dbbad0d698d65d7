import { describe, expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import { changeOrder, citedTargets, legalChanges, ORDER_STATUSES, type Order, type OrderChange } from './order.ts';

const order: Order = {
  id: 'x',
  title: 'X',
  purpose: 'To test',
  priority: 3,
  status: 'draft',
  replay: false,
  window: {},
  marking: 'TLP:CLEAR',
  disciplines: ['open-web'],
  events: [],
  targets: [
    { letter: 'A', target: 'known', marking: 'TLP:CLEAR' },
    { letter: 'B', target: 'lost', marking: 'TLP:CLEAR' },
  ],
  questions: [],
  recipients: [],
  unknowns: [],
};

const CHANGES: readonly OrderChange[] = ['submit', 'return', 'open', 'suspend', 'resume', 'close', 'expire'];
const LEGAL: Readonly<Record<string, string>> = {
  'draft submit': 'review',
  'review return': 'draft',
  'review open': 'open',
  'open suspend': 'suspended',
  'open close': 'closed',
  'open expire': 'expired',
  'suspended resume': 'open',
  'suspended close': 'closed',
  'suspended expire': 'expired',
};

const pairs = ORDER_STATUSES.flatMap((status) => CHANGES.map((change) => ({ status, change })));

describe('the status of an order', () => {
  it.each(pairs)('$status: $change', ({ status, change }) => {
    const to = LEGAL[`${status} ${change}`];
    expect(legalChanges(status).includes(change)).toBe(to !== undefined);
    if (to) expect(changeOrder({ ...order, status }, change)).toEqual({ ...order, status: to });
    else expect(() => changeOrder({ ...order, status }, change)).toThrow(Refusal);
  });

  it('says what is possible where a change is refused', () => {
    expect(() => changeOrder(order, 'open')).toThrow('An order that is draft cannot open; possible: submit.');
    expect(() => changeOrder({ ...order, status: 'closed' }, 'open')).toThrow('possible: nothing more.');
  });

  it('leaves the order that it was given alone', () => {
    changeOrder(order, 'submit');
    expect(order.status).toBe('draft');
  });
});

describe('the targets that an order cites', () => {
  it('are those that are known', () => {
    const known = { id: 'known', name: 'K', kind: 'place', aliases: [] } as const;
    expect(citedTargets(order, new Map([['known', known]]))).toEqual([known]);
  });
});
