import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { labelKey } from '../markings/label.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { changeTarget } from './change-target.ts';
import { createTarget } from './create-target.ts';
import { listTargets } from './list-targets.ts';
import { readTarget } from './read-target.ts';
import { receiveDocument } from './receive-document.ts';
import { retireTarget } from './retire-target.ts';
import { searchDocuments } from './search-documents.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const SECRET = { scheme: 'us-capco', marking: 'S//NF' };
const OPEN = { scheme: 'us-capco', marking: 'U' };
const PARTY = {
  name: 'ps',
  title: 'Parti socialiste',
  kind: 'party',
  note: 'in government',
  aliases: [
    { text: 'PS', exact: true, context: ['party'], from: '2012-01-01' },
    { text: 'socialists', lang: 'en' },
  ],
} as const;

async function scene() {
  const store = await newStore();
  const [nobody, analyst] = [await actorOf(store, {}), await actorOf(store, ANALYST)];
  return { store, desk: deskOn(store), nobody, analyst };
}

describe('a target', () => {
  it('is made, read, changed over what was read, and retired', async () => {
    const { desk, analyst } = await scene();
    const made = await createTarget(desk, analyst, { ...PARTY, ...SECRET });
    expect(made).toMatchObject({ ...PARTY, ...SECRET, needToKnow: [], role: null, status: 'active' });
    expect(await readTarget(desk, analyst, made.id)).toEqual(made);
    const change = { id: made.id, changedAt: made.changedAt, title: 'PS', aliases: [{ text: 'PS' }] };
    const changed = await changeTarget(desk, analyst, change);
    expect(changed).toMatchObject({ name: 'ps', kind: 'party', title: 'PS', note: null, aliases: [{ text: 'PS' }] });
    expect(await readTarget(desk, analyst, made.id)).toEqual(changed);
    await expect(changeTarget(desk, analyst, change)).rejects.toMatchObject({ kind: 'conflict', code: 'target-moved' });
    const { id } = made;
    await expect(retireTarget(desk, analyst, { id, changedAt: made.changedAt })).rejects.toMatchObject({
      code: 'target-moved',
    });
    const retired = await retireTarget(desk, analyst, { id, changedAt: changed.changedAt });
    expect(retired).toMatchObject({ status: 'retired', title: 'PS', aliases: [{ text: 'PS' }] });
    const late = { ...change, changedAt: retired.changedAt };
    await expect(changeTarget(desk, analyst, late)).rejects.toMatchObject({ code: 'target-retired' });
  });

  it('is found by expressions while it is active, by whoever may read it', async () => {
    const { desk, nobody, analyst } = await scene();
    const text = { title: 'vote', body: 'the socialists voted', language: 'en', ...OPEN };
    const document = await receiveDocument(desk, nobody, text);
    const made = await createTarget(desk, analyst, { ...PARTY, ...SECRET });
    const found = async (actor: typeof nobody) =>
      (await searchDocuments(desk, actor, { expression: '@ps' })).items.map(({ id }) => id);
    expect(await found(analyst)).toEqual([document.id]);
    const unknown = { findings: [{ code: 'query-unknown-target' }] };
    await expect(found(nobody)).rejects.toMatchObject(unknown);
    await retireTarget(desk, analyst, made);
    await expect(found(analyst)).rejects.toMatchObject(unknown);
  });

  it('that one may not read is not found, in the words of what is not there', async () => {
    const { desk, nobody, analyst } = await scene();
    const hidden = await createTarget(desk, analyst, { ...PARTY, ...SECRET });
    const { changedAt } = hidden;
    for (const attempt of [
      (id: string) => readTarget(desk, nobody, id),
      (id: string) => changeTarget(desk, nobody, { id, changedAt, title: 'x' }),
      (id: string) => retireTarget(desk, nobody, { id, changedAt }),
    ]) {
      const told = await Promise.all(
        [hidden.id, uuid(), 'x'].map((id) => attempt(id).catch(({ kind, code, message }) => ({ kind, code, message }))),
      );
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(told[0]).toMatchObject({ kind: 'not-found', code: 'target-not-found' });
    }
    expect((await listTargets(desk, nobody)).items).toEqual([]);
  });

  it('is never above its writer, and may have the name of one that its writer may not read', async () => {
    const { store, desk, nobody, analyst } = await scene();
    await expect(createTarget(desk, nobody, { ...PARTY, ...SECRET })).rejects.toMatchObject({
      code: 'action-above-clearance',
    });
    expect(await entriesOf(store)).toMatchObject([
      { action: 'target-create', outcome: 'refused', reasons: ['action-above-clearance'], objects: [], labels: [] },
    ]);
    await createTarget(desk, analyst, { ...PARTY, ...SECRET });
    await createTarget(desk, nobody, { ...PARTY, ...OPEN });
    await expect(createTarget(desk, nobody, { ...PARTY, ...OPEN })).rejects.toMatchObject({
      code: 'target-name-taken',
    });
    const { rows } = await store.database.owner.query('select label_id from vigie.target_alias');
    expect(rows).toHaveLength(4);
  });

  it('that is a person states a public role, when it is made and when it is changed', async () => {
    const { store, desk, nobody } = await scene();
    const person = { name: 'x', title: 'Ms X', kind: 'person', ...OPEN } as const;
    await expect(createTarget(desk, nobody, person)).rejects.toMatchObject({ code: 'target-person-role' });
    const { id, changedAt, role } = await createTarget(desk, nobody, { ...person, role: 'minister' });
    expect(role).toBe('minister');
    await expect(changeTarget(desk, nobody, { id, changedAt, title: 'Ms X' })).rejects.toMatchObject({
      code: 'target-person-role',
    });
    await expect(createTarget(desk, nobody, { ...PARTY, ...OPEN, name: 'a b' })).rejects.toMatchObject({
      code: 'target-name',
    });
    const without = store.database.work.query('update vigie.target set role = null where id = $1', [id]);
    await expect(without).rejects.toMatchObject({ code: '23514' });
  });

  it('is listed by kind and status, page by page, with its id and label in the entry', async () => {
    const { store, desk, nobody } = await scene();
    const made = [];
    for (const name of ['a', 'b', 'c']) made.push(await createTarget(desk, nobody, { ...PARTY, ...OPEN, name }));
    const place = await createTarget(desk, nobody, { ...PARTY, ...OPEN, name: 'd', kind: 'place' });
    await retireTarget(desk, nobody, made[0]!);
    const first = await listTargets(desk, nobody, { kind: 'party', status: 'active', most: 1 });
    const second = await listTargets(desk, nobody, { kind: 'party', status: 'active', most: 1, after: first.next });
    expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(['b', 'c']);
    expect(second.next).toBeUndefined();
    expect((await listTargets(desk, nobody, { kind: 'place' })).items).toEqual([place]);
    expect(JSON.stringify(await listTargets(desk, nobody))).not.toContain('labelId');
    const entry = (await entriesOf(store)).find(({ action }) => action === 'target-retire');
    expect(entry).toMatchObject({
      objects: [{ noun: 'target', id: made[0]!.id }],
      labels: [
        createHash('sha256')
          .update(labelKey(standardSchemes.label('us-capco', 'U')))
          .digest('hex'),
      ],
    });
  });
});
