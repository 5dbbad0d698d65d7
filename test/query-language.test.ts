import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { defaultRates } from '../src/amounts/default-rates.ts';
import { type Target, targetExpression } from '../src/domain/target.ts';
import type { MatchDocument } from '../src/matcher/document.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import { NaiveMatcher } from '../src/matcher/naive-matcher.ts';
import { type Expression, partsOf } from '../src/query/ast.ts';
import { check, requiresSomething } from '../src/query/check.ts';
import { parse } from '../src/query/parse.ts';
import { print } from '../src/query/print.ts';
import { resolveTargets, withoutSpans } from '../src/query/resolve.ts';
import { arbitraryExpression } from './support/arbitrary-questions.ts';
import { codesUsed } from './support/codes.ts';
import { propertyRuns } from './support/property-runs.ts';
import { ROOT, readSources } from './support/source-file.ts';

const page = readFileSync(join(ROOT, 'docs/query-language.md'), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
}

interface Example {
  readonly expression: string;
  readonly language: string;
  readonly holds: boolean;
  readonly document: MatchDocument;
  readonly shown: string;
}

function blocks(kind: string): Block[] {
  const fences = page.matchAll(new RegExp(`^\`\`\`${kind}(?: ([a-z]{2}))?\\n([\\s\\S]*?)^\`\`\``, 'gm'));
  return [...fences].map(([, language = 'en', text = '']) => ({ language, text }));
}

function documentOf(written: string): MatchDocument {
  const [, text = '', attributes = ''] = /^(.*?)\s*(?:\{(.*)\})?$/.exec(written) ?? [];
  const pairs = attributes.split(';').flatMap((pair) => {
    const [name = '', value] = pair.split(/:(.*)/).map((part) => part.trim());
    return value === undefined ? [] : [[name, value] as const];
  });
  return { id: 'd', title: '', text: text.replaceAll('¶', '\n\n'), ...Object.fromEntries(pairs) };
}

function examplesOf({ language, text }: Block): Example[] {
  const examples: Example[] = [];
  let expression = '';
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const verdict = /^ {2}(yes|no) +(\S.*)$/.exec(line);
    if (!verdict) expression = line;
    else {
      const [, word, shown = ''] = verdict;
      examples.push({ expression, language, holds: word === 'yes', document: documentOf(shown), shown });
    }
  }
  return examples;
}

const targets = blocks('query-targets').flatMap(({ text }) => parseYaml(text, { schema: 'failsafe' }) as Target[]);

/** The failsafe schema reads `true` as a word: the one boolean that matters is put right. */
function targetNamed(name: string): Expression | undefined {
  const target = targets.find(({ id }) => id === name);
  if (!target) return undefined;
  const aliases = target.aliases.map((alias) => ({ ...alias, exact: String(alias.exact) === 'true' }));
  return targetExpression({ ...target, aliases });
}

function expressionOf(source: string): Expression {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.findings[0]?.message}`);
  return parsed.expression;
}

function answers({ expression: source, language, document }: Example): { fast: boolean; naive: boolean } {
  const question = { id: 'q', expression: resolveTargets(expressionOf(source), targetNamed), language };
  const fast = new Matcher({ rates: defaultRates });
  const naive = new NaiveMatcher(defaultRates);
  fast.set(question);
  naive.set(question);
  return { fast: fast.match(document).length === 1, naive: naive.match(document).length === 1 };
}

function written(shown: string): string {
  return shown
    .replace('[nothing]', '')
    .replace(/\[(\d+) × ([^\]]+)\]/g, (_, times, text) => text.repeat(Number(times)));
}

const examples = blocks('query-examples').flatMap(examplesOf);
const findings = blocks('query-findings').flatMap(({ language, text }) =>
  [...text.matchAll(/^(.*?) +-> (\S+)$/gm)].map(([, shown = '', code = '']) => ({ shown, code, language })),
);

describe('docs/query-language.md', () => {
  it.each(examples)('$expression ($language), held against: $shown, is $holds', (example) => {
    expect(answers(example)).toEqual({ fast: example.holds, naive: example.holds });
  });

  it.each([...new Set(examples.map(({ expression }) => expression))])('%s prints to what reads the same', (source) => {
    const expression = expressionOf(source);
    expect(withoutSpans(expressionOf(print(expression)))).toEqual(withoutSpans(expression));
  });

  it.each(findings)('$shown gives $code', ({ shown, code, language }) => {
    const parsed = parse(written(shown));
    const found = parsed.ok ? check(parsed.expression, { language, lookup: targetNamed }) : parsed.findings;
    expect(found.map((finding) => finding.code)).toEqual([code]);
  });

  it('has sixty examples at least', () => {
    expect(examples.length).toBeGreaterThanOrEqual(60);
  });

  it('leaves no line of a block unread', () => {
    const lines = blocks('query-findings').flatMap(({ text }) => text.split('\n').filter((line) => line !== ''));
    expect(findings).toHaveLength(lines.length);
    expect(new Set(examples.map(({ expression }) => expression)).size).toBeGreaterThan(40);
    expect(examples.filter(({ expression }) => /^\s/.test(expression))).toEqual([]);
  });

  it('has the grammar that stands above the functions of the parser', () => {
    const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();
    const comments = ['parse', 'leaves']
      .flatMap((name) => readFileSync(join(ROOT, `src/query/${name}.ts`), 'utf8').match(/^\/\/ [a-z-]+ += .*$/gm) ?? [])
      .map((line) => squeezed(line.slice(3)));
    const productions = (/^expression = or\n[\s\S]*?(?=^```)/m.exec(page)?.[0] ?? '').trim().split('\n').map(squeezed);
    expect(productions.length).toBeGreaterThan(15);
    for (const comment of comments) {
      expect(
        productions.some((production) => comment.startsWith(production)),
        comment,
      ).toBe(true);
    }
  });

  it('shows every finding code of the language', () => {
    const used = codesUsed(readSources('src/query'));
    const shown = new Set(findings.map(({ code }) => code));
    expect([...used].filter((code) => !shown.has(code)).sort()).toEqual([]);
    expect([...shown].filter((code) => !used.has(code)).sort()).toEqual([]);
  });
});

describe('an expression in which something must hold', () => {
  const holdsNowhere = (expression: Expression, document: MatchDocument): boolean => {
    const naive = new NaiveMatcher(defaultRates);
    naive.set({ id: 'q', expression });
    return naive.match(document).length === 0;
  };
  const empty: MatchDocument = { id: 'empty', title: '', text: '' };
  const foreign: MatchDocument = { id: 'foreign', title: 'Zzz', text: 'Zzz zzz. Zzz!\n\nZzz' };
  const hasWithin = (expression: Expression): boolean =>
    expression.kind === 'within' || partsOf(expression).some(hasWithin);

  it('matches no document that holds none of its words and conditions', () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        fc.pre(requiresSomething(expression));
        expect([empty, foreign].every((document) => holdsNowhere(expression, document))).toBe(true);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('is exactly one that the empty document does not match, IN … WITH aside', () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        fc.pre(!hasWithin(expression));
        expect(requiresSomething(expression)).toBe(holdsNowhere(expression, empty));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});
