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
