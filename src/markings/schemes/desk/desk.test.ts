import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValid } from '../../finding.ts';
import type { Reader } from '../../reader.ts';
import type { Action } from '../../requirement.ts';
import type { Form } from '../../scheme.ts';
import { desk } from './desk.ts';
import { printInstant, readInstant } from './instant.ts';
import { CONTROLS, type DeskMarking, LEVELS } from './marking.ts';
import { readDesk } from './read-desk.ts';

const INSTANT = Date.UTC(2026, 10, 20, 18, 0);
const LAST = Date.UTC(9999, 11, 31, 23, 59);

const instants = fc.integer({ min: 0, max: LAST / 60_000 }).map((minutes) => minutes * 60_000);
const markings: fc.Arbitrary<DeskMarking> = fc
  .record({
    level: fc.constantFrom(...LEVELS),
    controls: fc.subarray([...CONTROLS]),
    embargoUntil: fc.option(instants, { nil: undefined }),
  })
  .map(({ embargoUntil, ...rest }) => (embargoUntil === undefined ? rest : { ...rest, embargoUntil }));
const readers: fc.Arbitrary<Reader> = fc.record({
  id: fc.constant('r'),
  levels: fc.constantFrom<Record<string, string>>(
    {},
    { desk: 'PUBLIC' },
    { desk: 'DESK' },
    { desk: 'SOURCE-PROTECTED' },
  ),
  controls: fc.constantFrom<Record<string, string[]>>({}, { desk: ['NOT-FOR-ATTRIBUTION'] }, { desk: ['OFF-RECORD'] }),
});
const actions = fc.constantFrom<Action>('display', 'release');

function may(mark: DeskMarking, reader: Reader, action: Action, now = INSTANT): boolean {
  const held = new Set(desk.tokens(reader));
  return desk
    .requirement(desk.stateOf(mark), action)
    .clauses.every(
      ({ anyOf, until }) => (until !== undefined && now >= until) || anyOf.some((token) => held.has(token)),
    );
}

function codesOf(text: string, form: Form): string[] {
  return readDesk(text, form).findings.map(({ code, severity }) => (severity === 'error' ? `${code}!` : code));
}

describe('instants', () => {
  it.each([
    ['2026-11-20T18:00Z', INSTANT],
    ['2026-11-20T19:00+01:00', INSTANT],
    ['2026-11-20T12:30-0530', INSTANT],
    ['2026-11-20 17:59:01z', INSTANT],
    ['2026-11-20T17:59:00.5Z', INSTANT],
    ['2026-11-20T18:00:00.000Z', INSTANT],
    ['2024-02-29T00:00Z', Date.UTC(2024, 1, 29)],
    ['1970-01-01T00:00Z', 0],
    ['2026-11-20', 'time'],
    ['2026-11-20T18:00', 'zone'],
    ['2025-02-29T00:00Z', 'calendar'],
    ['2100-02-29T00:00Z', 'calendar'],
    ['2026-13-01T00:00Z', 'calendar'],
    ['2026-11-20T24:00Z', 'calendar'],
    ['2026-11-20T18:00+19:00', 'calendar'],
    ['1969-12-31T23:59Z', 'calendar'],
    ['1970-01-01T00:00+01:00', 'calendar'],
    ['20 November 2026', 'form'],
    ['', 'form'],
  ])('reads %j', (text, expected) => {
    expect(readInstant(text)).toBe(expected);
  });

  it('are written as the calendar of the language does', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const text = printInstant(instant);
        expect(text).toBe(`${new Date(instant).toISOString().slice(0, 16)}Z`);
        expect(readInstant(text)).toBe(instant);
      }),
    );
  });
});

describe('readDesk', () => {
  it.each<[string, Form, Partial<DeskMarking> | undefined, string[]]>([
    ['P', 'portion', { level: 'PUBLIC' }, []],
    ['SP', 'portion', { level: 'SOURCE-PROTECTED' }, []],
    ['DESK//NOT-FOR-ATTRIBUTION', 'portion', { level: 'DESK', controls: ['NOT-FOR-ATTRIBUTION'] }, []],
    ['D//NFA/OR', 'portion', { level: 'DESK', controls: [...CONTROLS] }, []],
    ['PUBLIC//EMBARGO UNTIL 2026-11-20T18:00Z', 'portion', { level: 'PUBLIC', embargoUntil: INSTANT }, []],
    ['DESK//NOT-FOR-ATTRIBUTION/OFF-RECORD', 'banner', { level: 'DESK', controls: [...CONTROLS] }, []],
    ['D//NFA', 'banner', { level: 'DESK', controls: ['NOT-FOR-ATTRIBUTION'] }, ['desk-form']],
    ['desk//nfa', 'portion', { level: 'DESK', controls: ['NOT-FOR-ATTRIBUTION'] }, ['desk-case']],
    ['D//OR/NFA', 'portion', { level: 'DESK', controls: [...CONTROLS] }, ['desk-form']],
    ['D//NFA//OR', 'portion', { level: 'DESK', controls: [...CONTROLS] }, ['desk-form']],
    ['D//NFA/NFA', 'portion', { level: 'DESK', controls: ['NOT-FOR-ATTRIBUTION'] }, ['desk-form']],
    ['D // NFA', 'portion', { level: 'DESK', controls: ['NOT-FOR-ATTRIBUTION'] }, ['desk-form']],
    ['P//EMBARGO UNTIL 2026-11-20T19:00+01:00', 'portion', { level: 'PUBLIC', embargoUntil: INSTANT }, ['desk-form']],
    ['DЕSK', 'banner', { level: 'DESK' }, ['desk-look-alike!']],
    ['DESK\u200b', 'banner', { level: 'DESK' }, ['desk-invisible-sign!']],
    [
      'P//EMBARGO\u00a0UNTIL 2026-11-20T18:00Z',
      'portion',
      { level: 'PUBLIC', embargoUntil: INSTANT },
      ['desk-odd-space'],
    ],
    ['P//EMBARGO UNTIL 2026-11-20', 'portion', undefined, ['desk-embargo-without-time!']],
    ['P//EMBARGO UNTIL 2026-11-20T18:00', 'portion', undefined, ['desk-embargo-without-zone!']],
    ['P//EMBARGO UNTIL 2026-02-30T18:00Z', 'portion', undefined, ['desk-embargo-not-an-instant!']],
    ['P//EMBARGO UNTIL', 'portion', undefined, ['desk-embargo-not-an-instant!']],
    ['P//EMBARGO', 'portion', undefined, ['desk-unknown-control!']],
    ['P//', 'portion', undefined, ['desk-unknown-control!']],
    ['D//SECRET/XX', 'portion', undefined, ['desk-unknown-control!', 'desk-unknown-control!']],
    ['NFA', 'portion', undefined, ['desk-unknown-level!']],
    ['', 'portion', undefined, ['desk-not-a-marking!']],
    ['D'.repeat(500), 'portion', undefined, ['desk-not-a-marking!']],
  ])('reads %j as a %s', (text, form, mark, codes) => {
    expect(readDesk(text, form).mark).toEqual(mark && { controls: [], ...mark });
    expect(codesOf(text, form)).toEqual(codes);
  });

  it('takes the later of two embargoes', () => {
    const { mark } = readDesk('P//EMBARGO UNTIL 2026-11-20T18:00Z/EMBARGO UNTIL 2026-11-19T18:00Z', 'portion');
    expect(mark?.embargoUntil).toBe(INSTANT);
  });

  it('says where the wrong piece stands', () => {
    const [finding] = readDesk('D//NFA / XX', 'portion').findings;
    expect(finding?.span).toEqual({ start: 9, end: 11 });
  });

  it('reads what it prints, without findings, in both forms', () => {
    fc.assert(
      fc.property(markings, fc.constantFrom<Form>('portion', 'banner'), (mark, form) => {
        expect(readDesk(desk.print(mark, form), form)).toEqual({ mark, findings: [] });
      }),
    );
  });
});

describe('the join of desk markings', () => {
  it('is commutative, associative and idempotent, with PUBLIC as its bottom', () => {
    fc.assert(
      fc.property(markings, markings, markings, (a, b, c) => {
        const json = (state: DeskMarking): string => JSON.stringify(state);
        expect(json(desk.join(a, b))).toBe(json(desk.join(b, a)));
        expect(json(desk.join(desk.join(a, b), c))).toBe(json(desk.join(a, desk.join(b, c))));
        expect(json(desk.join(a, a))).toBe(json(a));
        expect(json(desk.join(a, { level: 'PUBLIC', controls: [] }))).toBe(json(a));
      }),
    );
  });

  it('lets nobody read the whole who may not read both', () => {
    fc.assert(
      fc.property(markings, markings, readers, actions, instants, (...[a, b, reader, action, now]) => {
        if (!may(desk.join(a, b), reader, action, now)) return;
        expect([may(a, reader, action, now), may(b, reader, action, now)]).toEqual([true, true]);
      }),
    );
  });

  it('stays invalid where one is', () => {
    const odd = { level: 'DESK', controls: ['HUSH'] } as unknown as DeskMarking;
    const joined = desk.join(odd, { level: 'DESK', controls: [] });
    expect(desk.requirement(joined, 'display').clauses).toEqual([{ anyOf: [], reason: 'invalid' }]);
    expect(isValid(desk.check(joined))).toBe(false);
  });
});

describe('who may read', () => {
  const anybody: Reader = { id: 'a' };
  const staff: Reader = { id: 's', levels: { desk: 'DESK' } };
  const trusted: Reader = { id: 't', controls: { desk: ['NOT-FOR-ATTRIBUTION'] } };
  const cleared: Reader = { id: 'c', levels: { desk: 'SOURCE-PROTECTED' } };
  const of = (text: string): DeskMarking => readDesk(text, 'portion').mark!;

  it('depends on the level', () => {
    const who = (text: string): boolean[] =>
      [anybody, staff, cleared].map((reader) => may(of(text), reader, 'display'));
    expect(who('P')).toEqual([true, true, true]);
    expect(who('D')).toEqual([false, true, true]);
    expect(who('SP')).toEqual([false, false, true]);
  });

  it('for NOT-FOR-ATTRIBUTION is the desk, and a copy goes to those with the control', () => {
    const who = (action: Action): boolean[] =>
      [anybody, staff, trusted].map((reader) => may(of('P//NFA'), reader, action));
    expect(who('display')).toEqual([false, true, true]);
    expect(who('release')).toEqual([false, false, true]);
  });

  it('for OFF-RECORD is the desk, and a copy goes to nobody', () => {
    const all: Reader = { id: 'x', levels: { desk: 'SOURCE-PROTECTED' }, controls: { desk: [...CONTROLS] } };
    expect([anybody, staff, all].map((reader) => may(of('P//OR'), reader, 'display'))).toEqual([false, true, true]);
    expect([anybody, staff, all].map((reader) => may(of('P//OR'), reader, 'release'))).toEqual([false, false, false]);
  });

  it('before an embargo ends is the desk, and from that instant on all', () => {
    const mark = of('P//EMBARGO UNTIL 2026-11-20T18:00Z');
    expect(may(mark, anybody, 'display', INSTANT - 1)).toBe(false);
    expect(may(mark, staff, 'release', INSTANT - 1)).toBe(true);
    expect(may(mark, anybody, 'release', INSTANT)).toBe(true);
  });

  it('does not take a level that there is not for one', () => {
    expect(desk.tokens({ id: 'r', levels: { desk: 'EDITOR' }, controls: { desk: ['X'] } })).toEqual([]);
    expect(desk.tokens({ id: 'r', levels: Object.create({ desk: 'DESK' }) as Record<string, string> })).toEqual([]);
  });
});

describe('rollUp, check and explain', () => {
  it('names the portions behind each element', () => {
    const portions = ['D', 'P//NFA', 'D//NFA'].map((text) => readDesk(text, 'portion').mark!);
    const { state, reasons } = desk.rollUp(portions);
    expect(desk.print(state, 'banner')).toBe('DESK//NOT-FOR-ATTRIBUTION');
    expect(reasons.map(({ sentence }) => sentence)).toEqual([
      'DESK because portions 1 and 3 have D.',
      'NOT-FOR-ATTRIBUTION because portions 2 and 3 have NFA.',
    ]);
  });

  it('does not come to PUBLIC where there is no portion', () => {
    const { state, findings } = desk.rollUp([]);
    expect(isValid(findings)).toBe(false);
    expect(state.level).toBe('SOURCE-PROTECTED');
  });

  it('finds controls out of order', () => {
    const mark: DeskMarking = { level: 'DESK', controls: ['OFF-RECORD', 'NOT-FOR-ATTRIBUTION'] };
    expect(desk.check(mark)).toMatchObject([{ code: 'desk-form', canonical: 'D//NFA/OR' }]);
    expect(desk.check(desk.stateOf(mark))).toEqual([]);
  });

  it('explains each element in a sentence', () => {
    const mark = readDesk('D//OR/EMBARGO UNTIL 2026-11-20T18:00Z', 'portion').mark!;
    expect(desk.explain(mark).map((sentence) => sentence.split(':')[0])).toEqual([
      'DESK',
      'OFF-RECORD',
      'EMBARGO UNTIL 2026-11-20T18',
    ]);
  });
});
