import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { MarkingFinding } from '../../src/markings/finding.ts';
import { readPortions } from '../../src/markings/read-portions.ts';
import type { Reader } from '../../src/markings/reader.ts';
import type { Form } from '../../src/markings/scheme.ts';
import { type AnyScheme, SchemeSet } from '../../src/markings/scheme-set.ts';
import { longest, readDeclassifyOn } from '../../src/markings/schemes/us-capco/declassification.ts';
import { ROOT } from './source-file.ts';

export const EXAMPLE_KINDS = ['marks', 'banners', 'roll-up', 'access', 'portions', 'declassify'] as const;

/** A line of a fenced block of `docs/markings.md`: what is given, and what Vigie says to it. */
export interface Example {
  readonly kind: (typeof EXAMPLE_KINDS)[number];
  readonly scheme: string;
  readonly given: string;
  readonly said: string;
}

const page = readFileSync(join(ROOT, 'docs/markings.md'), 'utf8');

function fences(kind: string): { readonly scheme: string; readonly lines: string[] }[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${kind}(?: ([a-z-]+))?\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, scheme = '', text = '']) => ({
      scheme,
      lines: text.split('\n').filter((line) => line.trim() !== ''),
    }),
  );
}

/** All examples of the page, in its order. */
export function markingExamples(): Example[] {
  return EXAMPLE_KINDS.flatMap((kind) =>
    fences(kind).flatMap(({ scheme, lines }) =>
      lines.map((line) => {
        const [given = '', said = ''] = line.split(' => ').map((part) => part.trim());
        return { kind, scheme, given, said };
      }),
    ),
  );
}

/** The readers of the page by name. */
export function exampleReaders(): Record<string, Reader> {
  const texts = fences('readers').flatMap(({ lines }) => lines);
  const read = parseYaml(texts.join('\n')) as Record<string, Omit<Reader, 'id'>>;
  return Object.fromEntries(Object.entries(read).map(([id, reader]) => [id, { id, ...reader }]));
}

const readers = exampleReaders();

/** Returns what a scheme says to an example, written as the page writes it. */
export function answerTo({ kind, given }: Example, scheme: AnyScheme): string {
  switch (kind) {
    case 'marks':
      return answerToMark(scheme, given, 'portion');
    case 'banners':
      return answerToMark(scheme, given, 'banner');
    case 'roll-up':
      return answerToPortions(scheme, given);
    case 'access':
      return answerToReader(scheme, given);
    case 'portions':
      return answerToText(scheme, given.replaceAll('¶', '\n'));
    case 'declassify':
      return answerToInstructions(given);
  }
}

function answerToText(scheme: AnyScheme, text: string): string {
  const { portions, findings } = readPortions(text, scheme);
  const unmarked = new Set(findings.filter(({ code }) => code === 'portion-unmarked').map(({ span }) => span.start));
  const said = portions.map(({ mark, markSpan, span, findings: own }) => {
    if (mark !== undefined) return scheme.print(mark, 'portion');
    if (markSpan) return 'unreadable';
    if (own.some(({ code }) => code === 'portion-unsure')) return 'unsure';
    return unmarked.has(span.start) ? 'unmarked' : 'none';
  });
  const inside = findings.some(({ code }) => code === 'portion-mark-inside');
  return `${said.join(', ')}${inside ? ' [portion-mark-inside]' : ''}`;
}

/** Instructions of sources of 1 June 2010: what a document takes that is derived from all of them. */
function answerToInstructions(given: string): string {
  const read = given.split(' | ').map((text) => readDeclassifyOn(text, '20100601'));
  const known = read.filter((one) => one !== undefined);
  return known.length < read.length ? 'not understood' : known.reduce(longest).text;
}

function codesOf(findings: readonly MarkingFinding[], severity: MarkingFinding['severity']): string[] {
  return findings
    .filter((finding) => finding.severity === severity)
    .map(({ code }) => code)
    .sort();
}

function answerToMark(scheme: AnyScheme, given: string, form: Form): string {
  const { mark, findings } = scheme.read(given, form);
  const errors = codesOf(findings, 'error');
  const warnings = [...new Set(codesOf(findings, 'warning'))];
  const said = errors.length === 0 ? 'right' : errors.join(', ');
  const canonical = mark === undefined ? undefined : scheme.print(mark, form);
  const shown = canonical === undefined || canonical === given ? '' : ` : ${canonical}`;
  return `${said}${warnings.length > 0 ? ` [${warnings.join(', ')}]` : ''}${shown}`;
}

function marksOf(scheme: AnyScheme, given: string): unknown[] {
  return [...given.matchAll(/\(([^()]*)\)/g)].map(([, text = '']) => scheme.read(text, 'portion').mark);
}

function answerToPortions(scheme: AnyScheme, given: string): string {
  return scheme.print(scheme.render(scheme.rollUp(marksOf(scheme, given)).state), 'banner');
}

function answerToReader(scheme: AnyScheme, given: string): string {
  const [, portion = '', name = ''] = /^(\(.*\))\s+(\S+)$/.exec(given) ?? [];
  const [mark] = marksOf(scheme, portion);
  const reader = readers[name];
  if (mark === undefined || !reader) return `no such mark or reader: ${given}`;
  const part = { scheme: scheme.id, version: scheme.version, state: scheme.stateOf(mark) };
  const label = { parts: [part], needToKnow: [], declassifyOn: 'never' as const };
  const decisions = (['display', 'release'] as const).map((action) => ({
    action,
    ...new SchemeSet([scheme]).mayRead(reader, label, action, 0),
  }));
  const allowed = decisions.filter((decision) => decision.allowed).map(({ action }) => action);
  return allowed.length > 0 ? allowed.join(', ') : `no: ${[...decisions[0]!.reasons].sort().join(', ')}`;
}
