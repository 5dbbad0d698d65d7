import type { Desk } from '../actions/desk.ts';
import { planNotices } from '../actions/plan-notices.ts';

/** Between two looks at who is to be told of new hits. */
const POLL = 1_000;

/** Plans the notices of hits to those of the desk who chose to be told; what is planned is delivered by another duty. */
export class Noticing {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Plans what is due. Returns how long to wait. */
  async step(): Promise<number> {
    await planNotices(this.#desk);
    return POLL;
  }
}
