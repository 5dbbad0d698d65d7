import { checkpointDeskLog } from '../actions/make-checkpoint.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { sequenceLog } from '../store/audit-log.ts';

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
    this.#unsigned += await sequenceLog(this.#desk.database.work);
    if (this.#desk.now() - this.#signedAt >= HOUR) await this.sign();
    return SECOND;
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
