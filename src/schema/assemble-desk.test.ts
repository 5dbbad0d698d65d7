import { describe, expect, it } from 'vitest';
import { print } from '../query/print.ts';
import { assembleDesk } from './assemble-desk.ts';

function order(id: string, expression: string, targets = ''): string {
  return `order:
  id: ${id}
  title: T
  purpose: P
  marking: TLP:CLEAR
  window: {}
  disciplines: [open-web]
  targets: [${targets}]
  questions:
    - letter: A
      wording: W
      expression: ${expression}
`;
}
const targets = 'targets:\n  - { id: paris, name: Paris, kind: place, aliases: [{ text: Paris }] }\n';

function told(...sources: string[]): string[] {
  const files = sources.map((source, index) => ({ path: `${index + 1}.yaml`, source }));
  return assembleDesk(files).findings.map(
    ({ path, line, column, severity, message, code }) => `${path}:${line}:${column} ${severity} ${message} (${code})`,
  );
}

describe('a desk of several files', () => {
  it('finds the targets of one file for the orders of another, in any order of files', () => {
    const cited = order('x', '"@paris"', '{ letter: A, target: paris, marking: TLP:CLEAR }');
    expect(told(cited, targets)).toEqual([]);
    expect(told(targets, cited)).toEqual([]);
    const desk = assembleDesk([{ path: 't', source: targets }]);
    expect(print(desk.lookup('paris')!)).toBe('"Paris"');
    expect(desk.lookup('lyon')).toBeUndefined();
  });

  it('tells of targets that nobody has described', () => {
    expect(told(order('x', 'growth AND @lyon', '{ letter: A, target: nice, marking: TLP:CLEAR }'), targets)).toEqual([
      '1.yaml:8:34 error There is no target “nice”; give the file that holds it as well, or add it to a targets file. (order-unknown-target)',
      '1.yaml:12:30 error There is no target “lyon”; add it to the targets of the order, or of its folder. (query-unknown-target)',
    ]);
  });

  it('tells of what is there twice', () => {
    expect(told(order('x', 'growth'), order('x', 'growth'), targets, targets)).toEqual([
      '2.yaml:2:7 error The order “x” is there twice; the first is in 1.yaml. (order-double-id)',
      '4.yaml:2:11 error The target “paris” is there twice; the first is in 3.yaml. (order-double-id)',
    ]);
  });

  it('tells of questions in which nothing must hold, and of words without inflection', () => {
    expect(told(order('x', 'NOT growth'))).toEqual([
      expect.stringMatching(/^1\.yaml:12:19 error .*\(query-nothing-required\)$/),
    ]);
    expect(told(order('x', '{ de: Wachstum }'))).toEqual([
      expect.stringMatching(/^1\.yaml:12:25 warning .*\(query-no-inflection\)$/),
    ]);
  });
});
