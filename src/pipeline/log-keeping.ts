import { checkpointDeskLog } from '../actions/make-checkpoint.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { isSigned, LARGEST_BATCH, sequenceLog, sequenceNext } from '../store/audit-log.ts';

const SECOND = 1000;
/** Between two signed checkpoints, at least, and only where something was written since. */
const HOUR = 3_600_000;

/** Gives entries of the log their places each second, and signs the log when it begins, each hour, and at the end. */
export class LogKeeping {
  readonly #desk: OpenDesk;
  #unsigned = 0;
  #signedAt: number;
  /** Until it was signed once, nobody can tell a log from one that somebody rewrote. */
  #wasSigned = false;

  constructor(desk: OpenDesk) {
    this.#desk = desk;
    this.#signedAt = desk.now();
  }

  async step(): Promise<number> {
    // Along the index from the last entry on: the cost of a second must not grow with the log. What lies before is for signing.
    const sequenced = await sequenceNext(this.#desk.database.work);
    this.#unsigned += sequenced;
    this.#wasSigned ||= await isSigned(this.#desk.database.work);
    const isFirst = !this.#wasSigned && this.#unsigned > 0;
    // Where that is refused it is tried with the next hour.
    this.#wasSigned ||= isFirst;
    if (isFirst || this.#desk.now() - this.#signedAt >= HOUR) await this.sign();
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
