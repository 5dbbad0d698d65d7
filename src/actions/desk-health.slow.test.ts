import { afterEach, describe, expect, it } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { NOW, testServer } from '../../test/support/store.ts';
import { Duties } from '../store/duty.ts';
import { deskHealth } from './desk-health.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const taken: Duties[] = [];
// They hold connections, for which whoever closes the database waits.
afterEach(async () => {
  for (const duties of taken.splice(0)) await duties.close();
});
const PUBLIC = { scheme: 'us-capco', marking: 'U', title: 'plan', body: 'growth plan' };

describe('how the desk does', () => {
  it('says which duties nobody has, and alarms without those that find something', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    expect(await deskHealth(desk)).toMatchObject({
      idle: ['match', 'collect', 'gather', 'tend', 'rank', 'deliver', 'notify'],
      isStalled: true,
    });
    const duties = new Duties(store.database.work);
    taken.push(duties);
    const matching = await duties.take('match');
    await duties.take('collect');
    expect(await deskHealth(desk)).toMatchObject({
      idle: ['gather', 'tend', 'rank', 'deliver', 'notify'],
      isStalled: false,
    });
    // Another desk on the same server has duties of its own, and other programs lock by other numbers.
    const other = await newStore();
    await other.database.owner.query('select pg_advisory_lock(4711900), pg_advisory_lock(4000000000)');
    await matching!.giveBack();
    await expect
      .poll(async () => (await deskHealth(desk)).idle)
      .toEqual(['match', 'gather', 'tend', 'rank', 'deliver', 'notify']);
    expect(await deskHealth(desk)).toMatchObject({ isStalled: true });
    for (const duty of ['match', 'gather', 'tend', 'rank', 'deliver', 'notify'] as const) await duties.take(duty);
    expect(await deskHealth(desk)).toMatchObject({ idle: [], isStalled: false });
  });

  it('says since when the oldest document waits to be matched, and alarms after ten minutes', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const duties = new Duties(store.database.work);
    taken.push(duties);
    for (const duty of ['match', 'collect'] as const) await duties.take(duty);
    expect(await deskHealth(desk)).toMatchObject({ counts: { waitingDocuments: 0, waitingSince: null } });
    const actor = await actorOf(store, {});
    await receiveDocument(desk, actor, PUBLIC);
    await receiveDocument({ ...desk, now: () => NOW + 60_000 }, actor, { ...PUBLIC, body: 'another plan' });
    const healthAt = (now: number) => deskHealth({ ...desk, now: () => now });
    expect(await healthAt(NOW + 600_000)).toMatchObject({
      counts: { waitingDocuments: 2, waitingSince: new Date(NOW) },
      isStalled: false,
    });
    expect(await healthAt(NOW + 600_001)).toMatchObject({ isStalled: true });
    await store.database.work.query(
      `insert into vigie.follower (name, transaction_id, document_id, documents, hits, secret, moved_at)
       select 'match', transaction_id, id, 1, 0, sha256('x'), received_at from vigie.document order by received_at limit 1`,
    );
    expect(await healthAt(NOW + 600_001)).toMatchObject({
      counts: { waitingDocuments: 1, waitingSince: new Date(NOW + 60_000) },
      isStalled: false,
    });
  });
});
