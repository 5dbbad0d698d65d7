import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { Refusal } from '../errors.ts';
import { decide } from './decide.ts';
import { type Label, labelKey, needToKnowOf } from './label.ts';
import { raiseMarking } from './raise.ts';
import type { Reader } from './reader.ts';
import { both, never, type Requirement } from './requirement.ts';
import { SchemeSet } from './scheme-set.ts';
import { capcoScheme } from './schemes/us-capco/scheme.ts';
import { standardSchemes as schemes, usCapco } from './standard-schemes.ts';

const editor: Reader = {
  id: 'editor',
  nationality: 'USA',
  organisation: 'USA',
  levels: { 'us-capco': 'S', tlp: 'AMBER', desk: 'SOURCE-PROTECTED' },
  groups: ['elections'],
};
const DAY = 86_400_000;

function allowed(reader: Reader, label: Label, now = 0): boolean {
  return schemes.mayRead(reader, label, 'display', now).allowed;
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

describe('a label', () => {
  it('is refused where the marking is not valid, and where nobody knows the scheme', () => {
    expect(refusalOf(() => schemes.label('us-capco', 'S//REL TO USA,GBR'))).toBe('marking-invalid');
    expect(refusalOf(() => schemes.label('us-capco', 'nonsense'))).toBe('marking-invalid');
    expect(refusalOf(() => schemes.label('cosmic', 'S'))).toBe('marking-unknown-scheme');
  });

  it('asks for both where something is marked in two schemes', () => {
    const label = schemes.join([schemes.label('us-capco', 'S//NF'), schemes.label('tlp', 'TLP:AMBER')]);
    expect(allowed(editor, label)).toBe(true);
    expect(allowed({ ...editor, levels: { 'us-capco': 'S' } }, label)).toBe(false);
    expect(allowed({ ...editor, levels: { tlp: 'RED' } }, label)).toBe(false);
  });

  it('joins the markings of one scheme', () => {
    const label = schemes.join(['S//REL TO USA, GBR', 'TS//NF'].map((text) => schemes.label('us-capco', text)));
    expect(label.parts).toHaveLength(1);
    expect(usCapco.print(usCapco.render(label.parts[0]!.state as never), 'banner')).toBe('TOP SECRET//NOFORN');
  });

  it('is unreadable without a marking, in an unknown scheme, and in a version that is not loaded', () => {
    const part = schemes.label('us-capco', 'U').parts[0]!;
    const label = (parts: Label['parts']): Label => ({ parts, needToKnow: [], declassifyOn: 'never' });
    expect(allowed(editor, label([part]))).toBe(true);
    expect(schemes.mayRead(editor, label([]), 'display', 0).reasons).toEqual(['unmarked']);
    expect(schemes.mayRead(editor, schemes.join([]), 'display', 0).reasons).toEqual(['unmarked']);
    expect(schemes.mayRead(editor, label([{ ...part, scheme: 'other' }]), 'display', 0).reasons).toEqual(['unknown']);
    expect(schemes.mayRead(editor, label([{ ...part, version: 'other' }]), 'display', 0).reasons).toEqual(['unknown']);
  });

  it('keeps an older version of a vocabulary beside the newer, and both must allow', () => {
    const older = capcoScheme({ ...usCapco.vocabulary.register, version: 'older' });
    const both = new SchemeSet([usCapco, older]);
    const old = {
      parts: [
        { scheme: 'us-capco', version: older.version, state: older.stateOf(older.read('S//NF', 'portion').mark!) },
      ],
      needToKnow: [],
      declassifyOn: 'never' as const,
    };
    const label = both.join([old, both.label('us-capco', 'U')]);
    expect(label.parts).toHaveLength(2);
    expect(both.mayRead(editor, label, 'display', 0).allowed).toBe(true);
    expect(both.mayRead({ id: 'public' }, label, 'display', 0).allowed).toBe(false);
    expect(both.scheme('us-capco').version).toBe(usCapco.version);
  });

  it('asks for one group of each need-to-know list, and of an empty list for nobody', () => {
    const label = (...needToKnow: string[][]): Label => schemes.label('us-capco', 'U', { needToKnow });
    expect(allowed(editor, label(['elections', 'courts']))).toBe(true);
    expect(schemes.mayRead(editor, label(['courts']), 'display', 0).reasons).toEqual(['need-to-know']);
    expect(allowed(editor, label(['elections'], ['courts']))).toBe(false);
    expect(allowed({ ...editor, groups: ['elections', 'courts', ''] }, label([]))).toBe(false);
    expect(allowed(editor, schemes.join([label(['elections']), label(['courts'])]))).toBe(false);
  });

  it('lifts the level, and nothing else, from a stated day on', () => {
    const label = schemes.label('us-capco', 'S//NF', { declassifyOn: 10 * DAY });
    const reader = { id: 'r', nationality: 'USA', organisation: 'USA' };
    expect(schemes.mayRead(reader, label, 'display', 9 * DAY)).toEqual({
      allowed: false,
      reasons: ['level'],
      until: 10 * DAY,
    });
    expect(schemes.mayRead(reader, label, 'display', 10 * DAY)).toEqual({ allowed: true, reasons: [] });
    expect(schemes.mayRead({ id: 'public' }, label, 'display', 10 * DAY).reasons).toEqual(['release']);
    const never = schemes.label('us-capco', 'S//NF');
    expect(schemes.mayRead(reader, schemes.join([label, never]), 'display', 99 * DAY).allowed).toBe(false);
    const later = schemes.label('us-capco', 'S//NF', { declassifyOn: 20 * DAY });
    expect(schemes.join([label, later]).declassifyOn).toBe(20 * DAY);
    expect(schemes.join([]).declassifyOn).toBe('never');
  });

  it('has one key for equal labels, in whatever order they were joined', () => {
    const labels = [
      schemes.label('us-capco', 'S//NF', { needToKnow: [['b', 'a', 'a']] }),
      schemes.label('tlp', 'TLP:GREEN', { needToKnow: [['c']] }),
      schemes.label('us-capco', 'U//FOUO', { needToKnow: [['a', 'b', 'c'], ['c']] }),
    ];
    const [one, other, third] = labels as [Label, Label, Label];
    expect(labelKey(schemes.join([one, other, third]))).toBe(labelKey(schemes.join([third, one, other, one])));
    expect(schemes.join(labels).needToKnow).toEqual([['a', 'b'], ['c']]);
    expect(labelKey(one)).not.toBe(labelKey(other));
  });
});

describe('need-to-know lists', () => {
  const lists = fc.array(fc.subarray(['a', 'b', 'c', 'd']), { maxLength: 4 });

  it('keep their meaning when they are written shortest', () => {
    const met = (all: readonly (readonly string[])[], groups: readonly string[]): boolean =>
      all.every((list) => list.some((group) => groups.includes(group)));
    fc.assert(
      fc.property(lists, fc.subarray(['a', 'b', 'c', 'd']), (all, groups) => {
        expect(met(needToKnowOf(all), groups)).toBe(met(all, groups));
      }),
      { numRuns: propertyRuns(1_000) },
    );
  });
});

describe('decide', () => {
  const asks = (...anyOf: string[]): Requirement => ({ clauses: [{ anyOf, reason: 'level' }] });

  it('asks for any token of each clause', () => {
    expect(decide(asks('a', 'b'), new Set(['b']), 0).allowed).toBe(true);
    expect(decide(both(asks('a'), asks('b')), new Set(['b']), 0)).toEqual({ allowed: false, reasons: ['level'] });
    expect(decide({ clauses: [] }, new Set(), 0)).toEqual({ allowed: true, reasons: [] });
    expect(decide(never('unknown'), new Set(['a']), 0)).toEqual({ allowed: false, reasons: ['unknown'] });
  });

  it('says until when its answer holds', () => {
    const waits = both({ clauses: [], notBefore: 100 }, { clauses: [], notBefore: 50 });
    expect(decide(waits, new Set(), 99)).toEqual({ allowed: false, reasons: ['embargo'], until: 100 });
    expect(decide(waits, new Set(), 100)).toEqual({ allowed: true, reasons: [] });
    const lifted: Requirement = { clauses: [{ anyOf: ['a'], reason: 'embargo', until: 10 }, ...asks('b').clauses] };
    expect(decide(lifted, new Set(['b']), 9)).toEqual({ allowed: false, reasons: ['embargo'], until: 10 });
    expect(decide(lifted, new Set(), 9).until).toBeUndefined();
  });

  it('lifts nothing where the clock does not tell', () => {
    const lifted: Requirement = { clauses: [{ anyOf: [], reason: 'embargo', until: 10 }] };
    expect(decide(lifted, new Set(), Number.NaN).allowed).toBe(false);
    expect(decide({ clauses: [], notBefore: 5 }, new Set(), Number.NaN).allowed).toBe(false);
  });
});

describe('raising a marking', () => {
  const whole = usCapco.rollUp(
    ['S//REL TO USA, FVEY', 'U//FOUO'].map((text) => usCapco.read(text, 'portion').mark!),
  ).state;
  const raised = (text: string, reason = 'Together they name the source.') =>
    raiseMarking(usCapco, whole, usCapco.read(text, 'banner').mark!, reason);

  it('takes what is higher, with the reason', () => {
    const { state, mark, reason } = raised('TOP SECRET//NOFORN');
    expect(usCapco.print(mark, 'banner')).toBe('TOP SECRET//NOFORN');
    expect(reason).toBe('Together they name the source.');
    expect(usCapco.join(state, whole)).toEqual(state);
  });

  it('refuses what is lower in any respect, what is not valid, and no reason', () => {
    expect(refusalOf(() => raised('CONFIDENTIAL//NOFORN'))).toBe('marking-raise-lower');
    expect(refusalOf(() => raised('TOP SECRET//REL TO USA, GBR'))).toBe('marking-raise-lower');
    expect(refusalOf(() => raised('TOP SECRET//FOUO'))).toBe('marking-raise-invalid');
    expect(refusalOf(() => raised('TOP SECRET//NOFORN', ' '))).toBe('marking-raise-reason');
  });
});

describe('what must not open by joining, by JSON or by time', () => {
  const unmarked: Label = { parts: [], needToKnow: [], declassifyOn: 'never' };
  const anybody: Reader = { id: 'anybody' };

  it('stays unmarked whatever it is joined with', () => {
    const open = schemes.label('us-capco', 'U');
    expect(allowed(anybody, open)).toBe(true);
    expect(schemes.mayRead(anybody, schemes.join([unmarked, open]), 'display', 0).reasons).toEqual(['unmarked']);
    const nothing = { scheme: 'us-capco', version: usCapco.version, state: usCapco.rollUp([]).state };
    const empty: Label = { ...unmarked, parts: [nothing] };
    expect(schemes.mayRead(anybody, schemes.join([open, empty]), 'display', 0).reasons).toEqual(['unmarked']);
    expect(
      refusalOf(() => raiseMarking(usCapco, usCapco.rollUp([]).state, usCapco.read('U', 'portion').mark!, 'Because.')),
    ).toBe('marking-raise-nothing');
  });

  it('refuses a day of declassification that JSON would lose, and lifts nothing by one that it lost', () => {
    for (const declassifyOn of [Number.POSITIVE_INFINITY, Number.NaN, 1.5]) {
      expect(refusalOf(() => schemes.label('us-capco', 'S//NF', { declassifyOn }))).toBe('marking-declassify-on');
    }
    const lost = { ...schemes.label('us-capco', 'S//NF'), declassifyOn: null } as unknown as Label;
    expect(schemes.mayRead({ ...editor, levels: {} }, lost, 'display', 1e15).allowed).toBe(false);
    const joined = schemes.join([lost, schemes.label('us-capco', 'S//NF', { declassifyOn: 1 })]);
    expect(joined.declassifyOn).toBe('never');
  });

  it('lifts no control of the desk, and no compartment', () => {
    for (const [scheme, text] of [
      ['desk', 'P//OR'],
      ['desk', 'P//NFA'],
      ['us-capco', 'TS//SI//NF'],
    ] as const) {
      const label = schemes.label(scheme, text, { declassifyOn: 1 });
      expect(
        schemes.mayRead({ id: 'r', nationality: 'USA', organisation: 'USA' }, label, 'display', 2).allowed,
        text,
      ).toBe(false);
    }
  });

  it('takes the levels of the version that a label was made with', () => {
    const { register } = usCapco.vocabulary;
    const turned = capcoScheme({ ...register, version: 'turned', levels: [...register.levels].reverse() });
    const set = new SchemeSet([turned, usCapco]);
    const label = schemes.label('us-capco', 'TS//NF');
    expect(set.mayRead(editor, label, 'display', 0).reasons).toEqual(['level']);
    expect(() => new SchemeSet([usCapco, usCapco])).toThrow(RangeError);
  });

  it('keeps what it does not know once, in any order', () => {
    const other = (state: unknown): Label => ({ ...unmarked, parts: [{ scheme: 'other', version: '1', state }] });
    const [one, two] = [other({ a: 1 }), other({ a: 2 })];
    expect(schemes.join([one, one]).parts).toHaveLength(1);
    expect(labelKey(schemes.join([one, two]))).toBe(labelKey(schemes.join([two, one])));
    expect(allowed(anybody, schemes.join([one, two]))).toBe(false);
  });

  it('joins many different marks in little time', () => {
    const marks = Array.from({ length: 20_000 }, (_, index) => usCapco.read(`TS//SI-X${index}//NF`, 'portion').mark!);
    const { state } = usCapco.rollUp(marks);
    expect((state as { sci: readonly { compartments: readonly unknown[] }[] }).sci[0]?.compartments).toHaveLength(
      20_000,
    );
  });
});
