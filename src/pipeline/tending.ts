import { SYSTEM } from '../actions/actor.ts';
import { expireDocuments } from '../actions/expire-documents.ts';
import { expireOrders } from '../actions/expire-orders.ts';
import { expireQuarantined } from '../actions/expire-quarantined.ts';
import { expireSignIns } from '../actions/expire-sign-ins.ts';
import { markPastDue } from '../actions/mark-past-due.ts';
import { forgetRequests } from '../actions/once.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { settleMemberships } from '../actions/settle-memberships.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What time brings about, and how often it is looked after. */
const CHORES: readonly { readonly every: number; readonly work: (desk: OpenDesk) => Promise<unknown> }[] = [
  { every: MINUTE, work: expireOrders },
  { every: MINUTE, work: settleMemberships },
  { every: MINUTE, work: markPastDue },
  { every: HOUR, work: (desk) => expireDocuments(desk, SYSTEM) },
  { every: HOUR, work: expireQuarantined },
  { every: HOUR, work: forgetRequests },
  { every: HOUR, work: expireSignIns },
];

/** Does what time brings about: windows, memberships and times of value that end, documents that nobody holds, sessions and links. */
export class Tending {
  readonly #desk: OpenDesk;
  readonly #failed: (error: unknown) => void;
  readonly #dueAt = CHORES.map(() => 0);

  constructor(desk: OpenDesk, failed: (error: unknown) => void) {
    this.#desk = desk;
    this.#failed = failed;
  }

  /** Does the chores that are due, each whatever becomes of the others. Returns how long to wait. */
  async step(): Promise<number> {
    for (const [at, { every, work }] of CHORES.entries()) {
      if (this.#desk.now() < this.#dueAt[at]!) continue;
      this.#dueAt[at] = this.#desk.now() + every;
      await work(this.#desk).catch(this.#failed);
    }
    return MINUTE;
  }
}
