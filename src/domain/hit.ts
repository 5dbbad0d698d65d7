import { Refusal } from '../errors.ts';

export const JUDGEMENTS = ['new', 'relevant', 'not-relevant', 'to-verify'] as const;
/** What a person made of a hit; a new one waits for a person. */
export type Judgement = (typeof JUDGEMENTS)[number];

/** The part of a hit that a person decides. */
export interface HitJudgement {
  readonly judgement: Judgement;
  /** From 1 (confirmed) to 6 (cannot be judged). */
  readonly credibility?: number | undefined;
  readonly note?: string | undefined;
}

/** A change in the history of a hit, at its place. */
export interface PastChange {
  readonly place: number;
  readonly change: unknown;
}

/** What a person made of a hit, as its history keeps it; `undoes` is the place of a judgement that was taken back. */
export interface JudgementChange {
  readonly judgement: Judgement;
  readonly credibility: number | null;
  readonly note: string | null;
  readonly undoes?: number;
}

const NOT_JUDGED: JudgementChange = { judgement: 'new', credibility: null, note: null };

/**
 * Returns what puts back the judgement before the one at `place`, which is the last that stands; refused with `hit-moved`
 * where it is another one, and with `hit-nothing-to-undo` where none stands.
 */
export function undo(history: readonly PastChange[], place: number): JudgementChange {
  const standing: { readonly place: number; readonly change: JudgementChange }[] = [];
  for (const past of history) {
    if (!isJudgement(past.change)) continue;
    if (past.change.undoes === undefined) standing.push({ place: past.place, change: past.change });
    else standing.pop();
  }
  const last = standing.pop();
  if (!last)
    throw new Refusal('conflict', 'hit-nothing-to-undo', 'No judgement of this hit stands that could be undone.');
  if (last.place !== place) {
    const message = 'The hit was judged since you read it; read it again, and undo its last judgement.';
    throw new Refusal('conflict', 'hit-moved', message);
  }
  return { ...(standing.at(-1)?.change ?? NOT_JUDGED), undoes: place };
}

function isJudgement(change: unknown): change is JudgementChange {
  return typeof change === 'object' && change !== null && 'judgement' in change;
}

/** Returns the judgement to keep; refused with `hit-judgement` where it is none, or takes a judgement back to new. */
export function settleJudgement(given: HitJudgement): HitJudgement {
  const { judgement, credibility } = given;
  if (judgement === 'new' || !JUDGEMENTS.includes(judgement)) {
    const possible = JUDGEMENTS.filter((known) => known !== 'new').join(', ');
    throw new Refusal('invalid', 'hit-judgement', `A hit is judged with one of these: ${possible}.`);
  }
  if (credibility !== undefined && !(Number.isInteger(credibility) && credibility >= 1 && credibility <= 6)) {
    throw new Refusal('invalid', 'hit-credibility', 'The credibility of a hit is a whole number from 1 to 6.');
  }
  return given;
}
