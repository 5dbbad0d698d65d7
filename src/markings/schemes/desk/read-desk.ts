import type { MarkingFinding, Span } from '../../finding.ts';
import { type FoldedText, foldText } from '../../fold-text.ts';
import register from '../../registers/desk.json' with { type: 'json' };
import type { Form, Reading } from '../../scheme.ts';
import { type InstantProblem, readInstant } from './instant.ts';
import {
  canonicalDesk,
  type DeskControl,
  type DeskLevel,
  type DeskMarking,
  EMBARGO,
  joinDesk,
  nameOf,
  printDesk,
} from './marking.ts';

/** Longer than any marking of the register, spaces and all; what is longer is other text. */
const LONGEST = 240;
const EMBARGO_SHAPE = /^embargo +until(?: +(?<instant>.*))?$/i;
const PROBLEMS: Readonly<Record<InstantProblem, readonly [code: string, message: string]>> = {
  form: ['desk-embargo-not-an-instant', 'An embargo names an instant, such as EMBARGO UNTIL 2026-11-20T18:00Z.'],
  calendar: ['desk-embargo-not-an-instant', 'There is no such day or time; years go from 1970 to 9999.'],
  time: ['desk-embargo-without-time', 'A day alone does not say when it ends: add the time and the zone, T18:00Z.'],
  zone: ['desk-embargo-without-zone', 'The time needs its zone: Z for UTC, or the distance from it, such as +01:00.'],
};

/** A piece between slashes: its letters without the spaces around, and its place. */
interface Piece {
  readonly text: string;
  readonly span: Span;
}

/**
 * Reads `DESK//NOT-FOR-ATTRIBUTION`, `P//EMBARGO UNTIL 2026-11-20T18:00Z`: a level, and after `//` its controls and its
 * embargo, joined by `/`. In a portion both the names and the short forms are right; on a banner the names. What is not
 * in the register, and an embargo that is no instant with a zone, is an error and has no mark.
 */
export function readDesk(source: string, form: Form): Reading<DeskMarking> {
  const span = { start: 0, end: source.length };
  const folded = foldText(source.slice(0, LONGEST + 1));
  if (source.length > LONGEST || folded.text.trim() === '') return { findings: [notAMarking(span)] };
  const [first, ...rest] = piecesOf(folded);
  const level = nameOf(first!.text.toUpperCase(), register.levels) as DeskLevel | undefined;
  if (level === undefined) return { findings: [unknownLevel(first!)] };
  const findings: MarkingFinding[] = [];
  let mark: DeskMarking = { level, controls: [] };
  let understood = true;
  for (const piece of rest) {
    const read = readControl(piece);
    if ('code' in read) {
      findings.push(read);
      understood = false;
    } else {
      mark = joinDesk(mark, { level, controls: [], ...read });
    }
  }
  if (!understood) return { findings };
  return { mark: canonicalDesk(mark), findings: layoutFindings(folded, span, mark, form) };
}

function piecesOf(folded: FoldedText): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  // Every place where slashes stand, and the end of the text, ends a piece.
  for (const match of [...folded.text.matchAll(/\/+/g), undefined]) {
    const end = match?.index ?? folded.text.length;
    const raw = folded.text.slice(start, end);
    const from = start + (raw.length - raw.trimStart().length);
    pieces.push({ text: raw.trim(), span: folded.spanOf(from, from + raw.trim().length) });
    start = end + (match?.[0].length ?? 0);
  }
  return pieces;
}

function notAMarking(span: Span): MarkingFinding {
  const message = `This is no marking of the desk scheme: it begins with ${levelNames().join(', ')}.`;
  return { code: 'desk-not-a-marking', severity: 'error', message, span, values: { levels: levelNames() } };
}

function levelNames(): string[] {
  return register.levels.map(({ name, short }) => `${name} (${short})`);
}

function unknownLevel({ span }: Piece): MarkingFinding {
  const message = `A marking of the desk scheme begins with its level: ${levelNames().join(', ')}.`;
  return { code: 'desk-unknown-level', severity: 'error', message, span, values: { levels: levelNames() } };
}

function readControl({ text, span }: Piece): { controls: DeskControl[] } | { embargoUntil: number } | MarkingFinding {
  const control = nameOf(text.toUpperCase(), register.controls) as DeskControl | undefined;
  if (control !== undefined) return { controls: [control] };
  const embargo = EMBARGO_SHAPE.exec(text);
  if (embargo) {
    const instant = readInstant(embargo.groups?.['instant'] ?? '');
    if (typeof instant === 'number') return { embargoUntil: instant };
    const [code, message] = PROBLEMS[instant];
    return { code, severity: 'error', message, span };
  }
  const names = register.controls.map(({ name, short }) => `${name} (${short})`);
  const message = `There is no such control; the controls are ${names.join(', ')} and ${EMBARGO}.`;
  const values = { what: text, controls: [...names, EMBARGO] };
  return { code: 'desk-unknown-control', severity: 'error', message, span, values };
}

/** What was understood and is not written as it should be. */
function layoutFindings(folded: FoldedText, span: Span, mark: DeskMarking, form: Form): MarkingFinding[] {
  const findings: MarkingFinding[] = [];
  const canonical = printDesk(mark, form);
  const add = (code: string, severity: 'error' | 'warning', message: string): void => {
    findings.push({ code, severity, message: `${message} Write ${canonical}.`, span, canonical });
  };
  if (folded.lookAlikes.length > 0) add('desk-look-alike', 'error', 'A sign only looks like one of the marking.');
  if (folded.invisible.length > 0) add('desk-invisible-sign', 'error', 'There is an invisible sign in the marking.');
  if (folded.oddSpaces.length > 0) add('desk-odd-space', 'warning', 'A space is not the plain one.');
  const capitals = folded.text.toUpperCase();
  if (folded.text !== capitals) add('desk-case', 'warning', 'Markings are written in capitals.');
  // A portion may be written in full or short; a banner only in full. All else that differs is layout or order.
  const asWritten = form === 'portion' ? shortened(capitals) : capitals;
  if (asWritten !== canonical) {
    add('desk-form', 'warning', 'It is not in its canonical form: order, repetition, spaces, slashes, names or zone.');
  }
  return findings;
}

function shortened(text: string): string {
  const names = [...register.levels, ...register.controls];
  const pieces = text.split('/').map((piece) => names.find(({ name }) => name === piece)?.short ?? piece);
  return pieces.join('/');
}
