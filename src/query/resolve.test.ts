import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { resolveTargets, type TargetLookup, targetsIn } from './resolve.ts';

function read(source: string): Expression {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(parsed.findings[0]?.message);
  return parsed.expression;
}

const lookup: TargetLookup = (name) => (name === 'ps' ? read('=PS OR "Parti socialiste"') : undefined);

describe('resolveTargets', () => {
  it.each([
    ['@ps', '=PS OR "Parti socialiste"'],
    ['a AND @ps', 'a AND (=PS OR "Parti socialiste")'],
    ['NOT title:@ps', 'NOT title:(=PS OR "Parti socialiste")'],
    [
      '@ps NEAR/3 a IN SENTENCE WITH @ps',
      '(=PS OR "Parti socialiste") NEAR/3 a IN SENTENCE WITH (=PS OR "Parti socialiste")',
    ],
    ['@ps OR @nobody', '(=PS OR "Parti socialiste") OR @nobody'],
  ])('puts aliases for the targets of %s', (source, resolved) => {
    expect(print(resolveTargets(read(source), lookup))).toBe(print(read(resolved)));
  });

  it('says which target a choice stands for, and gives the same aliases each time', () => {
    const alias = read('=PS OR "Parti socialiste"');
    const [one, other] = [resolveTargets(read('@ps'), () => alias), resolveTargets(read('@ps'), () => alias)];
    expect(one).toMatchObject({ kind: 'or', target: 'ps' });
    expect(one.kind === 'or' && other.kind === 'or' && one.items === other.items).toBe(true);
  });

  it('keeps the place of the name, and no place of another text', () => {
    const resolved = resolveTargets(read('a AND @ps'), lookup);
    expect(resolved).toMatchObject({ items: [{}, { kind: 'or', span: { start: 6, end: 9 } }] });
    const [, target] = resolved.kind === 'and' ? resolved.items : [];
    expect(target?.kind === 'or' && target.items.every((item) => item.span === undefined)).toBe(true);
  });
});

describe('targetsIn', () => {
  it('names each target once', () => {
    expect(targetsIn(read('@a AND (title:@b OR NOT @a) AND @c NEAR/2 x'))).toEqual(['a', 'b', 'c']);
  });
});
