import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, opening, writtenOrder } from '../../test/support/desk.ts';
import { placesOf } from '../../test/support/places.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { addressNotes } from './address-notes.ts';
import { createSource } from './create-source.ts';
import { draftOrder } from './draft-order.ts';
import { type FieldNote, fileNote } from './file-note.ts';
import { listTaskNotes } from './list-task-notes.ts';
import { makeSealingKey } from './make-sealing-key.ts';
import { moveOrder } from './move-order.ts';
import { moveTask } from './move-task.ts';
import { nameInformant } from './name-informant.ts';
import { offerTask } from './offer-task.ts';
import { readDocument } from './read-document.ts';
import { searchDocuments } from './search-documents.ts';

const newStore = testServer();

const SECRET = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const CONFIDENTIAL = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'C' } };
const stated = (marking: string) => ({ scheme: 'us-capco', marking });

async function scene() {
  const store = await newStore();
  const desk = deskOn(store);
  const [author, member, low] = [
    await actorOf(store, SECRET),
    await actorOf(store, SECRET),
    await actorOf(store, CONFIDENTIAL),
  ];
  const source = await createSource(desk, author, {
    ...{ name: 'notes', kind: 'field-notes', address: 'the desk', reliability: 'B', trusted: false },
    ...stated('U'),
    defaultMarking: stated('C//REL TO USA, GBR'),
  });
  const { id: orderId, questions } = await draftOrder(desk, author, writtenOrder('harbour', 'U'));
  await moveOrder(desk, author, { id: orderId, move: 'submit' });
  await moveOrder(desk, member, await opening(desk, member, orderId));
  const offer = { questionId: questions[0]!.id, to: { memberId: member.id }, instruction: 'Ask the harbour.' };
  const task = await offerTask(desk, author, offer);
  const note: FieldNote = { sourceId: source.id, title: 'At the quay', body: 'Three cranes stood still.' };
  return { store, desk, author, member, low, source, task, note };
}

describe('a field note', () => {
  it('is a document of its source, found like any other, and stands with its task', async () => {
    const { store, desk, member, author, task, note } = await scene();
    const { id } = await fileNote(desk, member, { ...note, observedOn: '2026-11-18', taskId: task.id });
    expect(await readDocument(desk, author, id)).toMatchObject({
      ...{ title: note.title, body: note.body, sourceName: 'notes', publishedOn: '2026-11-18', taskId: task.id },
    });
    const { items } = await searchDocuments(desk, author, { expression: 'cranes' });
    expect(items.map((found) => found.id)).toEqual([id]);
    expect(await listTaskNotes(desk, author, task.id)).toMatchObject([{ id, title: note.title }]);
    const [entry] = (await entriesOf(store)).filter(({ action }) => action === 'note-file');
    expect(entry).toMatchObject({ actor: member.id, outcome: 'done' });
    expect(entry!.objects.map(({ noun }) => noun).sort()).toEqual(['document', 'source', 'task']);
  });

  it('is marked as its source says, raised by what is stated, and never lower', async () => {
    const { store, desk, member, low, note } = await scene();
    const usual = await fileNote(desk, member, note);
    const lower = await fileNote(desk, member, { ...note, stated: stated('U') });
    const higher = await fileNote(desk, member, { ...note, stated: stated('S//REL TO USA, GBR') });
    const labels = await store.database.owner.query<{ id: string; label_id: number }>(
      'select id, label_id from vigie.document',
    );
    const labelOf = new Map(labels.rows.map(({ id, label_id }) => [id, label_id]));
    expect(labelOf.get(lower.id)).toBe(labelOf.get(usual.id));
    expect(await readDocument(desk, low, lower.id)).toMatchObject({ id: lower.id });
    await expect(readDocument(desk, low, higher.id)).rejects.toMatchObject({ code: 'document-not-found' });
  });

  it('is refused to who could not read it back, and with a source that is not for them in the words of none', async () => {
    const { store, desk, low, note } = await scene();
    await expect(fileNote(desk, low, { ...note, stated: stated('S//NF') })).rejects.toMatchObject({
      code: 'action-above-clearance',
    });
    const nobody = await actorOf(store, {});
    const refusals = await Promise.all(
      [note.sourceId, uuid(), 'x'].map((sourceId) =>
        fileNote(desk, nobody, { ...note, sourceId, stated: stated('S//NF') }).catch(({ code, message }) => ({
          code,
          message,
        })),
      ),
    );
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'source-not-found' });
  });

  it('is linked to an informant by the code name, which stands in nothing else that is kept', async () => {
    const { store, desk, author, member, note } = await scene();
    for (const holder of [author, member]) await makeSealingKey(desk, holder, { passphrase: 'plain words in a row' });
    const willow = { codeName: 'WILLOW', ...stated('S//NF'), identity: 'Zoquarble, night porter' };
    const { id: informantId } = await nameInformant(desk, author, { ...willow, editorId: member.id });
    const { id } = await fileNote(desk, author, { ...note, informant: 'WILLOW' });
    const { rows } = await store.database.owner.query('select document_id, informant_id from vigie.informant_note');
    expect(rows).toEqual([{ document_id: id, informant_id: informantId }]);
    expect(await placesOf(store, 'willow')).toEqual(['informant.code_name']);
    expect(await placesOf(store, 'zoquarble')).toEqual([]);
  });

  it('is refused with a code name that one may not read, and nothing of it is kept', async () => {
    const { store, desk, author, member, low, note } = await scene();
    for (const holder of [author, member]) await makeSealingKey(desk, holder, { passphrase: 'plain words in a row' });
    const willow = { codeName: 'WILLOW', ...stated('S//NF'), identity: 'Zoquarble, night porter' };
    await nameInformant(desk, author, { ...willow, editorId: member.id });
    for (const informant of ['WILLOW', 'OAK']) {
      await expect(fileNote(desk, low, { ...note, informant })).rejects.toMatchObject({ code: 'informant-not-found' });
    }
    expect((await store.database.owner.query('select from vigie.document')).rowCount).toBe(0);
  });

  it.each<[string, Partial<FieldNote>]>([
    ['note-empty', { body: ' ' }],
    ['note-empty', { title: '' }],
    ['note-day', { observedOn: '2026-02-30' }],
    ['note-language', { language: 'french' }],
    ['note-too-large', { title: 'x'.repeat(10_001) }],
    ['task-not-found', { taskId: 'x' }],
    ['marking-need-to-know', { stated: { ...stated('U'), needToKnow: [['no such name!']] } }],
  ])('is refused with %s', async (code, change) => {
    const { desk, author, note } = await scene();
    await expect(fileNote(desk, author, { ...note, ...change })).rejects.toMatchObject({ code });
  });

  it('is refused with a source of another kind, and for a task that waits no more', async () => {
    const { desk, author, member, task, note } = await scene();
    const feed = await createSource(desk, author, {
      ...{ name: 'feed', kind: 'feed', address: 'https://x.example', reliability: 'B', trusted: false },
      ...stated('U'),
      defaultMarking: stated('U'),
    });
    await expect(fileNote(desk, author, { ...note, sourceId: feed.id })).rejects.toMatchObject({
      code: 'note-source-kind',
    });
    await moveTask(desk, member, { id: task.id, move: 'decline', note: 'No boat.' });
    await expect(fileNote(desk, member, { ...note, taskId: task.id })).rejects.toMatchObject({ code: 'task-ended' });
    await expect(addressNotes(desk, member, task.id)).rejects.toMatchObject({ code: 'task-ended' });
  });

  it('gets an address from the member who has the task or who offered it, and from nobody else', async () => {
    const { store, desk, author, member, low, task } = await scene();
    const one = await addressNotes(desk, member, task.id);
    const other = await addressNotes(desk, author, task.id);
    expect(one.token).not.toBe(other.token);
    await expect(addressNotes(desk, low, task.id)).rejects.toMatchObject({ code: 'task-not-yours' });
    expect(await placesOf(store, other.token)).toEqual([]);
    expect(await placesOf(store, other.token.slice(5))).toEqual([]);
  });
});
