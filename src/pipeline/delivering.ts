import type { Desk } from '../actions/desk.ts';
import { type SettledDelivery, settleDeliveries, settleLeft } from '../actions/settle-deliveries.ts';
import { takeDeliveries } from '../actions/take-deliveries.ts';
import type { Attempt } from '../channels/attempt.ts';
import { MailSender, type MailServer } from '../channels/mail.ts';
import { type Post, sendWebhook } from '../channels/webhook.ts';
import { type ChannelKind, nextAttempt } from '../domain/channel.ts';
import { Refusal } from '../errors.ts';
import { beginDelivery, MAIL_LANE, type TakenDelivery } from '../store/due-deliveries.ts';
import { DeliveryComposer } from './compose-delivery.ts';
import type { Composed, MailIdentity } from './composed.ts';
import { HostLanes } from './host-lanes.ts';
import type { PrintsCopies } from './renderings.ts';

/** By what deliveries leave the desk. */
export interface Outgoing {
  readonly post: Post;
  /** Without it mails wait. */
  readonly mail?: (MailIdentity & { readonly server: MailServer }) | undefined;
  readonly printer: PrintsCopies;
  /** Where recipients read what is for them. */
  readonly portal?: string | undefined;
}

export interface DeliveringParts {
  readonly desk: Desk;
  readonly outgoing: Outgoing;
  /** Called when there is something to settle. */
  wake(): void;
  /** Told of faults of the program; the delivery is tried again. */
  failed(error: unknown): void;
}

/** Deliveries that are being made, or wait for their turn at their host. */
const MOST = 512;
const MOST_OF_LANE = 64;
/** So many at a time go to one host, and to the mail server, which is there for it. */
const AT_ONCE = 4;
const MAILS_AT_ONCE = 10;
/** Outcomes that come close upon each other are settled together. */
const GATHERED = 20;
const POLL = 500;
/** For how long what is being sent may go on when the program is to stop. */
const GRACE = 10_000;
const LONGEST_WAIT = 24 * 3600_000;

/** Makes the deliveries that are due, several hosts at once, and settles what became of each. */
export class Delivering {
  readonly #parts: DeliveringParts;
  readonly #composer: DeliveryComposer;
  readonly #lanes = new HostLanes((lane) => (lane === MAIL_LANE ? MAILS_AT_ONCE : AT_ONCE));
  readonly #kinds: readonly ChannelKind[];
  readonly #mails: MailSender | undefined;
  readonly #stopped = new AbortController();
  #outcomes: SettledDelivery[] = [];
  #isClosing = false;
  #waking: NodeJS.Timeout | undefined;

  private constructor(parts: DeliveringParts) {
    this.#parts = parts;
    this.#composer = new DeliveryComposer({ desk: parts.desk, ...parts.outgoing });
    this.#kinds = parts.outgoing.mail ? ['webhook', 'mail'] : ['webhook'];
    this.#mails = parts.outgoing.mail && new MailSender(parts.outgoing.mail.server);
  }

  /** Begins with what was being sent when another process ended. */
  static async open(parts: DeliveringParts): Promise<Delivering> {
    await settleLeft(parts.desk);
    return new Delivering(parts);
  }

  /** How many PDF files were made. */
  get pdfs(): number {
    return this.#composer.renderings.pdfs;
  }

  /** Settles what has come to its end, and takes what is due. Returns how long to wait. */
  async step(): Promise<number> {
    const settled = await this.#settle();
    const room = MOST - this.#lanes.size;
    if (room === 0) return settled > 0 ? GATHERED : POLL;
    // New ones are taken when half of those before are done: many at a time.
    const busy = new Map(
      [...this.#lanes.counts()].map(([lane, count]) => [lane, count > MOST_OF_LANE / 2 ? MOST : count]),
    );
    const limits = { most: room, mostOfLane: MOST_OF_LANE };
    const taken = await takeDeliveries(this.#parts.desk, { kinds: this.#kinds, busy, ...limits });
    for (const delivery of taken) this.#lanes.add(delivery.lane, () => this.#make(delivery));
    return settled + taken.length > 0 ? GATHERED : POLL;
  }

  /** Waits until all that was taken has come to its end, and settles it. */
  async settled(): Promise<void> {
    await this.#lanes.empty();
    await this.#settle();
  }

  /** Lets what is being sent come to its end, for a while; what waits for its turn goes back. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#waking);
    const patience = setTimeout(() => this.#stopped.abort(), GRACE);
    await this.settled().finally(() => clearTimeout(patience));
    this.#mails?.close();
  }

  async #settle(): Promise<number> {
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    try {
      await settleDeliveries(this.#parts.desk, outcomes);
    } catch (error) {
      this.#outcomes.unshift(...outcomes);
      throw error;
    }
    return outcomes.length;
  }

  async #make(delivery: TakenDelivery): Promise<void> {
    const outcome = await this.#outcome(delivery);
    this.#outcomes.push(outcome);
    if (this.#isClosing) return;
    this.#waking ??= setTimeout(() => {
      this.#waking = undefined;
      this.#parts.wake();
    }, GATHERED);
  }

  async #outcome(delivery: TakenDelivery): Promise<SettledDelivery> {
    if (this.#isClosing) return later(delivery, this.#now());
    try {
      const composed = await this.#composer.compose(delivery.id);
      return await this.#sent(delivery, composed);
    } catch (error) {
      if (!(error instanceof Refusal)) this.#parts.failed(error);
      const failed = { kind: 'postponed', code: 'delivery-fault', mayHaveCome: false, answer: '' } as const;
      return this.#settled(delivery, error instanceof Refusal ? { ...failed, code: error.code } : failed);
    }
  }

  async #sent(delivery: TakenDelivery, composed: Composed): Promise<SettledDelivery> {
    const { post } = this.#parts.outgoing;
    const signal = this.#stopped.signal;
    const isSent = composed.kind === 'mail' || composed.kind === 'webhook';
    if (isSent) await beginDelivery(this.#parts.desk.database.work, delivery.id, new Date(this.#now()));
    switch (composed.kind) {
      case 'later':
        return later(delivery, this.#now() + composed.wait);
      case 'withheld': {
        const { id, attempts } = delivery;
        const receipt = { outcome: 'withheld', code: composed.code } as const;
        return { id, attempts, isAttempt: false, state: 'withheld', nextAttemptAt: null, receipt };
      }
      case 'mail':
        if (!this.#mails) return later(delivery, this.#now());
        return this.#settled(delivery, await this.#mails.send(composed.mail, signal), composed.mail.hash);
      case 'webhook': {
        const attempt = await sendWebhook(composed.webhook, post, { now: this.#now(), signal });
        return this.#settled(delivery, attempt, composed.webhook.hash);
      }
    }
  }

  #settled({ id, attempts }: TakenDelivery, attempt: Attempt, hash?: string): SettledDelivery {
    const { kind, answer } = attempt;
    const receipt = {
      outcome: kind,
      ...(kind !== 'accepted' && { code: attempt.code }),
      ...(answer !== '' && { answer }),
      ...(hash !== undefined && { hash }),
      ...((kind === 'unknown' || (kind === 'postponed' && attempt.mayHaveCome)) && { mayHaveCome: true as const }),
    };
    const settled = { id, attempts, isAttempt: true, nextAttemptAt: null, receipt };
    if (kind === 'accepted' || kind === 'unknown') return { ...settled, state: kind };
    const next = kind === 'postponed' ? this.#next(attempts, attempt.retryAfter) : undefined;
    return next === undefined ? { ...settled, state: 'failed' } : { ...settled, state: 'waiting', nextAttemptAt: next };
  }

  /** When it is tried again, and not before the other side wants it; nothing where it is given up. */
  #next(attempts: number, retryAfter = 0): Date | undefined {
    const now = this.#now();
    const next = nextAttempt(attempts, now);
    return next === undefined ? undefined : new Date(Math.max(next, now + Math.min(retryAfter * 1000, LONGEST_WAIT)));
  }

  #now(): number {
    return this.#parts.desk.now();
  }
}

/** It goes back as it was, to be taken from then on. */
function later({ id, attempts }: TakenDelivery, at: number): SettledDelivery {
  return { id, attempts, isAttempt: false, state: 'waiting', nextAttemptAt: new Date(at) };
}
