import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultRates } from '../src/amounts/default-rates.ts';
import { type Hit, isDue, WatchList } from '../src/cli/watch-list.ts';
import type { Document } from '../src/domain/document.ts';
import { personProblems } from '../src/domain/person-rules.ts';
import { extractFile } from '../src/extract/extract-file.ts';
import { isExtractProblem } from '../src/extract/extract-problem.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import { targetsIn } from '../src/query/resolve.ts';
import { assembleDesk } from '../src/schema/assemble-desk.ts';
import { listFiles, ROOT } from './support/source-file.ts';

const EXAMPLE = 'examples/france-2012';
const FRONT_MATTER = ['title', 'date', 'lang', 'source', 'basis'];
const WINDOW_OF_PARTIES = { from: '2011-11-21', until: '2012-09-29' };

interface Row {
  readonly document: string;
  readonly order: string;
  readonly question: string;
}

/** What was missed and what was wrong, beside what was right, over one set of triples. */
interface Score {
  readonly recall: number;
  readonly precision: number;
  readonly report: string;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const inFolder = (folder: string, ending: string): string[] =>
  listFiles(`${EXAMPLE}/${folder}`).filter((path) => path.endsWith(ending));

const rows: Row[] = read(`${EXAMPLE}/truth.tsv`)
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [document = '', order = '', question = ''] = line.split('\t');
    return { document, order, question };
  });
const truth = rows.filter(({ order }) => order !== '-');
const desk = assembleDesk(inFolder('orders', '.yaml').map((path) => ({ path, source: read(path) })));
const paths = inFolder('documents', '.md');
const documents: Document[] = [];
const hits: Hit[] = [];

beforeAll(async () => {
  const watch = new WatchList(desk, defaultRates);
  const matcher = new Matcher({ rates: defaultRates });
  for (const question of watch.questions) matcher.set(question);
  matcher.settle();
  for (const path of paths) {
    for await (const item of extractFile({ path: join(ROOT, path) })) {
      if (isExtractProblem(item)) throw new Error(`${item.path}: ${item.message}`);
      documents.push(item);
      hits.push(...watch.hits(item, matcher.match(item)));
    }
  }
});

describe('the people of the example', () => {
  it('are named as an order may name people: in a public role, out of necessity, within a year, for nothing private', () => {
    const found = desk.orders.flatMap((order) => {
      const inExpressions = order.questions.flatMap(({ expressions }) =>
        expressions.flatMap(({ expression }) => targetsIn(expression)),
      );
      const names = new Set([...order.targets.map(({ target }) => target), ...inExpressions]);
      const people = [...names].flatMap((name) => {
        const target = desk.targets.get(name);
        return target?.kind === 'person' ? [{ name, role: target.role }] : [];
      });
      return personProblems(order, { people, excepted: [], today: '2026-11-29' });
    });
    expect(found).toEqual([]);
  });
});

describe('the files of the example', () => {
  it('holds three orders and their targets without a finding', () => {
    expect(desk.findings).toEqual([]);
    expect(desk.orders.map(({ id }) => id).sort()).toEqual(['contracts-2012', 'parties-2012', 'ump-2012']);
  });

  it('asks every question in English and in French', () => {
    const questions = desk.orders.flatMap((order) => order.questions);
    expect(questions).toHaveLength(23);
    for (const { expressions } of questions) {
      expect(expressions.map(({ language }) => language).sort()).toEqual(['en', 'fr']);
    }
  });

  it('has a row of truth for every dispatch, and no other', () => {
    expect(new Set(rows.map(({ document }) => document))).toEqual(new Set(paths.map((path) => posix.basename(path))));
  });

  it('has truth for questions that exist, and for each of them', () => {
    const asked = desk.orders.flatMap(({ id, questions }) => questions.map(({ letter }) => `${id} ${letter}`));
    expect(new Set(truth.map(({ order, question }) => `${order} ${question}`))).toEqual(new Set(asked));
  });

  it.each(paths)('%s says what it is and where its facts are public', (path) => {
    const header = /^---\n(.*?)\n---\n/s.exec(read(path))?.[1] ?? '';
    const fields = header.split('\n').filter((line) => /^[a-z]+: \S/.test(line));
    expect(fields.map((line) => line.slice(0, line.indexOf(':')))).toEqual(FRONT_MATTER);
    expect(header).toContain('\nsource: written for this example\n');
  });

  it('is half French and half English', () => {
    const french = documents.filter(({ lang }) => lang === 'fr').length;
    expect(documents.every(({ lang }) => lang === 'fr' || lang === 'en')).toBe(true);
    expect(Math.abs(french - documents.length / 2)).toBeLessThanOrEqual(1);
  });
});

describe('what its questions find when the window is lifted', () => {
  it('is right overall', () => {
    const { recall, precision, report } = scoreOf(() => true);
    expect(recall, report).toBeGreaterThanOrEqual(0.9);
    expect(precision, report).toBeGreaterThanOrEqual(0.85);
  });

  it.each(['parties-2012', 'ump-2012', 'contracts-2012'])('is right for %s', (id) => {
    const { recall, precision, report } = scoreOf(({ order }) => order === id);
    expect(recall, report).toBeGreaterThanOrEqual(0.85);
    expect(precision, report).toBeGreaterThanOrEqual(0.8);
  });

  it('leaves every decoy alone', () => {
    const decoys = new Set(rows.filter(({ question }) => question === 'decoy').map(({ document }) => document));
    expect(decoys.size).toBe(16);
    expect(hits.map(rowOf).filter(({ document }) => decoys.has(document))).toEqual([]);
  });
});

describe('what its questions find within the window', () => {
  it('is a part of that, and none of it lies outside', () => {
    const due = hits.filter(isDue);
    const beside = hits.filter((hit) => !isDue(hit));
    expect(due.length).toBeGreaterThan(0);
    expect(beside.length).toBeGreaterThan(0);
    const outside = ({ order, document: { date = '' } }: Hit): boolean =>
      order.id !== 'contracts-2012' && (date < WINDOW_OF_PARTIES.from || date > WINDOW_OF_PARTIES.until);
    expect(due.filter(outside)).toEqual([]);
    expect(beside.every(outside)).toBe(true);
  });
});

function rowOf({ document, order, question }: Hit): Row {
  return { document: posix.basename(document.id.replaceAll('\\', '/')), order: order.id, question: question.letter };
}

function scoreOf(counts: (row: Row) => boolean): Score {
  const key = ({ document, order, question }: Row): string => `${order} ${question} ${document}`;
  const wanted = new Set(truth.filter(counts).map(key));
  const found = new Set(hits.map(rowOf).filter(counts).map(key));
  const missed = [...wanted].filter((triple) => !found.has(triple)).sort();
  const wrong = [...found].filter((triple) => !wanted.has(triple)).sort();
  const right = found.size - wrong.length;
  const recall = right / wanted.size;
  const precision = right / found.size;
  const report = [
    `recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
    ...missed.map((triple) => `missed  ${triple}`),
    ...wrong.map((triple) => `false   ${triple}`),
  ].join('\n');
  return { recall, precision, report };
}
