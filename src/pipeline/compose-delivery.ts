import { mayTell } from '../actions/may-tell.ts';
import { settleOwn } from '../actions/settle-own.ts';
import { composeMail } from '../channels/mail-message.ts';
import { composeWebhook } from '../channels/webhook.ts';
import { tellsNothing } from '../domain/channel.ts';
import type { IssuedCopy } from '../domain/copy.ts';
import { Refusal } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import { copyFileName, copySubject } from '../render/copy-name.ts';
import { deliveryNotice } from '../render/delivery-notice.ts';
import { headOfDelivery, readSendable, type SendableDelivery } from '../store/due-deliveries.ts';
import { readLabels } from '../store/labels.ts';
import { channelSecret } from './channel-secret.ts';
import { composeNotice } from './compose-notice.ts';
import { type Composed, type ComposerParts, MOMENT, type WithheldCode } from './composed.ts';
import { Renderings } from './renderings.ts';

const MOST_LABELS = 10_000;

/**
 * Composes deliveries as their recipients, at the moment of sending: what a recipient may not read by now, what is over, and
 * what a channel may not carry does not go out.
 */
export class DeliveryComposer {
  readonly #parts: ComposerParts;
  readonly #labels = new Map<number, Label>();
  readonly renderings: Renderings;

  constructor(parts: ComposerParts) {
    this.#parts = parts;
    this.renderings = new Renderings(parts.printer);
  }

  async compose(id: string): Promise<Composed> {
    const { desk } = this.#parts;
    const now = desk.now();
    const head = await headOfDelivery(desk.database.work, id);
    if (head) await settleOwn(desk, { id: head.recipientId }, new Date(now)).catch(unlessGone);
    if (head?.what === 'hits') return composeNotice(this.#parts, id);
    const delivery = await readSendable(desk.database.work, id);
    if (!delivery) throw new Error('A delivery that was taken is not there.');
    const code = await this.#whyNot(delivery, now);
    if (code !== undefined) return { kind: 'withheld', code };
    if (delivery.channelState === 'paused' || isUndecided(delivery)) return { kind: 'later', wait: MOMENT };
    return delivery.kind === 'mail' ? this.#mail(id, delivery, now) : this.#webhook(id, delivery);
  }

  /** A code that says why it does not go out; the recipient is asked as of now. */
  async #whyNot(delivery: SendableDelivery, now: number): Promise<WithheldCode | undefined> {
    const { what, channelState, recipientState, reader, copyState, copyLabelId, ceilingLabelId } = delivery;
    if (channelState === 'closed') return 'channel-closed';
    if (recipientState !== 'active' || reader === null) return 'recipient-closed';
    // Whoever got a copy is told that it is over, whatever they may read by now: of what it said nothing is told.
    if (what !== 'copy') return hasNotCome(delivery) ? 'copy-not-sent' : undefined;
    if (copyState !== 'current') return `copy-${copyState}`;
    const { schemes } = this.#parts.desk;
    const [label, ceiling] = await this.#labelsOf([copyLabelId, ceilingLabelId]);
    if (!schemes.mayHave(reader, label!, now)) return 'recipient-not-cleared';
    return tellsNothing(delivery) || schemes.dominates(ceiling!, label!) ? undefined : 'channel-ceiling';
  }

  async #mail(id: string, delivery: SendableDelivery, now: number): Promise<Composed> {
    const { mail: identity, portal } = this.#parts;
    if (!identity) return { kind: 'later', wait: MOMENT };
    const { what, options, address, first } = delivery;
    const issued = issuedOf(delivery);
    const shared = { deliveryId: id, followsId: first?.id, from: identity.from, to: address, sentAt: now };
    if (what !== 'copy' || options.form === 'notice') {
      const place = portal === undefined ? undefined : new URL(`/copies/${issued.id}`, portal).href;
      const notice = deliveryNotice(issued, what, place);
      return { kind: 'mail', mail: await composeMail({ ...shared, ...notice }, identity.dkim) };
    }
    const [ceiling] = await this.#labelsOf([delivery.ceilingLabelId]);
    const told = mayTell(this.#parts.desk, ceiling!, { copy: issued.copy, asked: options.subject });
    const rendered = this.renderings.of(issued, delivery.copyHash.toString('hex'));
    const pdf = options.hasPdf ? { name: copyFileName(issued, 'pdf', told), bytes: await rendered.pdf() } : undefined;
    const written = { ...shared, subject: copySubject(issued, told), text: rendered.text(), html: rendered.html() };
    return { kind: 'mail', mail: await composeMail({ ...written, pdf }, identity.dkim) };
  }

  async #webhook(id: string, delivery: SendableDelivery): Promise<Composed> {
    const { what, address, options, madeAt } = delivery;
    const secret = await channelSecret(this.#parts.desk, delivery);
    const issued = issuedOf(delivery);
    const copy = what === 'copy' && options.form === 'whole' ? issued.copy : null;
    const told = { deliveryId: id, address, secret, what, cameAt: madeAt.getTime(), issued, copy };
    return { kind: 'webhook', webhook: composeWebhook(told) };
  }

  /** What a label says never changes. */
  async #labelsOf(ids: readonly number[]): Promise<readonly Label[]> {
    const unknown = ids.filter((id) => !this.#labels.has(id));
    if (unknown.length > 0) {
      if (this.#labels.size > MOST_LABELS) this.#labels.clear();
      const missing = ids.filter((id) => !this.#labels.has(id));
      for (const [id, label] of await readLabels(this.#parts.desk.database.work, missing)) this.#labels.set(id, label);
    }
    return ids.map((id) => this.#labels.get(id)!);
  }
}

function issuedOf({ copyId, copy, copyState, releasedAt }: SendableDelivery): IssuedCopy {
  return { id: copyId, copy, state: copyState, releasedAt: releasedAt.getTime() };
}

/** Whether what a notice takes back may yet go out, or be tried at this moment. */
function isUndecided({ what, first }: SendableDelivery): boolean {
  return what !== 'copy' && (first?.state === 'sending' || first?.state === 'waiting');
}

/** Whether what a notice takes back never left. */
function hasNotCome({ first }: SendableDelivery): boolean {
  return first === null || ((first.state === 'withheld' || first.state === 'failed') && !first.mayHaveCome);
}

/** Whoever was erased in the meantime has no clearance to be brought up to anything. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refusal && error.kind === 'not-found')) throw error;
}
