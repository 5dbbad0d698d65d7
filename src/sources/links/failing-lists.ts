import { createHash } from 'node:crypto';
import type { SourceCursor } from '../source.ts';
import { MOST_TRIES } from './link-memory.ts';

/** Lists that are remembered as failing, 12 signs for each. */
const MOST_FAILING = 50;

/**
 * Which of the lists of a source failed, from one round through all of them to the next; a round may take several readings. While
 * one of them has failed in fewer than five rounds one after the other, what is older than the newest must not count as read,
 * since that list may hold it.
 */
export class FailingLists {
  /** Rounds in which a list failed, one after the other, up to the last round that ended. */
  readonly #rounds = new Map<string, number>();
  /** Lists that failed in this round. */
  readonly #now = new Set<string>();

  /** Reads what `ending` made; anything else counts as nothing. */
  constructor({ failing, failed }: SourceCursor) {
    for (const [list, rounds] of Object.entries(Object(failing) as object).slice(0, MOST_FAILING)) {
      if (Number.isSafeInteger(rounds) && rounds > 0) this.#rounds.set(list, rounds as number);
    }
    if (Array.isArray(failed)) for (const list of failed.filter((one) => typeof one === 'string')) this.#note(list);
  }

  note(address: string): void {
    this.#note(createHash('sha256').update(address).digest('base64url').slice(0, 12));
  }

  /**
   * How a reading ended: what to remember, whether something is held back for a list that failed, and how many lists were
   * tried for the last time before nothing is.
   */
  ending(isRoundEnd: boolean): { readonly cursor: SourceCursor; readonly isHeld: boolean; readonly givenUp: number } {
    if (!isRoundEnd) {
      const failing = Object.fromEntries(this.#rounds);
      return { cursor: stated({ failing, failed: [...this.#now] }), isHeld: false, givenUp: 0 };
    }
    const rounds = [...this.#now].map(
      (list) => [list, Math.min(MOST_TRIES, (this.#rounds.get(list) ?? 0) + 1)] as const,
    );
    return {
      cursor: stated({ failing: Object.fromEntries(rounds) }),
      isHeld: rounds.some(([, count]) => count < MOST_TRIES),
      givenUp: rounds.filter(([, count]) => count >= MOST_TRIES).length,
    };
  }

  #note(list: string): void {
    if (this.#now.size < MOST_FAILING) this.#now.add(list);
  }
}

function stated(parts: Readonly<Record<string, object>>): SourceCursor {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => Object.keys(value).length > 0));
}
