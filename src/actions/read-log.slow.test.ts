import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { printVerifierKey } from '../audit/verifier-key.ts';
import { openAuditKey } from '../store/audit-key.ts';
import { makeCheckpoint, sequenceLog } from '../store/audit-log.ts';
import { countDocuments } from './list-documents.ts';
import { checkEntryProof, proveEntry, proveLog } from './prove-entry.ts';
import { readDocument } from './read-document.ts';
import { readLog } from './read-log.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const folder = mkdtempSync(join(tmpdir(), 'vigie-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function withDocuments(store: TestStore) {
  const desk = deskOn(store);
  const analyst = await actorOf(store, ANALYST);
  const received = { scheme: 'us-capco', body: 'x' };
  const open = await receiveDocument(desk, analyst, { ...received, marking: 'U', title: 'open' });
  const secret = await receiveDocument(desk, analyst, { ...received, marking: 'S//NF', title: 'secret' });
  await readDocument(desk, analyst, secret.id);
  return { desk, analyst, open, secret };
}

describe('the log', () => {
  it('is read by inspectors, as far as they may read what it names', async () => {
    const store = await newStore();
    const { desk, analyst, open, secret } = await withDocuments(store);
    const [high, low] = [await actorOf(store, ANALYST, ['inspector']), await actorOf(store, {}, ['inspector'])];
    await expect(readLog(desk, analyst)).rejects.toMatchObject({ code: 'action-not-your-role' });
    const seen = async (actor: typeof high, request: object = {}) =>
      (await readLog(desk, actor, request)).items.map(({ entry }) => entry.action);
    expect(await seen(high, { actorId: analyst.id })).toEqual([
      ...['log-read', 'document-read', 'document-receive', 'document-receive'],
    ]);
    expect(await seen(low, { actorId: analyst.id })).toEqual(['log-read', 'document-receive']);
    expect(await seen(high, { objectId: secret.id })).toEqual(['document-read', 'document-receive']);
    expect(await seen(low, { objectId: secret.id })).toEqual([]);
    expect(await seen(low, { objectId: open.id })).toEqual(['document-receive']);
    expect(await seen(low, { objectId: "x' or true" })).toEqual([]);
  });

  it('tells nobody of people and orders that they may not know of, by refused acts either', async () => {
    const store = await newStore();
    const { desk, secret } = await withDocuments(store);
    const [high, low] = [await actorOf(store, ANALYST, ['inspector']), await actorOf(store, {}, ['inspector'])];
    const nobody = await actorOf(store, {});
    await expect(readDocument(desk, nobody, secret.id)).rejects.toMatchObject({ code: 'document-not-found' });
    const hidden = await actorOf(store, ANALYST);
    await store.database.owner.query('update vigie.reader set label_id = $2 where id = $1', [
      hidden.id,
      await store.label('S//NF'),
    ]);
    await countDocuments(desk, hidden);
    const seen = async (actor: typeof high, request: object) => (await readLog(desk, actor, request)).items.length;
    expect([await seen(high, { objectId: secret.id }), await seen(low, { objectId: secret.id })]).toEqual([3, 0]);
    expect([await seen(high, { actorId: hidden.id }), await seen(low, { actorId: hidden.id })]).toEqual([1, 0]);
  });

  it('comes page by page', async () => {
    const store = await newStore();
    const { desk } = await withDocuments(store);
    const inspector = await actorOf(store, ANALYST, ['inspector']);
    const first = await readLog(desk, inspector, { most: 2 });
    const second = await readLog(desk, inspector, { most: 50, after: first.next });
    expect([...first.items, ...second.items].map(({ position }) => position)).toEqual([2, 1, 0]);
    expect(second.next).toBeUndefined();
    await expect(readLog(desk, inspector, { after: '-1' })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });
});

describe('a proof', () => {
  it('that an entry stands in the log holds under the key alone, and fails when anything is changed', async () => {
    const store = await newStore();
    const { desk, open, secret } = await withDocuments(store);
    const [high, low] = [await actorOf(store, ANALYST, ['inspector']), await actorOf(store, {}, ['inspector'])];
    const idOf = async (objectId: string) => (await readLog(desk, high, { objectId })).items.at(-1)!.id;
    const [openId, secretId] = [await idOf(open.id), await idOf(secret.id)];
    await expect(proveEntry(desk, high, openId)).rejects.toMatchObject({ code: 'audit-entry-unsigned' });
    const key = await openAuditKey(folder, true);
    await sequenceLog(store.database.work);
    const { checkpoint } = await makeCheckpoint(store.database.work, { key, now: new Date(NOW) });
    const proof = await proveEntry(desk, low, openId);
    const verifier = printVerifierKey(key.verifier);
    expect(checkEntryProof(proof, verifier)).toMatchObject({ size: checkpoint.size, findings: [] });
    for (const changed of [{ index: proof.index + 1 }, { path: proof.path.slice(1) }, { leafHash: proof.path[0]! }]) {
      expect(checkEntryProof({ ...proof, ...changed }, verifier).size).toBeUndefined();
    }
    const otherKey = printVerifierKey((await openAuditKey(join(folder, 'other'), true)).verifier);
    expect(checkEntryProof(proof, otherKey).size).toBeUndefined();
    const hidden = await proveEntry(desk, low, secretId).catch(({ code, message }) => ({ code, message }));
    expect(await proveEntry(desk, low, uuid()).catch(({ code, message }) => ({ code, message }))).toEqual(hidden);
    expect((await proveLog(desk, high, { older: 1, newer: 3 })).path.length).toBeGreaterThan(0);
  });
});
