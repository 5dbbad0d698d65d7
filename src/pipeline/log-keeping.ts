import { checkpointDeskLog } from '../actions/make-checkpoint.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { LARGEST_BATCH, sequenceLog, sequenceNext } from '../store/audit-log.ts';

const SECOND = 1000;
/** Between two signed checkpoints, at least, and only where something was written since. */
const HOUR = 3_600_000;

/** Gives entries of the log their places each second, and signs the log each hour and at the end. */
export class LogKeeping {
  readonly #desk: OpenDesk;
  #unsigned = 0;
  #signedAt: number;

  constructor(desk: OpenDesk) {
    this.#desk = desk;
    this.#signedAt = desk.now();
  }

  async step(): Promise<number> {
    // Along the index from the last entry on: the cost of a second must not grow with the log. What lies before is for signing.
    const sequenced = await sequenceNext(this.#desk.database.work);
    this.#unsigned += sequenced;
    if (this.#desk.now() - this.#signedAt >= HOUR) await this.sign();
    return sequenced === LARGEST_BATCH ? 0 : SECOND;
  }

  /** Signs what was written since it was signed last. */
  async sign(): Promise<void> {
    this.#unsigned += await sequenceLog(this.#desk.database.work);
    this.#signedAt = this.#desk.now();
    if (this.#unsigned === 0) return;
    await checkpointDeskLog(this.#desk);
    this.#unsigned = 0;
  }
}
