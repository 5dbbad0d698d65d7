import { Refusal } from '../errors.ts';
import { saidOf } from './finding.ts';
import type { Scheme } from './scheme.ts';

/** A marking that a person set higher than its portions come to, with the reason. */
export interface Raised<Mark, State> {
  readonly state: State;
  readonly mark: Mark;
  readonly reason: string;
}

/**
 * Raises what portions come to, for parts that say more together than apart (rule P7). Refuses without a reason
 * (`marking-raise-reason`), where there is no portion (`marking-raise-nothing`), what is not valid (`marking-raise-invalid`), and what is lower in any respect
 * (`marking-raise-lower`). A label is made of the `state`: the `mark` may not show all that it asks.
 */
export function raiseMarking<Mark, State>(
  scheme: Scheme<Mark, State>,
  whole: State,
  wanted: Mark,
  reason: string,
): Raised<Mark, State> {
  if (reason.trim() === '') {
    const message = 'Say why the whole is marked higher than its portions: when they tell more together than apart.';
    throw new Refusal('invalid', 'marking-raise-reason', message);
  }
  if (scheme.requirement(whole, 'display').clauses.some(({ reason: why }) => why === 'unmarked')) {
    throw new Refusal('invalid', 'marking-raise-nothing', 'There is no portion: nothing can be raised.');
  }
  const [error] = scheme.check(wanted).filter(({ severity }) => severity === 'error');
  if (error) {
    const message = `The marking is not valid. ${error.message}`;
    throw new Refusal('invalid', 'marking-raise-invalid', message, { reason: saidOf(error) });
  }
  const state = scheme.join(whole, scheme.stateOf(wanted));
  const mark = scheme.render(state);
  const [come, want] = [mark, wanted].map((one) => scheme.print(one, 'banner'));
  if (come !== want) {
    const message = `${want} is lower than what the portions come to; with it the whole is at least ${come}.`;
    throw new Refusal('not-allowed', 'marking-raise-lower', message, { values: { marking: want!, least: come! } });
  }
  return { state, mark, reason: reason.trim() };
}
