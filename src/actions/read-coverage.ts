import { setImmediate } from 'node:timers/promises';
import {
  type CoveredQuestion,
  coveredQuestions,
  coveredSources,
  type SharedParts,
  type SourceCell,
  sharedParts,
  sourcesOfOrder,
} from '../store/order-coverage.ts';
import { readOrder } from '../store/orders.ts';
import { countHitsByWeek, type HitWeek } from '../store/story-hits.ts';
import { cut } from '../text/cut.ts';
import { INFLECTED_LANGUAGES, stemOf } from '../text/inflection.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** What is answered of an order, by what, how old and on what; and what is not. */
export interface Coverage {
  readonly title: string;
  readonly questions: readonly CoveredQuestion[];
  readonly sources: readonly (Awaited<ReturnType<typeof sourcesOfOrder>>[number] & {
    /** Whether a report cites it that answers a question of the order. */
    readonly isCited: boolean;
  })[];
  readonly bySource: readonly SourceCell[];
  readonly byWeek: readonly HitWeek[];
}

/** Returns how far the questions of an order are answered, as far as the actor may read it. */
export function readCoverage(desk: Desk, actor: Actor, orderId: string): Promise<Coverage> {
  return act(desk, actor, {
    action: 'coverage-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'order', id: orderId }],
    async work({ client }) {
      const { content } = await found('order', orderId, (id) => readOrder(client, id));
      const bySource = await coveredSources(client, orderId);
      const cited = new Set(bySource.filter((cell) => cell.cited > 0).map(({ sourceId }) => sourceId));
      const sources = await sourcesOfOrder(client, orderId);
      return {
        title: content.order.title,
        questions: await coveredQuestions(client, orderId),
        sources: sources.map((source) => ({ ...source, isCited: cited.has(source.id) })),
        bySource,
        byWeek: await countHitsByWeek(client, orderId),
      };
    },
  });
}

/** Two orders beside each other: what they look for alike, and what both found. */
export interface OrderComparison extends SharedParts {
  readonly orders: readonly { readonly id: string; readonly title: string }[];
  /** Pairs of questions in like words, the most alike first, at most 100; `likeness` from 0 to 1. */
  readonly questions: readonly {
    readonly letters: readonly [string, string];
    readonly wordings: readonly [string, string];
    readonly likeness: number;
  }[];
}

/** From so much likeness on, questions are shown as alike. */
const ALIKE = 0.25;
/** Of more pairs, those less alike are left out: each is two wordings. */
const MOST_PAIRS = 100;

/** Compares two orders, as far as the actor may read both. */
export function compareOrders(
  desk: Desk,
  actor: Actor,
  { id, otherId }: { readonly id: string; readonly otherId: string },
): Promise<OrderComparison> {
  return act(desk, actor, {
    action: 'coverage-compare-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [id, otherId].map((one) => ({ noun: 'order', id: one })),
    async work({ client }) {
      const one = await found('order', id, (known) => readOrder(client, known));
      const other = await found('order', otherId, (known) => readOrder(client, known));
      const orders = [one, other].map((order) => ({ id: order.id, title: order.content.order.title }));
      const [first, second] = [one, other].map(({ content }) => content.order.questions.map(worded));
      const questions: OrderComparison['questions'][number][] = [];
      for (const left of first!) {
        questions.push(...second!.map((right) => alike(left, right)).filter(({ likeness }) => likeness >= ALIKE));
        // Two long orders are many pairs: others are answered in between.
        await setImmediate();
      }
      questions.sort((left, right) => right.likeness - left.likeness);
      return { orders, questions: questions.slice(0, MOST_PAIRS), ...(await sharedParts(client, id, otherId)) };
    },
  });
}

interface Worded {
  readonly letter: string;
  readonly wording: string;
  /** Its stems in each language: which one it is in, nobody says. */
  readonly stems: readonly ReadonlySet<string>[];
}

function worded({ letter, wording }: { readonly letter: string; readonly wording: string }): Worded {
  const words: string[] = [];
  cut(wording, (start, end) => words.push(wording.slice(start, end)));
  const stems = INFLECTED_LANGUAGES.map((language) => new Set(words.map((word) => stemOf(word, language))));
  return { letter, wording, stems };
}

/** Jaccard's measure of their stems, in the language in which they are most alike. */
function alike(left: Worded, right: Worded): OrderComparison['questions'][number] {
  const measures = left.stems.map((stems, language) => overlap(stems, right.stems[language]!));
  return {
    letters: [left.letter, right.letter],
    wordings: [left.wording, right.wording],
    likeness: Math.round(Math.max(...measures) * 100) / 100,
  };
}

function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}
