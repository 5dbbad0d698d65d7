import { expect, it } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { listTargets } from '../actions/list-targets.ts';
import { assembleDesk } from '../schema/assemble-desk.ts';
import { loadIntoDesk } from './load-into-desk.ts';

const freshStore = testServer();

const FILE = `order:
  id: growth
  title: Growth
  purpose: To know
  window: {}
  marking: U
  needToKnow: [[cell]]
  disciplines: [open-web]
  questions:
    - { letter: A, wording: What grows?, marking: S//NF, expression: growth AND @mayor AND @port }
---
targets:
  - { id: mayor, name: Office of the mayor, kind: organisation }
  - { id: port, name: Port, kind: place, marking: U }
`;

it('an order file is loaded with all markings of it, and leaves nothing where an order is refused', async () => {
  const store = await freshStore();
  const desk = deskOn(store);
  const levels = { 'us-capco': 'S' };
  const reader = { nationality: 'USA', organisation: 'USA', levels };
  const author = await actorOf(store, { ...reader, groups: ['cell'] });
  const outside = await actorOf(store, reader);
  const load = (text: string) =>
    loadIntoDesk(desk, assembleDesk([{ path: 'f', source: text }]), { author, scheme: 'us-capco' });
  const above = FILE.replace('kind: place, marking: U', 'kind: place, marking: S//NF, needToKnow: [[other]]');
  await expect(load(above)).rejects.toMatchObject({ code: 'action-above-clearance' });
  const below = FILE.replace(', marking: S//NF, expression', ', expression').replace(
    'place, marking: U',
    'place, marking: S',
  );
  await expect(load(below)).rejects.toMatchObject({ code: 'order-below-citation' });
  const targets = async (actor: typeof author) =>
    (await listTargets(desk, actor, {})).items
      .map(({ name, marking, needToKnow }) => [name, marking, ...needToKnow.flat()].join(' '))
      .sort();
  expect(await targets(author)).toEqual([]);
  await load(FILE);
  expect(await targets(author)).toEqual(['mayor S//NF cell', 'port U']);
  expect(await targets(outside)).toEqual(['port U']);
});
