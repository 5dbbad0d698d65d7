import { expect, it } from 'vitest';
import { summarise } from './history.ts';

function entry(actor: string, action: string, day: number, outcome: 'done' | 'refused' = 'done') {
  const at = `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;
  return {
    id: `${actor} ${action} ${day}`,
    entry: { v: 1, at, actor, action, outcome, objects: [], reasons: [], policy: '' },
  };
}

it('sums up who asked, approved, changed, read and deleted, and how often', () => {
  const history = summarise([
    entry('ann', 'order-draft', 1),
    entry('ann', 'order-submit', 2),
    entry('ben', 'order-open', 3),
    entry('cem', 'order-read', 4),
    entry('cem', 'order-read', 6),
    entry('dan', 'order-read', 5),
    entry('dan', 'order-amend', 5, 'refused'),
    entry('dan', 'order-list', 7),
    entry('sys', 'order-expire', 8),
  ]);
  const told = Object.fromEntries(
    Object.entries(history).map(([part, doings]) => [part, doings.map(({ actor, count }) => `${actor} ${count}`)]),
  );
  expect(told).toEqual({
    ...{ asked: ['ann 1'], approved: ['ben 1'], changed: ['ann 1'], read: ['cem 2', 'dan 1'] },
    ...{ sent: [], deleted: ['sys 1'] },
  });
});
