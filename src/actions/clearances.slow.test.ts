import { describe, expect, it } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer } from '../../test/support/store.ts';
import { enterAsSelf } from '../store/accounts.ts';
import { inSession, inTransaction } from '../store/transaction.ts';
import { loadActor } from './actor.ts';
import { changeClearance } from './change-clearance.ts';
import { createAccount } from './create-account.ts';
import { createRecipient } from './create-recipient.ts';
import { countDocuments } from './list-documents.ts';
import { receiveDocument } from './receive-document.ts';
import { sweepErased } from './sweep-erased.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const RARE = { ...ANALYST, nationality: 'FRA' };
const KNOWN = { scheme: 'us-capco', marking: 'U' };

async function made() {
  const store = await newStore();
  const desk = deskOn(store);
  const administrator = await actorOf(store, ANALYST, ['administrator']);
  const account = (clearance: object) =>
    createAccount(desk, administrator, { ...KNOWN, name: 'x', roles: ['analyst'], clearance });
  return { store, desk, administrator, account };
}

/** How many clearances there are of whoever is French, and answers for them. */
async function kept({ database }: TestStore): Promise<unknown> {
  const { rows } = await database.owner.query(
    `select count(distinct clearance.id)::int as clearances, count(clearance_id) > 0 as "hasAnswers"
     from vigie.clearance left join vigie.readable on clearance_id = clearance.id where reader ->> 'nationality' = 'FRA'`,
  );
  return rows[0];
}

function deleteUnheld({ database, labels }: TestStore): Promise<boolean> {
  return inTransaction(database.work, async (client) => {
    await labels.lockClearances(client);
    return labels.deleteUnheld(client);
  });
}

const NONE = { clearances: 0, hasAnswers: false };
const ONE = { clearances: 1, hasAnswers: true };

describe('a clearance', () => {
  it('goes with its answers when nobody has it any more, and is made again', async () => {
    const { store, desk, administrator, account } = await made();
    const analyst = await actorOf(store, ANALYST);
    await receiveDocument(desk, analyst, { ...KNOWN, title: 'plan', body: 'plan' });
    const [one, other] = [await account(RARE), await account(RARE)];
    expect(await kept(store)).toEqual(ONE);
    await changeClearance(desk, administrator, { id: one.id, clearance: ANALYST });
    expect(await kept(store)).toEqual(ONE);
    await changeClearance(desk, administrator, { id: other.id, clearance: ANALYST });
    expect(await kept(store)).toEqual(NONE);
    await createRecipient(desk, administrator, { ...KNOWN, name: 'x', kind: 'body', clearance: RARE });
    expect(await kept(store)).toEqual(ONE);
    const { id } = await account(RARE);
    expect(await countDocuments(desk, await loadActor(store.database, id, NOW))).toEqual(1);
  });

  it('does not vanish under whoever is being given it', async () => {
    const { store, desk, administrator, account } = await made();
    for (let round = 0; round < 10; round++) {
      const { id } = await account(RARE);
      await Promise.all([
        changeClearance(desk, administrator, { id, clearance: ANALYST }),
        account(RARE).then((next) => changeClearance(desk, administrator, { id: next.id, clearance: ANALYST })),
        createRecipient(desk, administrator, { ...KNOWN, name: 'x', kind: 'body', clearance: RARE }),
      ]);
    }
    expect(await kept(store)).toEqual(ONE);
  });

  it('stays while an act works by it, which sees at its end what it saw at its beginning', async () => {
    const { store, desk, administrator } = await made();
    const reader = await actorOf(store, RARE);
    await receiveDocument(desk, reader, { ...KNOWN, title: 'plan', body: 'plan' });
    const session = { actorId: reader.id, clearanceId: '', now: NOW };
    await inSession(store.database.app, session, async (client) => {
      await enterAsSelf(client);
      await changeClearance(desk, administrator, { id: reader.id, clearance: ANALYST });
      expect((await client.query('select from vigie.document')).rowCount).toBe(1);
      expect(await deleteUnheld(store)).toBe(false);
    });
    expect(await kept(store)).toEqual(ONE);
    expect(await sweepErased(desk, administrator)).toEqual({ isSwept: true });
    expect(await kept(store)).toEqual(NONE);
  });

  it('is the one of now for an act that begins while it changes', async () => {
    const { store, desk, administrator } = await made();
    const reader = await actorOf(store, RARE);
    await receiveDocument(desk, reader, { ...KNOWN, title: 'plan', body: 'plan' });
    const counts: number[] = [];
    for (let round = 0; round < 10; round++) {
      const clearance = round % 2 === 0 ? ANALYST : RARE;
      const [, ...counted] = await Promise.all([
        changeClearance(desk, administrator, { id: reader.id, clearance }),
        ...Array.from({ length: 4 }, () => countDocuments(desk, reader)),
      ]);
      counts.push(...counted);
    }
    expect(counts).toEqual(counts.map(() => 1));
  });
});
