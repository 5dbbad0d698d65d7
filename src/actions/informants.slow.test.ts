import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { filesWith, placesOf } from '../../test/support/places.ts';
import { type TestStore, testServer, uuid } from '../../test/support/store.ts';
import type { Actor, Role } from './actor.ts';
import { changePassphrase } from './change-passphrase.ts';
import { backUpStore, exportStore, importStore } from './copy-store.ts';
import { eraseIdentity } from './erase-identity.ts';
import { linkInformant } from './link-informant.ts';
import { makeSealingKey } from './make-sealing-key.ts';
import { nameInformant } from './name-informant.ts';
import { openIdentity } from './open-identity.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const folder = mkdtempSync(join(tmpdir(), 'vigie-informants-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const PASSPHRASE = 'plain words in a row';
const WILLOW = { codeName: 'WILLOW', scheme: 'us-capco', marking: 'S//NF', identity: 'Zoquarble, night porter' };

/** A desk with an author and an editor who both have keys. */
async function deskWithHolders({ roles = ['editor'] as readonly Role[], spends = 'little' } = {}) {
  const store = await newStore();
  const { passphraseCost: _little, ...usual } = deskOn(store);
  const desk = spends === 'little' ? deskOn(store) : usual;
  const author = await actorOf(store, ANALYST, ['analyst']);
  const editor = await actorOf(store, ANALYST, roles);
  for (const holder of [author, editor]) await makeSealingKey(desk, holder, { passphrase: PASSPHRASE });
  return { store, desk, author, editor };
}

const told = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ kind, code, message }) => JSON.stringify({ kind, code, message }),
  );

async function namedActions(store: TestStore): Promise<string[]> {
  return (await entriesOf(store)).map(({ action, outcome, reasons }) => [action, outcome, ...reasons].join(' ')).sort();
}

describe('an informant', () => {
  it('is opened by its two holders and by nobody else, whatever they may read', async () => {
    const { store, desk, author, editor } = await deskWithHolders();
    const { id } = await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    for (const holder of [author, editor]) {
      expect(await openIdentity(desk, holder, { id, passphrase: PASSPHRASE })).toEqual({
        id,
        identity: WILLOW.identity,
      });
    }
    const third = await actorOf(store, ANALYST);
    await makeSealingKey(desk, third, { passphrase: PASSPHRASE });
    const tries = [id, uuid(), 'x'].flatMap((wanted) => [
      told(openIdentity(desk, third, { id: wanted, passphrase: PASSPHRASE })),
      told(eraseIdentity(desk, third, { id: wanted })),
    ]);
    expect([...new Set(await Promise.all(tries))]).toEqual([expect.stringContaining('informant-not-found')]);
    expect(await openIdentity(desk, editor, { id, passphrase: PASSPHRASE })).toMatchObject({ id });
  });

  it('tells a wrong passphrase and changed bytes in the same words, and every try is in the log', async () => {
    const { store, desk, author, editor } = await deskWithHolders();
    const { id } = await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    const wrong = await told(openIdentity(desk, author, { id, passphrase: 'other words in a row' }));
    for (const column of ['sealed', 'key_for_author']) {
      await store.database.owner.query(
        `update vigie.informant_identity set ${column} = set_bit(${column}, 300, 1 - get_bit(${column}, 300))`,
      );
      expect(await told(openIdentity(desk, author, { id, passphrase: PASSPHRASE }))).toBe(wrong);
      await store.database.owner.query(
        `update vigie.informant_identity set ${column} = set_bit(${column}, 300, 1 - get_bit(${column}, 300))`,
      );
    }
    await openIdentity(desk, author, { id, passphrase: PASSPHRASE });
    await store.database.owner.query('update vigie.sealing_secret set sealed = salt');
    expect(await told(openIdentity(desk, author, { id, passphrase: PASSPHRASE }))).toBe(wrong);
    const opened = (await entriesOf(store)).filter(({ action }) => action === 'informant-open');
    expect(opened.map(({ outcome }) => outcome).sort()).toEqual(['done', ...Array(4).fill('refused')]);
    expect(opened.every(({ objects }) => objects[0]?.id === id)).toBe(true);
    expect(opened.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      reasons: ['sealing-not-opened'],
      labels: [],
    });
  });

  it('stands nowhere in words, and the role of the pipeline reads none of its bytes', async () => {
    const { store, desk, author, editor } = await deskWithHolders();
    await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    expect(await placesOf(store, 'Zoquarble')).toEqual([]);
    expect(await placesOf(store, 'WILLOW')).toEqual(['informant.code_name']);
    for (const statement of [
      'select sealed from vigie.informant_identity',
      'select key_for_editor from vigie.informant_identity',
      'select sealed from vigie.sealing_secret',
      'select salt from vigie.sealing_secret',
      "update vigie.informant_identity set sealed = ''",
    ]) {
      await expect(store.database.work.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is named with a second holder who is an active editor with a key, of whom the author may know', async () => {
    const { store, desk, author, editor } = await deskWithHolders();
    const keyless = await actorOf(store, ANALYST, ['editor']);
    const analyst = await actorOf(store, ANALYST, ['analyst']);
    await makeSealingKey(desk, analyst, { passphrase: PASSPHRASE });
    const [locked, hidden] = [await actorOf(store, ANALYST, ['editor']), await actorOf(store, ANALYST, ['editor'])];
    for (const other of [locked, hidden]) await makeSealingKey(desk, other, { passphrase: PASSPHRASE });
    await store.database.work.query("update vigie.account set state = 'locked' where id = $1", [locked.id]);
    const above = await store.label('TS//SI');
    await store.database.work.query('update vigie.account set label_id = $2 where id = $1', [hidden.id, above]);
    await store.database.work.query('update vigie.sealing_key set label_id = $2 where account_id = $1', [
      hidden.id,
      above,
    ]);
    const tries = [author.id, keyless.id, analyst.id, locked.id, hidden.id, uuid(), 'x'];
    const all = await Promise.all(tries.map((editorId) => told(nameInformant(desk, author, { ...WILLOW, editorId }))));
    expect([...new Set(all)]).toEqual([expect.stringContaining('informant-editor')]);
    const editorId = editor.id;
    await expect(nameInformant(desk, keyless, { ...WILLOW, editorId })).rejects.toMatchObject({
      code: 'sealing-key-missing',
    });
    for (const wrong of [{ codeName: ' ' }, { codeName: 'Night owl' }, { codeName: 'zoquarblé' }]) {
      await expect(nameInformant(desk, author, { ...WILLOW, editorId, ...wrong })).rejects.toMatchObject({
        code: 'informant-code-name',
      });
    }
    await expect(nameInformant(desk, author, { ...WILLOW, editorId, identity: '' })).rejects.toMatchObject({
      code: 'informant-identity',
    });
    const marked = { ...WILLOW, editorId, marking: 'TS//SI' };
    await expect(nameInformant(desk, author, marked)).rejects.toMatchObject({ code: 'action-above-clearance' });
    expect((await store.database.owner.query('select from vigie.informant')).rowCount).toBe(0);
    await nameInformant(desk, author, { ...WILLOW, editorId });
    await expect(nameInformant(desk, author, { ...WILLOW, editorId })).rejects.toMatchObject({
      code: 'informant-name-taken',
    });
  });

  it('is erased for good by either holder, and leaves its code name', async () => {
    const { store, desk, author, editor } = await deskWithHolders();
    const { id } = await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    const { rows } = await store.database.owner.query<{ sealed: Buffer }>(
      'select sealed from vigie.informant_identity',
    );
    await store.database.administer((client) => client.query('checkpoint'));
    expect(await filesWith(store, rows[0]!.sealed)).not.toEqual([]);
    await eraseIdentity(desk, editor, { id });
    expect(await filesWith(store, rows[0]!.sealed)).toEqual([]);
    await expect(openIdentity(desk, author, { id, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'informant-not-found',
    });
    await expect(eraseIdentity(desk, author, { id })).rejects.toMatchObject({ code: 'informant-not-found' });
    expect(await placesOf(store, 'WILLOW')).toEqual(['informant.code_name']);
  });
});

describe('a sealing key', () => {
  it('is one for each account, under a passphrase that is not soon guessed and can be changed', async () => {
    const { store, desk, author, editor } = await deskWithHolders({ spends: 'as every desk' });
    const { id } = await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    await expect(makeSealingKey(desk, author, { passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'sealing-key-there',
    });
    const newPassphrase = 'words of another kind';
    for (const weak of ['', 'short words', '            ', 'ééééééééééééé']) {
      await expect(makeSealingKey(desk, author, { passphrase: weak })).rejects.toMatchObject({
        code: 'sealing-passphrase-weak',
      });
      await expect(
        changePassphrase(desk, author, { passphrase: PASSPHRASE, newPassphrase: weak }),
      ).rejects.toMatchObject({
        code: 'sealing-passphrase-weak',
      });
    }
    await expect(changePassphrase(desk, author, { passphrase: newPassphrase, newPassphrase })).rejects.toMatchObject({
      code: 'sealing-not-opened',
    });
    await changePassphrase(desk, author, { passphrase: PASSPHRASE, newPassphrase });
    await expect(openIdentity(desk, author, { id, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'sealing-not-opened',
    });
    expect(await openIdentity(desk, author, { id, passphrase: newPassphrase })).toMatchObject({
      identity: WILLOW.identity,
    });
    const keyless: Actor = await actorOf(store, ANALYST);
    await expect(changePassphrase(desk, keyless, { passphrase: PASSPHRASE, newPassphrase })).rejects.toMatchObject({
      code: 'sealing-key-missing',
    });
    expect(await namedActions(store)).toContain('sealing-passphrase-change refused sealing-not-opened');
    for (const words of [PASSPHRASE, newPassphrase]) expect(await placesOf(store, words)).toEqual([]);
  });
});

describe('a note of an informant', () => {
  it('is linked by those who may read both, and tells nothing to others', async () => {
    const { store, desk, author, editor } = await deskWithHolders();
    const { id: informantId } = await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    const text = { title: 'note', body: 'heard at the harbour', scheme: 'us-capco' };
    const note = await receiveDocument(desk, author, { ...text, marking: 'U' });
    const other = await nameInformant(desk, author, { ...WILLOW, codeName: 'ELM', editorId: editor.id, marking: 'U' });
    await linkInformant(desk, author, { documentId: note.id, informantId });
    await linkInformant(desk, author, { documentId: note.id, informantId });
    const nobody = await actorOf(store, {});
    await linkInformant(desk, nobody, { documentId: note.id, informantId: other.id });
    const tries = [informantId, uuid()].map((hidden) =>
      told(linkInformant(desk, nobody, { documentId: note.id, informantId: hidden })),
    );
    expect([...new Set(await Promise.all(tries))]).toEqual([expect.stringContaining('informant-not-found')]);
    await expect(linkInformant(desk, author, { documentId: uuid(), informantId })).rejects.toMatchObject({
      code: 'document-not-found',
    });
    expect((await store.database.owner.query('select from vigie.informant_note')).rowCount).toBe(2);
  });
});

describe('copies of the store', () => {
  it('hold who informants are in a backup, sealed, and not in an export', async () => {
    const { desk, author, editor } = await deskWithHolders();
    const { id } = await nameInformant(desk, author, { ...WILLOW, editorId: editor.id });
    const exported = await exportStore(desk, join(folder, 'export'));
    const backup = await backUpStore(desk, folder);
    const sealed = ['informant_identity', 'sealing_key', 'sealing_secret'];
    expect([exported.kind, backup.kind]).toEqual(['export', 'backup']);
    expect(exported.tables.filter(({ name }) => sealed.includes(name))).toEqual([]);
    expect(backup.tables.filter(({ name }) => sealed.includes(name)).map(({ rows }) => rows)).toEqual([1, 2, 2]);
    for (const copy of [exported, backup]) {
      const files = readdirSync(copy.folder).map((name) => readFileSync(join(copy.folder, name), 'utf8'));
      expect(files.some((file) => file.includes('Zoquarble'))).toBe(false);
    }
    const [fromExport, fromBackup] = [deskOn(await newStore()), deskOn(await newStore())];
    expect(await importStore(fromExport, exported.folder)).toMatchObject({ kind: 'export' });
    await importStore(fromBackup, backup.folder);
    await expect(openIdentity(fromExport, author, { id, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'informant-not-found',
    });
    await makeSealingKey(fromExport, author, { passphrase: PASSPHRASE });
    expect(await openIdentity(fromBackup, author, { id, passphrase: PASSPHRASE })).toMatchObject({
      identity: WILLOW.identity,
    });
  });
});
