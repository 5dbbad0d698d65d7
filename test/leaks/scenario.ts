import fc from 'fast-check';
import type { Label } from '../../src/markings/label.ts';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { NOW } from '../support/store.ts';
import { leakRuns } from './leak-runs.ts';

/** A marking with its circle, as an order or a document states it. */
export interface Stated {
  readonly scheme: string;
  readonly marking: string;
  readonly needToKnow: readonly (readonly string[])[];
}

const stated = (marking: string, scheme = 'us-capco', ...needToKnow: string[][]): Stated => ({
  scheme,
  marking,
  needToKnow,
});

/** Labels that differ in one thing each: level, release, circle, time. */
export const STATED: readonly Stated[] = [
  stated('U'),
  stated('U', 'us-capco', ['elections']),
  stated('U', 'us-capco', ['courts']),
  stated('C//REL TO USA, GBR'),
  stated('S//REL TO USA, GBR'),
  stated('S//REL TO USA, GBR', 'us-capco', ['elections']),
  stated('S//NF'),
  stated('TS//REL TO USA, GBR'),
  stated('P', 'desk'),
  stated('P//EMBARGO UNTIL 2026-11-20T13:00Z', 'desk'),
];

export const LOW: readonly Omit<Reader, 'id'>[] = [
  { nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' }, groups: ['elections'] },
  { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'C' }, groups: ['courts'] },
  { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } },
  {},
];
export const HIGH: Omit<Reader, 'id'> = {
  nationality: 'USA',
  organisation: 'USA',
  levels: { 'us-capco': 'TS' },
  groups: ['courts', 'elections'],
};

export function labelOf({ scheme, marking, needToKnow }: Stated): Label {
  return standardSchemes.label(scheme, marking, { needToKnow });
}

function mayRead(reader: Omit<Reader, 'id'>, label: Label): boolean {
  return standardSchemes.mayRead({ id: '', ...reader }, label, 'display', NOW).allowed;
}

export function mayLowRead(low: number, label: Label): boolean {
  return mayRead(LOW[low]!, label);
}

/** What each low reader may read of `STATED`, and what not. */
export const READABLE = LOW.map((reader) => STATED.filter((label) => mayRead(reader, labelOf(label))));
export const HIDDEN = LOW.map((reader) => STATED.filter((label) => !mayRead(reader, labelOf(label))));

/** Texts above and below are the same ones. */
export const TEXTS = [
  'growth pact signed',
  'growth pact delayed',
  'budget growth vote',
  'harbour strike vote',
  'growth',
];
export const WORDS = [
  ...['growth', 'pact', 'votes', '"strike vote"', 'growth AND pact', 'growing OR signed', 'nothing'],
  ...['del* AND NOT budget', 'date >= 2020-01-01', 'AND'],
];
export const NAMES = ['parties-2012', 'harbour', 'budget'];

/** A document or an order that is there from the beginning; numbers are taken modulo what there is to choose from. */
export interface Row {
  readonly noun: 'document' | 'order';
  readonly label: number;
  readonly words: number;
  /** Ties are wanted: it is the time, in minutes before now. */
  readonly age: number;
  /** A hit on a row of the other noun: of those below, or of the hidden ones. */
  readonly hit: 'none' | 'below' | 'above';
  readonly on: number;
  readonly status: 'draft' | 'review' | 'open';
}

/** Something that an act is pointed at. */
export interface Reference {
  readonly of: 'below' | 'above' | 'own' | 'nothing';
  readonly number: number;
}

/** Acts on stories, and on the queue as it is ranked and gathered. */
export const QUEUE_ACTS = [
  ...(['split-story', 'merge-stories', 'undo-story-change', 'list-story-changes'] as const),
  ...(['judge-story', 'undo-judgements', 'list-best', 'list-by-story', 'explain-suggestion', 'count-hits'] as const),
] as const;

/** Acts on reports, and on what was released. */
export const REPORT_ACTS = [
  ...(['list-reports', 'read-report', 'draft-report', 'write-report', 'move-report', 'preview-report'] as const),
  ...(['preview-copy', 'read-ledger', 'list-releases'] as const),
  ...(['list-copies', 'read-copy', 'acknowledge-copy', 'answer-copy', 'read-copy', 'list-copies'] as const),
  ...(['list-copy-answers'] as const),
] as const;

/** Acts on sources, targets, tasks, hits and people. */
export const NOUN_ACTS = [
  ...(['list-targets', 'read-target', 'create-target', 'change-target'] as const),
  ...(['list-sources', 'read-source', 'create-source', 'change-source'] as const),
  ...(['offer-task', 'move-task', 'read-task', 'list-tasks', 'file-note', 'list-task-notes'] as const),
  ...(['read-hit', 'assign-hit', 'snooze-hit', 'judge-hits', 'undo-judgement'] as const),
  ...([
    'explain-document',
    'explain-hits',
    'preview-question',
    'list-back-fills',
    'list-quarantined',
    'read-story',
  ] as const),
  ...(['change-back-fill', 'drop-quarantined'] as const),
  ...QUEUE_ACTS,
  ...REPORT_ACTS,
  ...(['list-editions', 'read-bytes', 'list-readers', 'list-groups', 'read-group'] as const),
] as const;

export const ACTS = [
  ...NOUN_ACTS,
  'list-documents',
  'page-documents',
  'count-documents',
  'forge-cursor',
  'search-documents',
  'read-document',
  'receive-document',
  'list-orders',
  'page-orders',
  'read-order',
  'draft-order',
  'amend-order',
  'move-order',
  'page-hits',
  'judge-hit',
  'create-account',
  'be-careless',
  'see-changes',
  // Often: it stands for all addresses.
  ...(['ask-over-http', 'ask-over-http', 'ask-over-http', 'ask-over-http', 'ask-over-http', 'ask-over-http'] as const),
] as const;

/** An act of a low reader; what it does not need of the numbers it leaves. */
export interface LowAct {
  readonly by: 'low' | 'peer';
  readonly act: (typeof ACTS)[number];
  readonly target: Reference;
  readonly words: number;
  readonly label: number;
  readonly most: number;
}

export const HIDDEN_ACTS = [
  'receive',
  'draft',
  'delete',
  'relabel',
  'judge',
  'account',
  'label',
  'merge',
  'split',
] as const;

/** What happens above the low reader, in the one world, in the other, or in both. */
export interface HiddenAct {
  readonly by: 'high';
  readonly act: (typeof HIDDEN_ACTS)[number];
  readonly label: number;
  readonly words: number;
  readonly worlds: readonly [boolean, boolean];
}

/** A part of a report that goes to the low readers. */
export interface ReportPart {
  readonly mark: number;
  readonly words: number;
  readonly shape: 'heading' | 'paragraph' | 'item' | 'table';
  /** Where it is put in among those that are there. */
  readonly at: number;
  readonly cites: number;
}

export interface Scenario {
  readonly low: number;
  /** A report that is released to the low readers: what they may have of it, and what each world holds beside that. */
  readonly report: {
    /** In every second play, and in each of a long search: what it takes is half of what a play takes. */
    readonly isReleased: boolean;
    readonly below: readonly ReportPart[];
    readonly above: readonly [readonly ReportPart[], readonly ReportPart[]];
    /** By which ways it goes to the low reader. */
    readonly ways: number;
  };
  /** What both worlds hold and the low reader may read. */
  readonly below: readonly Row[];
  /** What each of the two worlds holds above. */
  readonly above: readonly [readonly Row[], readonly Row[]];
  readonly script: readonly (LowAct | HiddenAct)[];
}

const number = fc.nat(9);

const side = fc.oneof(
  { weight: 4, arbitrary: fc.constant('below' as const) },
  { weight: 3, arbitrary: fc.constant('above' as const) },
  { weight: 2, arbitrary: fc.constant('own' as const) },
  { weight: 1, arbitrary: fc.constant('nothing' as const) },
);

const row: fc.Arbitrary<Row> = fc.record({
  noun: fc.constantFrom('document', 'order'),
  label: number,
  words: number,
  age: fc.nat(3),
  hit: fc.constantFrom('none', 'below', 'above'),
  on: number,
  status: fc.constantFrom('draft', 'review', 'open'),
});

const lowAct: fc.Arbitrary<LowAct> = fc.record({
  by: fc.constantFrom('low', 'peer'),
  act: fc.constantFrom(...ACTS),
  target: fc.record({ of: side, number }),
  words: number,
  label: number,
  most: fc.integer({ min: 1, max: 3 }),
});

const hiddenAct: fc.Arbitrary<HiddenAct> = fc.record({
  by: fc.constant('high'),
  act: fc.constantFrom(...HIDDEN_ACTS),
  label: number,
  words: number,
  worlds: fc.constantFrom([true, false], [false, true], [true, true]),
});

const part: fc.Arbitrary<ReportPart> = fc.record({
  mark: number,
  words: number,
  shape: fc.constantFrom('heading', 'paragraph', 'item', 'table'),
  at: number,
  cites: number,
});

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  low: fc.nat(LOW.length - 1),
  report: fc.record({
    isReleased: leakRuns(0) > 0 ? fc.constant(true) : fc.boolean(),
    below: fc.array(part, { maxLength: 4 }),
    above: fc.tuple(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 })),
    ways: number,
  }),
  below: fc.array(row, { minLength: 4, maxLength: 8, size: 'max' }),
  above: fc.tuple(fc.array(row, { maxLength: 5, size: 'max' }), fc.array(row, { maxLength: 5, size: 'max' })),
  script: fc.array(fc.oneof({ weight: 5, arbitrary: lowAct }, { weight: 1, arbitrary: hiddenAct }), {
    minLength: 10,
    maxLength: 20,
    size: 'max',
  }),
});
