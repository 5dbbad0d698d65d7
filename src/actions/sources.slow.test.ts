import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { labelKey } from '../markings/label.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { changeSource } from './change-source.ts';
import { createSource } from './create-source.ts';
import { listSources } from './list-sources.ts';
import { readSource } from './read-source.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const SECRET = { scheme: 'us-capco', marking: 'S//NF' };
const OPEN = { scheme: 'us-capco', marking: 'U' };
const FEED = {
  name: 'Gazette',
  kind: 'feed',
  address: 'https://gazette.example/feed',
  reliability: 'B',
  trusted: false,
} as const;
/** Of a source that was never read and that no order uses. */
const UNREAD = { health: 'new', failures: 0, isInTrouble: false, isUsed: false };

async function scene() {
  const store = await newStore();
  const [nobody, analyst] = [await actorOf(store, {}), await actorOf(store, ANALYST)];
  return { store, desk: deskOn(store), nobody, analyst };
}

function hashOf(marking: string): string {
  return createHash('sha256')
    .update(labelKey(standardSchemes.label('us-capco', marking)))
    .digest('hex');
}

describe('a source', () => {
  it('is made, read and changed over what was read', async () => {
    const { store, desk, analyst } = await scene();
    const source = { ...FEED, ...OPEN, defaultMarking: SECRET, schedule: { minutes: 15 } };
    const made = await createSource(desk, analyst, source);
    const defaultMarking = { ...SECRET, needToKnow: [] };
    expect(made).toMatchObject({ ...source, defaultMarking, needToKnow: [], status: 'active' });
    expect(await readSource(desk, analyst, made.id)).toEqual({ ...made, standing: UNREAD });
    const { id, changedAt, kind: _kind, ...rest } = made;
    const change = { ...rest, id, changedAt, name: 'The Gazette', reliability: 'C', status: 'paused' } as const;
    const changed = await changeSource(desk, analyst, { ...change, schedule: {}, trusted: true });
    const now = { name: 'The Gazette', reliability: 'C', status: 'paused', schedule: {}, trusted: true, ...OPEN };
    expect(changed).toMatchObject({ ...now, kind: 'feed', defaultMarking });
    expect(await readSource(desk, analyst, id)).toEqual({ ...changed, standing: UNREAD });
    await expect(changeSource(desk, analyst, change)).rejects.toMatchObject({ kind: 'conflict', code: 'source-moved' });
    const wrong = { ...change, changedAt: changed.changedAt, reliability: 'G' as 'F' };
    await expect(changeSource(desk, analyst, wrong)).rejects.toMatchObject({ code: 'source-reliability' });
    const entry = (await entriesOf(store)).find(({ action }) => action === 'source-create');
    expect(entry).toMatchObject({ outcome: 'done', objects: [{ noun: 'source', id }] });
    expect(entry!.labels).toContain(hashOf('U'));
    expect(entry!.labels).toContain(hashOf('S//NF'));
  });

  it.each([
    ['the fact that it is read', { ...SECRET, defaultMarking: OPEN }],
    ['what its documents are marked with', { ...OPEN, defaultMarking: SECRET }],
  ])('is above its writer by %s, and hidden by it', async (_by, markings) => {
    const { store, desk, nobody, analyst } = await scene();
    await expect(createSource(desk, nobody, { ...FEED, ...markings })).rejects.toMatchObject({
      kind: 'not-allowed',
      code: 'action-above-clearance',
    });
    expect((await store.database.owner.query('select from vigie.source')).rowCount).toBe(0);
    expect(await entriesOf(store)).toMatchObject([{ outcome: 'refused', objects: [], labels: [] }]);
    const hidden = await createSource(desk, analyst, { ...FEED, ...markings });
    const change = { ...hidden, schedule: {}, status: 'retired' } as const;
    for (const attempt of [
      (id: string) => readSource(desk, nobody, id),
      (id: string) => changeSource(desk, nobody, { ...change, id }),
    ]) {
      const told = await Promise.all(
        [hidden.id, uuid(), 'x'].map((id) => attempt(id).catch(({ code, message }) => ({ code, message }))),
      );
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(told[0]).toMatchObject({ code: 'source-not-found' });
    }
    expect((await listSources(desk, nobody)).items).toEqual([]);
    expect(await readSource(desk, analyst, hidden.id)).toEqual({ ...hidden, standing: UNREAD });
  });

  it('is listed by kind and status, page by page, without where reading stands', async () => {
    const { store, desk, nobody } = await scene();
    const open = { ...FEED, ...OPEN, defaultMarking: OPEN };
    const made = [];
    for (const name of ['a', 'b', 'c']) made.push(await createSource(desk, nobody, { ...open, name }));
    const folder = await createSource(desk, nobody, { ...open, kind: 'folder', address: '/srv/in' });
    await changeSource(desk, nobody, { ...made[0]!, status: 'retired' });
    await store.database.work.query(`update vigie.source set state = '{"position": 7}'`);
    const first = await listSources(desk, nobody, { kind: 'feed', status: 'active', most: 1 });
    const second = await listSources(desk, nobody, { kind: 'feed', status: 'active', most: 1, after: first.next });
    expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(['b', 'c']);
    expect(second.next).toBeUndefined();
    expect((await listSources(desk, nobody, { kind: 'folder' })).items).toEqual([{ ...folder, standing: UNREAD }]);
    expect(JSON.stringify(await listSources(desk, nobody))).not.toMatch(/labelId|LabelId|position/);
    const { rows } = await store.database.owner.query('select distinct state from vigie.source');
    expect(rows).toEqual([{ state: { position: 7 } }]);
    await expect(listSources(desk, nobody, { after: 'x' })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });
});
