// The matcher beside the naive one, which evaluates every question on every document: same inputs, same process,
// answers compared. Prints one line of JSON.
//   node dist/bench/naive.js --questions FILE.tsv --documents FILE.jsonl [--limit N] [--most-questions N]
import { parseArgs } from 'node:util';
import { defaultRates } from '../src/amounts/default-rates.ts';
import { Refusal } from '../src/errors.ts';
import { Matcher } from '../src/matcher/matcher.ts';
import { NaiveMatcher } from '../src/matcher/naive-matcher.ts';
import { memoryCopier } from '../src/threads/copy-text.ts';
import { parseQuestions, readDocuments, readQuestions, seconds } from './inputs.ts';

const { values } = parseArgs({
  options: {
    questions: { type: 'string' },
    documents: { type: 'string' },
    limit: { type: 'string', default: '100' },
    'most-questions': { type: 'string', default: '1000' },
  },
});
if (!(values.questions && values.documents)) {
  throw new Refusal('invalid', 'bench-missing-input', 'Give --questions FILE.tsv and --documents FILE.jsonl.');
}

const documents = readDocuments(values.documents, Number(values.limit));
const questions = parseQuestions(readQuestions(values.questions).slice(0, Number(values['most-questions'])));
const naive = new NaiveMatcher(defaultRates);
for (const question of questions) naive.set(question);
const matcher = new Matcher({ rates: defaultRates, copyText: memoryCopier() });
matcher.load(questions);

const slow: string[][] = [];
const naiveSeconds = seconds(() => {
  for (const document of documents) slow.push(naive.match(document));
});
let fast: string[][] = [];
let fastSeconds = Number.POSITIVE_INFINITY;
for (let round = 0; round < 5; round++) {
  fast = [];
  fastSeconds = Math.min(
    fastSeconds,
    seconds(() => {
      for (const document of documents) fast.push(matcher.match(document));
    }),
  );
}
const pairs = slow.reduce((sum, ids) => sum + ids.length, 0);
const differing = slow.filter((ids, index) => ids.sort().join() !== fast[index]!.sort().join()).length;
if (differing > 0)
  throw new Error(`${differing} of ${documents.length} documents have other answers from the naive matcher.`);
const line = {
  questions: questions.length,
  documents: documents.length,
  pairs,
  naive_documents_per_s: Number((documents.length / naiveSeconds).toFixed(2)),
  documents_per_s: Math.round(documents.length / fastSeconds),
  times_naive: Math.round(naiveSeconds / fastSeconds),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
