import type { Desk } from '../actions/desk.ts';
import { planNotices } from '../actions/plan-notices.ts';

/** Between two looks at who is to be told of new hits. */
const POLL = 1_000;

/** Plans the notices of hits to those of the desk who chose to be told; what is planned is delivered by another duty. */
export class Noticing {
  readonly #desk: Desk;
  readonly #failed: (error: unknown) => void;

  /** `failed` is told of rules that fail; they are tried again. */
  constructor(desk: Desk, failed: (error: unknown) => void) {
    this.#desk = desk;
    this.#failed = failed;
  }

  /** Plans what is due. Returns how long to wait. */
  async step(): Promise<number> {
    await planNotices(this.#desk, this.#failed);
    return POLL;
  }
}
