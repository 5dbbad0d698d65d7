import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../test/support/source-file.ts';
import { assembleDesk } from './assemble-desk.ts';
import { printOrderFile } from './print-order-file.ts';

const FOLDER = join(ROOT, 'examples/france-2012/orders');
const desk = assembleDesk(
  readdirSync(FOLDER).map((path) => ({ path, source: readFileSync(join(FOLDER, path), 'utf8') })),
);

describe('an order file that is written', () => {
  it.each(desk.orders.map((order) => [order.id, order] as const))('gives the same order back: %s', (_id, order) => {
    const { status: _status, ...text } = order;
    const targets = [...desk.targets.values()];
    const file = printOrderFile({ order: text, targets, heading: 'Marked S' });
    expect(file.startsWith('# Marked S\n')).toBe(true);
    const again = assembleDesk([{ path: 'file', source: file }]);
    expect(again.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(JSON.parse(JSON.stringify(again.orders))).toEqual(
      JSON.parse(JSON.stringify([{ ...order, status: 'draft' }])),
    );
    expect([...again.targets.values()]).toEqual(targets);
  });

  it('keeps a heading on its line, and texts that look like YAML', () => {
    const [first] = desk.orders;
    const order = { ...first!, title: 'a: b # c', purpose: '- x\n---\norder: y', targets: [], questions: [] };
    const file = printOrderFile({ order, targets: [], heading: 'one\norder: two' });
    expect(file.split('\n')[0]).toBe('# one order: two');
    expect(file).not.toMatch(/^order: y/m);
    expect(assembleDesk([{ path: 'file', source: file }]).findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('questions'),
    ]);
  });
});
