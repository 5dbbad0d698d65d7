import { describe, expect, it } from 'vitest';
import {
  vectorExceptions as exceptions,
  vectorsPresent as present,
  whySkipped as reason,
  vectorsOf,
} from '../../../../test/support/vectors.ts';
import { isValid } from '../../finding.ts';
import type { IsmAttributes, IsmMark } from './ism-mark.ts';
import { readIsm, sortTokens } from './read-attributes.ts';
import { ISM_REGISTER, ISM_VOCABULARY } from './register.ts';
import {
  type CodeCount,
  codesInAll,
  countCodes,
  countReleasePortions,
  expandList,
  sharedCodes,
  takesPartInRelease,
  withoutShared,
} from './release-lists.ts';
import { rollUpIsm } from './roll-up.ts';

type Tokens = Readonly<Record<string, readonly string[]>>;

interface Assertion {
  readonly label: string;
  readonly test?: string;
  readonly text?: string;
  readonly select?: string;
  readonly tokens?: readonly (readonly string[])[];
  readonly elements?: readonly IsmAttributes[];
}

interface Expectation {
  readonly valid?: boolean;
  readonly banner?: IsmAttributes;
  readonly bannerAbsent?: readonly string[];
  readonly bannerHas?: Tokens;
  readonly bannerHasNot?: Tokens;
  readonly xpath?: readonly Assertion[];
  readonly decomposable?: string;
  readonly members?: readonly string[] | number;
  readonly suppressed?: boolean;
  readonly verified?: string;
}

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly input?: unknown;
  readonly resource?: readonly IsmAttributes[];
  readonly portions?: readonly IsmAttributes[];
  readonly call?: { readonly function: string };
  readonly params?: readonly { readonly name: string; readonly select?: string }[];
  readonly expect: Expectation;
}

const vectors = vectorsOf<Vector>('us-ism');

const TODAY = '2026-03-01';
const AUTHORS = {
  derivedFrom: 'Portion markings of document sent to rollup Tool',
  derivativelyClassifiedBy: 'Human who accredited use of rollup tool in production',
};

function isRolledUp({ resource = [], portions = [], expect: wanted }: Vector): boolean {
  const { attributes = {} } = rollUpIsm(portions, { resource: resource[0]!, today: TODAY, ...AUTHORS });
  const tokens = (name: string): readonly string[] => attributes[name]?.split(' ') ?? [];
  const all = (wantedTokens: Tokens | undefined, there: boolean): boolean =>
    Object.entries(wantedTokens ?? {}).every(
      ([name, each]) =>
        (each.length > 0 || name in attributes === there) &&
        each.every((token) => tokens(name).includes(token) === there),
    );
  return (
    Object.entries(wanted.banner ?? {}).every(([name, value]) => attributes[name] === value) &&
    (wanted.bannerAbsent ?? []).every((name) => !(name in attributes)) &&
    all(wanted.bannerHas, true) &&
    all(wanted.bannerHasNot, false) &&
    (wanted.xpath ?? []).every((assertion) => holds(assertion, attributes))
  );
}

/** Whether what an assertion in XPath asks of the element of the whole holds; no assertion that is not known does. */
function holds({ test = '', elements }: Assertion, attributes: IsmAttributes): boolean {
  if (elements) return elements.length === 1 && sameAttributes(elements[0]!, attributes);
  const equal = /^\.\/\/resourceElement(?:\/@ism:|\[normalize-space\()(\w+)\)?\]?='(.*)'$/.exec(test);
  if (equal) return attributes[equal[1]!] === equal[2];
  const counted = /^count\(\.\/\/resourceElement\[@ism:(\w+)='(.*)'\]\) = (\d)$/.exec(test);
  if (counted) return (attributes[counted[1]!] === counted[2]) === (counted[3] === '1');
  if (/@ism:declassDate=\(current-date\(\) \+ xs:yearMonthDuration\('P25Y'\)\)\]\) = 1$/.test(test)) {
    return attributes['declassDate'] === '2051-03-01';
  }
  const distinct = /^count\(tokenize\(\.\/\/resourceElement\/@ism:(\w+)\[1\],' '\)\) = count\(distinct-values/.exec(
    test,
  );
  const tokens = attributes[distinct?.[1] ?? '']?.split(' ') ?? [];
  return distinct !== null && new Set(tokens).size === tokens.length;
}

function sameAttributes({ el: _, ...wanted }: IsmAttributes, attributes: IsmAttributes): boolean {
  return JSON.stringify(Object.entries(wanted).sort()) === JSON.stringify(Object.entries(attributes).sort());
}

const counts = (codes: readonly CodeCount[]): string[][] => codes.map(({ code, count }) => [code, String(count)]);

function isComputed({ call, params = [], portions = [], expect: wanted }: Vector): boolean {
  const lists = [...(params[0]?.select ?? '').matchAll(/'([^']*)'/g)].map(([, each]) => each!);
  const number = Number(params[1]?.select ?? Number.NaN);
  const marks = portions.map((portion) => readIsm(portion).mark).filter((mark): mark is IsmMark => mark !== undefined);
  const results: Readonly<Record<string, () => unknown>> = {
    'ism-func:sortAtomicenergymarkings': () => sortTokens(lists[0]!.split(' '), ISM_REGISTER.ism.atomicOrder).join(' '),
    'ism-func:sortReleaseto': () => ISM_VOCABULARY.sortCodes(lists[0]!.split(' '), ISM_REGISTER.owner).join(' '),
    'util:expandAllTetras': () => lists.map(expandList),
    'util:countFdrPortions': () => String(countReleasePortions(marks)),
    'util:PartakesInFDR': () => takesPartInRelease(marks[0]!),
    'util:createRelTokenHash': () => counts(countCodes(lists)),
    'util:commonToAllTokens': () => counts(codesInAll(lists, number)),
    'util:unsortedCommonRelTokens': () => counts(sharedCodes(lists, number)),
    'util:RelStringsWithoutCommonTokens': () => withoutShared(lists, number),
  };
  const result = results[call!.function]?.();
  return (wanted.xpath ?? []).every(({ text, select, tokens, test = '' }) => {
    if (text !== undefined) return result === text;
    if (select !== undefined) return `${result}()` === select;
    if (tokens) return JSON.stringify(tokens) === JSON.stringify(result);
    const list = Array.isArray(result) ? result : [];
    const item = /^\$x:result\[(\d+)\]='(.*)'$/.exec(test);
    const size = /^count\(\$x:result\)=(\d+)$/.exec(test);
    return item ? list[Number(item[1]) - 1] === item[2] : size !== null && list.length === Number(size[1]);
  });
}

function isGroup({ input, expect: wanted }: Vector): boolean {
  const group = ISM_REGISTER.groups.find(({ code }) => code === input);
  if (!group) return false;
  const members = group.members === '' ? [] : group.members.split(' ');
  return (
    wanted.decomposable === (group.expands ? 'Yes' : group.retired ? 'NA' : 'No') &&
    wanted.suppressed === (group.suppressed ?? false) &&
    wanted.verified === (group.asOf ?? ISM_REGISTER.groupsAsOf) &&
    JSON.stringify(wanted.members) === JSON.stringify(typeof wanted.members === 'number' ? members.length : members)
  );
}

const TESTS: Readonly<Record<string, (vector: Vector) => boolean>> = {
  'ism-rollup': isRolledUp,
  'ism-rollup-fn': isComputed,
  tetragraph: isGroup,
  'ism-attributes': ({ input, expect: { valid } }) => {
    const { mark, findings } = readIsm(input as IsmAttributes);
    return (mark !== undefined && isValid(findings)) === valid;
  },
};

describe('the published test cases', () => {
  it.skipIf(!present)(`are met but for the exceptions on record${reason}`, () => {
    expect(vectors.length).toBe(120);
    const failures = vectors.filter((vector) => !TESTS[vector.kind]?.(vector)).map(({ id }) => id);
    const known = Object.keys(exceptions).filter((id) => /^(?:odni|tetra)-/.test(id));
    expect(failures.sort()).toEqual(known.sort());
  });
});
