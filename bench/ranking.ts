// Measures what learning from judgements does to the order of a queue, and prints one line of JSON.
//   npm run --silent bench:ranking -- --streams DIR
// DIR holds speeches-en, csaf and assemblee-fr (docs/benchmarks.md says what they are). Each stream is the hits of one question,
// with a label that stands for a person's judgement and is not among what the model reads. The hit that stands first is
// judged, the model learns, the rest is ranked anew; beside it the order of arrival and that of the engine's evidence.
import { parseArgs } from 'node:util';
import { Refusal } from '../src/errors.ts';
import { type Features, featuresOf } from '../src/ranking/features.ts';
import { emptyModel, learn, score } from '../src/ranking/model.ts';
import { packModel } from '../src/ranking/packed-model.ts';
import { seconds } from './inputs.ts';
import { type LabelledHit, labelledStreams } from './labelled-streams.ts';
import { dayAndMachine } from './machine.ts';
import { workQueue } from './triage.ts';

const ROUNDS = 5;

function rounded(number: number): number {
  return Number(number.toFixed(3));
}

/** What reading, learning and scoring cost, and how large a model gets. */
function costs(hits: readonly LabelledHit[]): Record<string, number> {
  let features: Features[] = [];
  let model = emptyModel();
  const best = (work: () => void) => Math.min(...Array.from({ length: ROUNDS }, () => seconds(work)));
  const reading = best(() => {
    features = hits.map(({ evidence }) => featuresOf(evidence));
  });
  const learning = best(() => {
    model = emptyModel();
    features.forEach((one, place) => {
      learn(model, one, hits[place]!.relevant);
    });
  });
  const scoring = best(() => {
    for (const one of features) score(model, one);
  });
  return {
    features_per_s: Math.round(hits.length / reading),
    learnt_per_s: Math.round(hits.length / learning),
    scored_per_s: Math.round(hits.length / scoring),
    judgements: hits.length,
    model_bytes: packModel(model).length,
  };
}

const { values } = parseArgs({ options: { streams: { type: 'string' } } });
if (!values.streams) throw new Refusal('invalid', 'bench-missing-input', 'Give --streams DIR.');
const streams = labelledStreams(values.streams);
const queues = streams.map(({ name, hits }) => {
  const worked = workQueue(hits);
  const shares = { arrival: worked.arrival, evidence: worked.evidence, learnt: worked.learnt, best: worked.best };
  const entries = Object.entries(shares).map(([order, share]) => [order, rounded(share)]);
  return { stream: name, ...worked, ...Object.fromEntries(entries) };
});
const line = {
  queues,
  costs: costs(streams[0]!.hits),
  ...dayAndMachine(),
};
process.stdout.write(`${JSON.stringify(line)}\n`);
