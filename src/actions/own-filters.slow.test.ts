import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { codeOf, READER } from '../../test/support/signing-in.ts';
import { type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { loadActor } from './actor.ts';
import { forgetFilter, keepFilter, listFilters } from './own-filters.ts';

const newStore = testServer();

async function deskWithTwo() {
  const store = await newStore();
  return { store, desk: deskOn(store), actor: await actorOf(store, READER), other: await actorOf(store, READER) };
}

/** As many filters as one account keeps, for whoever is asked. */
function fill({ database }: TestStore, accountId: string, most: number): Promise<unknown> {
  return database.work.query(
    `insert into vigie.saved_filter
     select md5(n::text)::uuid, $1, 'filter ' || n, '{}', '2026-11-20', '2026-11-20' from generate_series(1, $2::int) as n`,
    [accountId, most],
  );
}

describe('a saved filter', () => {
  it('is kept, listed by name and forgotten, with entries in the log', async () => {
    const { store, desk, actor } = await deskWithTwo();
    const second = await keepFilter(desk, actor, { name: 'To verify', search: { judgement: 'to-verify' } });
    const first = await keepFilter(desk, actor, { name: ' Mine ', search: { mine: 'yes', orderId: uuid() } });
    expect(await listFilters(desk, actor)).toMatchObject([
      { ...first, name: 'Mine', search: { mine: 'yes' } },
      { ...second, name: 'To verify', search: { judgement: 'to-verify' } },
    ]);
    await forgetFilter(desk, actor, first.id);
    expect(await listFilters(desk, actor)).toMatchObject([{ id: second.id }]);
    const entries = (await entriesOf(store)).filter(({ action }) => action.startsWith('filter-'));
    expect(entries.map(({ action }) => action)).toEqual([
      ...['filter-keep', 'filter-keep', 'filter-list', 'filter-forget', 'filter-list'],
    ]);
    expect(entries[0]!.objects).toContainEqual({ noun: 'filter', id: second.id });
    expect(JSON.stringify(entries)).not.toContain('To verify');
  });

  it('has a name that is its account’s once: the later one takes its place', async () => {
    const { desk, actor, other } = await deskWithTwo();
    const { id } = await keepFilter(desk, actor, { name: 'Mine', search: { mine: 'yes' } });
    expect(await keepFilter(desk, actor, { name: 'Mine', search: { by: 'story' } })).toEqual({ id });
    expect(await listFilters(desk, actor)).toMatchObject([{ id, search: { by: 'story' } }]);
    expect((await keepFilter(desk, other, { name: 'Mine', search: {} })).id).not.toBe(id);
  });

  it('is seen and forgotten by its account alone', async () => {
    const { store, desk, actor, other } = await deskWithTwo();
    const { id } = await keepFilter(desk, actor, { name: 'Mine', search: {} });
    expect(await listFilters(desk, other)).toEqual([]);
    for (const wrong of [id, uuid(), 'x'])
      expect(await codeOf(forgetFilter(desk, other, wrong))).toBe('filter-not-found');
    expect(await listFilters(desk, actor)).toMatchObject([{ id }]);
    expect((await store.database.app.query('select from vigie.saved_filter')).rowCount).toBe(0);
  });

  it('is one of fifty at the most, also where two are kept at once', async () => {
    const { store, desk, actor, other } = await deskWithTwo();
    await fill(store, actor.id, 49);
    const both = await Promise.all(['one', 'two'].map((name) => codeOf(keepFilter(desk, actor, { name, search: {} }))));
    expect(both.sort()).toEqual(['done', 'filter-too-many']);
    expect(await codeOf(keepFilter(desk, actor, { name: 'filter 7', search: { mine: 'yes' } }))).toBe('done');
    expect(await codeOf(keepFilter(desk, other, { name: 'one', search: {} }))).toBe('done');
  });

  it('is refused where it is none', async () => {
    const { desk, actor } = await deskWithTwo();
    expect(await codeOf(keepFilter(desk, actor, { name: ' ', search: {} }))).toBe('filter-name');
    const search = { orderId: 'x' };
    expect(await codeOf(keepFilter(desk, actor, { name: 'x', search }))).toBe('filter-search');
  });

  it('is kept for nobody whose account is closed', async () => {
    const { store, desk } = await deskWithTwo();
    const { actorId } = await store.session(READER);
    const actor = await loadActor(store.database, actorId, desk.now());
    await store.database.owner.query(`update vigie.account set state = 'closed' where id = $1`, [actorId]);
    expect(await codeOf(keepFilter(desk, actor, { name: 'x', search: {} }))).toBe('actor-not-active');
  });
});
