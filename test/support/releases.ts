import { type Actor, loadActor } from '../../src/actions/actor.ts';
import { changeChannel, createChannel, type NewChannel } from '../../src/actions/create-channel.ts';
import { createRecipient } from '../../src/actions/create-recipient.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftReport } from '../../src/actions/draft-report.ts';
import { inviteRecipient } from '../../src/actions/invite-recipient.ts';
import { moveReport } from '../../src/actions/move-report.ts';
import { readLedger } from '../../src/actions/read-ledger.ts';
import { recallRelease } from '../../src/actions/recall-release.ts';
import { releaseReport } from '../../src/actions/release-report.ts';
import type { ReportRead } from '../../src/actions/write-report.ts';
import type { WrittenReport } from '../../src/domain/report.ts';
import type { HeldByReader } from '../../src/store/readers.ts';
import { actorOf, deskOn } from './desk.ts';
import { NOW, type TestStore } from './store.ts';

export const SECRET = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const SCHEME = 'us-capco';

type ChannelOf = Omit<NewChannel, 'recipientId' | 'scheme'>;

/** People who release reports, and a clock that tests move. */
export class ReleaseScene {
  readonly store: TestStore;
  readonly desk: Desk;
  readonly author: Actor;
  readonly other: Actor;
  readonly releaser: Actor;
  readonly admin: Actor;
  now: number = NOW;

  private constructor(store: TestStore, [author, other, releaser, admin]: readonly Actor[]) {
    this.store = store;
    this.desk = { ...deskOn(store), now: () => this.now };
    this.author = author!;
    this.other = other!;
    this.releaser = releaser!;
    this.admin = admin!;
  }

  static async open(store: TestStore): Promise<ReleaseScene> {
    return new ReleaseScene(store, [
      await actorOf(store, SECRET),
      await actorOf(store, SECRET),
      await actorOf(store, SECRET, ['releaser']),
      await actorOf(store, SECRET, ['administrator']),
    ]);
  }

  /** Makes a recipient and returns its id; the marking is that of the fact that there is this recipient. */
  async named(name: string, clearance: HeldByReader, marking = 'U'): Promise<string> {
    const made = { name, kind: 'person', clearance, scheme: SCHEME, marking } as const;
    return (await createRecipient(this.desk, this.admin, made)).id;
  }

  /** Makes a recipient with these ways to them; returns its id and theirs, with the secrets of webhooks. */
  async recipient(clearance: HeldByReader, ...channels: readonly ChannelOf[]) {
    const id = await this.named('Reader', clearance);
    const ways = [];
    for (const channel of channels) {
      ways.push(await createChannel(this.desk, this.admin, { recipientId: id, scheme: SCHEME, ...channel }));
    }
    return { id, channels: ways };
  }

  channelState(id: string, state: 'active' | 'paused' | 'closed') {
    return changeChannel(this.desk, this.admin, { id, state });
  }

  /** Who a recipient is once they have signed in. */
  async signedIn(id: string): Promise<Actor> {
    await inviteRecipient(this.desk, this.admin, id);
    return loadActor(this.store.database, id, this.now);
  }

  /** Writes a report and brings it to its approval. */
  async approved(report: WrittenReport, supersedesId?: string) {
    const drafted = await draftReport(this.desk, this.author, { report, supersedesId });
    const submitted = await moveReport(this.desk, this.author, { ...drafted, move: 'submit' });
    const approved = await moveReport(this.desk, this.other, { ...drafted, ...submitted, move: 'approve' });
    return { ...drafted, ...approved };
  }

  release(read: ReportRead, recipientIds: readonly string[]) {
    return releaseReport(this.desk, this.releaser, { ...read, recipientIds });
  }

  /** Writes a report, brings it to its approval and releases it. */
  async released(report: WrittenReport, recipientIds: readonly string[], supersedesId?: string) {
    // What comes later is later.
    this.now += 1;
    const read = await this.approved(report, supersedesId);
    const { id } = await this.release(read, recipientIds);
    return { id, reportId: read.id };
  }

  recall(id: string) {
    this.now += 1;
    return recallRelease(this.desk, this.releaser, { id, reason: 'It is wrong.' });
  }

  /** The pushed deliveries of a recipient, in the order in which they were planned, with what is proved of them. */
  async ledger(recipientId: string) {
    const { items } = await readLedger(this.desk, this.releaser, { by: 'recipientId', id: recipientId });
    return items
      .flatMap(({ deliveries }) => deliveries)
      .filter(({ channel }) => channel === 'mail' || channel === 'webhook')
      .map(({ id, channel, what, state, attempts, receipts, nextAttemptAt }) => {
        const proved = receipts.map(({ kind, detail }) => ({ kind, ...(detail as { code?: string }) }));
        return { id, told: `${channel} ${what} ${state}`, attempts, nextAttemptAt, receipts: proved };
      });
  }
}
