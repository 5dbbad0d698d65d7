import { type Features, featuresOf } from '../src/ranking/features.ts';
import { emptyModel, learn, score } from '../src/ranking/model.ts';
import { rank, type Suggestion, suggestion } from '../src/ranking/queue.ts';
import type { LabelledHit } from './labelled-streams.ts';

/** Suggestions of one kind that stood beside a hit when it was judged, and how many its judgement bore out. */
interface Suggested {
  made: number;
  right: number;
}

/** How a queue was worked. */
interface Triage {
  readonly hits: number;
  readonly relevant: number;
  /** The share of relevant hits among those judged in the first half: in the order in which they came. */
  readonly arrival: number;
  /** The same, by the evidence of the engine alone. */
  readonly evidence: number;
  /** The same, where each judgement was learnt and the rest ranked anew. */
  readonly learnt: number;
  /** The most that any order could reach. */
  readonly best: number;
  readonly suggested: Readonly<Record<Suggestion, Suggested>>;
}

/** Works a queue to its end: the hits that stand first, `batch` of them, are judged and learnt, and the rest ranked anew. */
export function workQueue(hits: readonly LabelledHit[], batch = 1): Triage {
  const features = hits.map(({ evidence }) => featuresOf(evidence));
  const half = Math.floor(hits.length / 2);
  const precision = (order: readonly number[]) =>
    order.slice(0, half).filter((place) => hits[place]!.relevant).length / half;
  const relevant = hits.filter((hit) => hit.relevant).length;
  const { order, suggested } = learntOrder(hits, features, batch);
  return {
    hits: hits.length,
    relevant,
    arrival: precision([...hits.keys()]),
    evidence: precision(rank(emptyModel(), features)),
    learnt: precision(order),
    best: Math.min(1, relevant / half),
    suggested,
  };
}

function learntOrder(hits: readonly LabelledHit[], features: readonly Features[], batch: number) {
  const model = emptyModel();
  const order: number[] = [];
  const suggested: Record<Suggestion, Suggested> = {
    relevant: { made: 0, right: 0 },
    'not-relevant': { made: 0, right: 0 },
  };
  let left = [...hits.keys()];
  while (left.length > 0) {
    const waiting = left.map((place) => features[place]!);
    const ranked = rank(model, waiting).map((at) => left[at]!);
    for (const place of ranked.slice(0, batch)) {
      const { relevant } = hits[place]!;
      const said = suggestion(score(model, features[place]!), model);
      if (said) {
        suggested[said].made++;
        if ((said === 'relevant') === relevant) suggested[said].right++;
      }
      learn(model, features[place]!, relevant);
      order.push(place);
    }
    // In the order in which they came, by which the next ranking settles what is equal.
    left = ranked.slice(batch).sort((one, other) => one - other);
  }
  return { order, suggested };
}
