import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { chooseQuarantined, dropQuarantined } from './change-quarantined.ts';
import { createSource } from './create-source.ts';
import { listQuarantined } from './list-quarantined.ts';
import { quarantineDocument } from './quarantine-document.ts';
import { quarantineItem } from './quarantine-item.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const PUBLIC = { scheme: 'us-capco', marking: 'U' };

/** A desk with a source, of which items can be put aside. */
async function scene() {
  const store = await newStore();
  const [desk, analyst] = [deskOn(store), await actorOf(store, ANALYST)];
  const described = { name: 'Gazette', kind: 'feed', address: 'https://gazette.example/', reliability: 'B' } as const;
  const marked = { ...PUBLIC, defaultMarking: { ...PUBLIC, marking: 'S//NF' } };
  const source = await createSource(desk, analyst, { ...described, ...marked, trusted: false });
  const labelId = await store.label('S//NF');
  const putAside = (bytes: string, itemKey = 'a.pdf') =>
    quarantineItem(desk, {
      ...{ sourceId: source.id, labelId, itemKey, name: itemKey, address: null, mediaType: 'application/pdf' },
      ...{ bytes: Buffer.from(bytes), given: {}, code: 'extract-damaged', reason: 'It is broken.' },
    });
  const rows = async () => {
    const { rows } = await store.database.owner.query<{ id: string; key: string; state: string; bytes: Buffer | null }>(
      'select id, item_key as key, state, bytes from vigie.quarantined order by made_at, state, item_key',
    );
    return rows;
  };
  const entryOf = async (action: string) => (await entriesOf(store)).filter((entry) => entry.action === action);
  return { store, desk, analyst, source, putAside, rows, entryOf };
}

describe('what is put aside', () => {
  it('loses its bytes when it is dropped, and the same bytes are not put aside again', async () => {
    const { desk, analyst, putAside, rows, entryOf } = await scene();
    await putAside('broken');
    const [{ id } = { id: '' }] = await rows();
    await dropQuarantined(desk, analyst, id);
    expect(await rows()).toEqual([{ id, key: 'a.pdf', state: 'dropped', bytes: null }]);
    await putAside('broken');
    expect(await rows()).toHaveLength(1);
    expect((await entryOf('item-quarantine')).map(({ reasons }) => [...reasons].sort())).toContainEqual([
      'dropped-before',
      'extract-damaged',
    ]);
    await putAside('broken in another way');
    await putAside('broken', 'b.pdf');
    expect((await rows()).map(({ key, state }) => [key, state])).toEqual([
      ['a.pdf', 'dropped'],
      ['a.pdf', 'kept'],
      ['b.pdf', 'kept'],
    ]);
  });

  it('is compared by the bytes that it had last', async () => {
    const { desk, analyst, putAside, rows } = await scene();
    await putAside('one');
    await putAside('two');
    await dropQuarantined(desk, analyst, (await rows())[0]!.id);
    await putAside('two');
    expect(await rows()).toMatchObject([{ state: 'dropped' }]);
    await putAside('one');
    expect(await rows()).toMatchObject([{ state: 'dropped' }, { state: 'kept', bytes: Buffer.from('one') }]);
  });

  it('is called and marked as what it was last, and is then for nobody who may read less', async () => {
    const { store, desk, source } = await scene();
    const low = await actorOf(store, {});
    const putAside = async (marking: string, name: string) =>
      quarantineItem(desk, {
        ...{ sourceId: source.id, labelId: await store.label(marking), itemKey: 'a.pdf', name, address: null },
        ...{ mediaType: 'application/pdf', bytes: Buffer.from(marking), given: {} },
        ...{ code: 'extract-damaged', reason: 'It is broken.' },
      });
    await putAside('U', 'plan.pdf');
    expect((await listQuarantined(desk, low)).items).toMatchObject([{ name: 'plan.pdf' }]);
    await putAside('S//NF', 'withheld');
    expect((await listQuarantined(desk, low)).items).toEqual([]);
    const { rows } = await store.database.owner.query('select name, tries from vigie.quarantined');
    expect(rows).toEqual([{ name: 'withheld', tries: 2 }]);
  });

  it('is named in the log by whatever is done to it, with its label', async () => {
    const { desk, analyst, source, putAside, rows, entryOf } = await scene();
    await putAside('broken');
    const [{ id } = { id: '' }] = await rows();
    await chooseQuarantined(desk, analyst, id);
    await dropQuarantined(desk, analyst, id);
    const objects = [
      { noun: 'quarantined', id },
      { noun: 'source', id: source.id },
    ];
    for (const action of ['item-quarantine', 'quarantine-retry', 'quarantine-drop']) {
      const [entry] = await entryOf(action);
      expect([...entry!.objects].sort((one, other) => (one.noun < other.noun ? -1 : 1))).toEqual(objects);
      expect(entry!.labels).toHaveLength(2);
    }
    await expect(dropQuarantined(desk, analyst, id)).rejects.toMatchObject({ code: 'quarantined-state' });
    expect(await entryOf('quarantine-drop')).toContainEqual(
      expect.objectContaining({ outcome: 'refused', objects: [{ noun: 'quarantined', id }], labels: [] }),
    );
  });

  it('is named so too where it is a document', async () => {
    const { desk, analyst, entryOf } = await scene();
    const document = await receiveDocument(desk, analyst, { ...PUBLIC, title: 'plan', body: 'growth plan' });
    await quarantineDocument(desk, { documentId: document.id, code: 'match-failed', reason: 'It broke.' });
    const { items } = await listQuarantined(desk, analyst);
    const [entry] = await entryOf('document-quarantine');
    expect(entry!.objects).toEqual([
      { noun: 'quarantined', id: items[0]!.id },
      { noun: 'document', id: document.id },
    ]);
  });

  it('is not there for whoever may not read it', async () => {
    const { store, desk, putAside, rows } = await scene();
    await putAside('broken');
    const nobody = await actorOf(store, {});
    const refusal = { code: 'quarantined-not-found' };
    await expect(dropQuarantined(desk, nobody, (await rows())[0]!.id)).rejects.toMatchObject(refusal);
    expect(await rows()).toMatchObject([{ state: 'kept', bytes: Buffer.from('broken') }]);
  });
});
