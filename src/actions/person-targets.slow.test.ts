import { describe, expect, it } from 'vitest';
import { newKey, sequenceAll, signLog, verifyStore } from '../../test/support/audit-log.ts';
import { entriesOf } from '../../test/support/desk.ts';
import { addOrders, addPerson, peopleDesk } from '../../test/support/people.ts';
import { filesWith, placesOf } from '../../test/support/places.ts';
import { addReportRow } from '../../test/support/rows.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import { type Actor, SYSTEM } from './actor.ts';
import { askErasure } from './ask-erasure.ts';
import { correctPerson } from './correct-person.ts';
import { erasePerson } from './erase-person.ts';
import { expireDocuments } from './expire-documents.ts';
import { exportPerson } from './export-person.ts';
import { moveOrder } from './move-order.ts';
import { readOrder } from './read-order.ts';

const newStore = testServer();
const desk = async () => peopleDesk(await newStore());
const DAY = 86_400_000;

const told = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ kind, code, message }) => JSON.stringify({ kind, code, message }),
  );

describe('what is held on a target', () => {
  it('is exported with every place of every version that names it', async () => {
    const all = await desk();
    const { store, desk: on, cleared } = all;
    const targetId = await addPerson(store);
    const { id, hits } = await addOrders(all);
    const exported = await exportPerson(on, cleared, { noun: 'target', id: targetId });
    if (exported.noun !== 'target') throw new Error('It is a target.');
    expect(exported.target).toMatchObject({
      title: 'Zoë Quarble',
      aliases: [{ text: 'Quarble' }, { text: 'Zoquarb*' }],
    });
    expect(exported.orders).toMatchObject([{ id, status: 'open', versions: [{ version: 1 }, { version: 2 }] }]);
    expect(exported.orders[0]!.versions[1]!.places.map(({ path }) => path).sort()).toEqual(
      [
        'background',
        'id',
        'questions/0/expressions/0/source',
        'questions/0/wording',
        'questions/1/wording',
        'targets/0/necessity',
        'targets/0/note',
        'targets/0/target',
        'title',
        'unknowns/0',
      ].filter((path) => path !== 'questions/1/wording'),
    );
    expect(exported.hits.map((hit) => hit['id'])).toEqual(hits.slice(0, 2).sort());
    expect(JSON.stringify(exported)).not.toMatch(/labelId|label_id|clearance/);
  });

  it('is put right', async () => {
    const { store, desk: on, cleared } = await desk();
    const id = await addPerson(store);
    const aliases = [{ text: 'Right', exact: true }];
    const correction = {
      noun: 'target',
      id,
      name: 'Zo Right',
      role: 'minister',
      aliases,
      reason: 'a wrong name',
    } as const;
    await correctPerson(on, cleared, correction);
    expect(await placesOf(store, 'Zoë Quarble')).toEqual([]);
    expect(await placesOf(store, 'Zoquarb')).toEqual([]);
    const exported = await exportPerson(on, cleared, { noun: 'target', id });
    expect(exported).toMatchObject({ target: { title: 'Zo Right', role: 'minister', aliases } });
    for (const [alias, code] of [
      [{ text: '–' }, 'target-alias'],
      [{ text: 'x', lang: 'French' }, 'target-alias-language'],
      [{ text: 'x', from: '2026-02-30' }, 'target-alias-day'],
      [{ text: 'x', from: '2026-02-03', until: '2026-02-02' }, 'target-alias-window'],
    ] as const) {
      const wrong = { ...correction, aliases: [alias] };
      await expect(correctPerson(on, cleared, wrong)).rejects.toMatchObject({ code });
    }
    // The clock of the tests stands still.
    const { rows } = await store.database.work.query<{ at: Date }>('select changed_at as at from vigie.target');
    expect(rows[0]!.at.getTime()).toBe(NOW + 1);
  });

  it('is erased from rows and versions, once no order runs that cites it', async () => {
    const all = await desk();
    const { store, desk: on, analyst, cleared, second } = all;
    const targetId = await addPerson(store);
    const { id, documents, hits } = await addOrders(all);
    await correctPerson(on, cleared, { noun: 'target', id: targetId, role: 'mayor of Quarble', reason: 'as it was' });
    const ownerId = analyst.id;
    const reportId = await addReportRow(
      store,
      { documentId: documents[0]!, hitId: hits[0]!, ownerId },
      { marking: 'S' },
    );
    await addReportRow(store, { documentId: documents[1]!, hitId: hits[1]!, ownerId }, { status: 'recalled' });
    const person = { noun: 'target', id: targetId } as const;
    await expect(erasePerson(on, cleared, person)).rejects.toMatchObject({ code: 'person-erasure-unasked' });
    await askErasure(on, cleared, person);
    await expect(erasePerson(on, cleared, person)).rejects.toMatchObject({ code: 'person-erasure-unasked' });
    await askErasure(on, second, person);
    await askErasure(on, second, person);
    await expect(erasePerson(on, cleared, person)).rejects.toMatchObject({ code: 'person-order-runs' });
    expect(await placesOf(store, 'Quarble')).toContain('target.title');
    await moveOrder(on, analyst, { id, move: 'close' });
    const key = await newKey();
    await sequenceAll(store);
    const before = await signLog(store, key);
    expect(await filesWith(store, Buffer.from('Quarble'))).not.toEqual([]);
    expect(await erasePerson(on, cleared, person)).toEqual({
      ...person,
      stillCited: [{ reportId, documentId: documents[0] }],
      mentioned: [],
      isSwept: true,
    });
    expect((await store.database.owner.query('select from vigie.erasure_request')).rowCount).toBe(0);
    expect(await placesOf(store, 'Quarble')).toEqual([]);
    for (const bytes of ['Quarble', 'quarble', 'Zoquarb'])
      expect(await filesWith(store, Buffer.from(bytes))).toEqual([]);
    const { order } = await readOrder(on, analyst, id);
    expect(order).toMatchObject({
      id: `erased-${id}`,
      title: 'On [erased]',
      targets: [],
      background: 'What [erased] said.',
    });
    expect(order.questions[0]).toMatchObject({
      wording: 'What does [erased] plan?',
      expressions: [{ source: '"[erased]" AND (harbour NEAR/3 "[erased]" OR port)' }],
    });
    const { rows } = await store.database.owner.query<{ id: string; note: string }>(
      'select id, note from vigie.hit order by id',
    );
    expect(rows).toEqual([hits[0]!, hits[2]!].sort().map((hit) => ({ id: hit, note: 'so says [erased]' })));
    expect((await store.database.owner.query('select from vigie.audit_salt')).rowCount).toBe(0);
    const entry = (await entriesOf(store)).find(
      ({ action, outcome }) => action === 'person-erase' && outcome === 'done',
    )!;
    expect(entry.objects).toEqual(expect.arrayContaining([person, { noun: 'order', id }]));
    expect(entry.labels).toHaveLength(1);
    await sequenceAll(store);
    await signLog(store, key);
    expect(await verifyStore(store, key, [before])).toMatchObject({ isSound: true, findings: [] });
    // The order ended long ago: what only the erased question had found goes, what is cited or found otherwise then too.
    await store.database.work.query('update vigie.watch_order set ended_at = $1', [new Date(NOW - 10 * DAY)]);
    expect(await expireDocuments(on, SYSTEM)).toEqual({ deleted: 1, isSwept: true });
    await store.database.work.query("update vigie.report set status = 'recalled'");
    await store.database.work.query('update vigie.watch_order set ended_at = $1', [new Date(NOW - 31 * DAY)]);
    expect(await expireDocuments(on, SYSTEM)).toEqual({ deleted: 2, isSwept: true });
  });
});

describe('a person', () => {
  it('of whom an administrator may not know is not there, in the same words', async () => {
    const { store, desk: on, analyst, uncleared } = await desk();
    const targetId = await addPerson(store);
    const above = await store.label('S');
    const { actorId: hidden } = await store.session({});
    await store.database.work.query('update vigie.reader set label_id = $2 where id = $1', [hidden, above]);
    const acts = (actor: Actor, noun: 'reader' | 'target', id: string) =>
      [
        () => exportPerson(on, actor, { noun, id }),
        () => correctPerson(on, actor, { noun, id, name: 'x', reason: 'y' }),
        () => askErasure(on, actor, { noun, id }),
        () => erasePerson(on, actor, { noun, id }),
      ] as const;
    const before = await placesOf(store, 'Quarble');
    for (const [noun, id] of [
      ['reader', hidden],
      ['target', targetId],
    ] as const) {
      const words = await Promise.all(
        [id, uuid(), 'x'].flatMap((wanted) => acts(uncleared, noun, wanted).map((one) => told(one()))),
      );
      expect([...new Set(words)]).toEqual([expect.stringContaining(`${noun}-not-found`)]);
      const roles = await Promise.all(acts(analyst, noun, id).map((one) => told(one())));
      expect([...new Set(roles)]).toEqual([expect.stringContaining('action-not-your-role')]);
    }
    expect(await placesOf(store, 'Quarble')).toEqual(before);
    const entries = await entriesOf(store);
    expect(entries.every(({ outcome, labels }) => outcome === 'refused' && labels.length === 0)).toBe(true);
    expect(entries).toHaveLength(32);
  });

  it('is no company', async () => {
    const { store, desk: on, cleared } = await desk();
    const id = await addPerson(store, 'company');
    await expect(exportPerson(on, cleared, { noun: 'target', id })).rejects.toMatchObject({ code: 'person-kind' });
    await expect(erasePerson(on, cleared, { noun: 'target', id })).rejects.toMatchObject({ code: 'person-kind' });
  });
});
