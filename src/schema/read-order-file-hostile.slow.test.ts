import { describe, expect, it } from 'vitest';
import { readOrderFile } from './read-order-file.ts';

describe('an order file that is made to cost much', () => {
  it('has its fields compared in time that grows with their number', () => {
    const keys = Array.from({ length: 60_000 }, (_, at) => `k${at}: 1\n`).join('');
    const began = performance.now();
    expect(readOrderFile(keys).findings).toHaveLength(1);
    const message = 'This field is there twice; keep one of them.';
    expect(readOrderFile(`${keys}k7: 2\n`).findings).toMatchObject([
      { line: 60_001, column: 1, severity: 'error', code: 'order-file-yaml', message },
    ]);
    expect(performance.now() - began).toBeLessThan(8000);
  });

  it('is refused where it is too deep, and breaks nothing', () => {
    for (const depth of [1000, 3000, 10_000, 100_000]) {
      for (const [open, close] of [
        ['[', ']'],
        ['{a: ', '}'],
      ] as const) {
        const source = `order: ${open.repeat(depth)}1${close.repeat(depth)}`;
        expect(readOrderFile(source).findings.length).toBeGreaterThan(0);
      }
    }
  });
});
