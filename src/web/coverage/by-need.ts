import type { Coverage } from '../wire/shapes.ts';

type Question = Coverage['questions'][number];

/** How much a question wants an answer: what is past due first, then what nothing answers, then what is answered in part. */
function needOf({ state, answers }: Question): number {
  if (state === 'withdrawn') return 5;
  if (state === 'past due') return 0;
  if (answers.length === 0) return 1;
  return state === 'answered' ? 4 : 2;
}

/** Returns the questions, those first that want an answer most; by the day that one is needed, then by letter. */
export function byNeed(questions: readonly Question[]): readonly Question[] {
  const day = ({ neededBy }: Question): string => neededBy ?? '9999-12-31';
  return [...questions].sort(
    (one, other) =>
      needOf(one) - needOf(other) ||
      (day(one) < day(other) ? -1 : day(one) > day(other) ? 1 : 0) ||
      (one.letter < other.letter ? -1 : 1),
  );
}

/** Returns how warm a number is among others, from 0 for none to 4 for the most. */
export function heatOf(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : Math.max(1, Math.ceil((4 * count) / most));
}
