import { describe, expect, it } from 'vitest';
import { get, openApi } from '../../test/support/api.ts';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import type { Actor } from '../actions/actor.ts';
import { createTarget } from '../actions/create-target.ts';

const freshStore = testServer();
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

const FILE = `order:
  id: élan
  title: Growth
  purpose: To know
  window: {}
  marking: U
  disciplines: [open-web]
  targets:
    - { letter: A, target: mayor-office, marking: U }
  questions:
    - { letter: A, wording: What grows?, expression: growth AND @mayor-office AND @port }
---
targets:
  - id: mayor-office
    name: Office of the mayor
    kind: organisation
    aliases: [{ text: mayor's office }]
`;

/** A desk at which there is a target \`port\`, which somebody without a clearance may not read where it is secret. */
async function scene(marking = 'U') {
  const desk = await openApi(await freshStore());
  const cleared = await actorOf(desk.store, CLEARED);
  const port = { name: 'port', title: 'Port', kind: 'place' as const, aliases: [{ text: 'Port' }] };
  await createTarget(deskOn(desk.store), cleared, { ...port, scheme: 'us-capco', marking });
  const send = async (path: string, text: string, actor = desk.ann) => {
    const request = { method: 'POST', url: `/api/orders/${path}`, payload: { text, scheme: 'us-capco' } } as const;
    return desk.api.inject({ ...request, headers: await desk.as(actor) });
  };
  return { ...desk, cleared, send };
}

describe('an order file over HTTP', () => {
  it('is checked, drafted, taken out again, and the same', async () => {
    const desk = await scene();
    expect((await desk.send('file-checks', FILE)).json()).toEqual({
      orders: [{ name: 'élan', title: 'Growth', marking: 'U', questions: 1 }],
      targets: [{ name: 'mayor-office', title: 'Office of the mayor', isHere: false }],
      findings: [],
    });
    const { orders } = (await desk.send('files', FILE)).json();
    expect(orders).toMatchObject([{ version: 1, status: 'draft' }]);
    const taken = await get(desk, desk.ann, `/orders/${orders[0].id}/file`);
    expect(taken.headers['content-disposition']).toBe('attachment; filename="elan.yaml"');
    expect(taken.body.split('\n')[0]).toBe('# UNCLASSIFIED (us-capco); order in us-capco, version 1');
    expect(taken.body).toContain('growth AND @mayor-office AND @port');
    expect(taken.body).toContain('Office of the mayor');
    expect((await desk.send('file-checks', taken.body)).json()).toMatchObject({
      findings: [],
      targets: [{ isHere: true }, {}],
    });
    // It is here already now.
    expect((await desk.send('files', taken.body)).json()).toEqual({ orders: [{ refused: 'order-name-taken' }] });
  });

  it('is told what is wrong in which line, and nothing of it is made', async () => {
    const desk = await scene();
    const wrong = FILE.replace('marking: U\n', 'marking: secret\n').replace('growth AND', 'growth AND @nobody AND');
    expect((await desk.send('file-checks', wrong)).json().findings).toMatchObject([
      { code: 'query-unknown-target', severity: 'error', line: 11 },
      { code: 'marking-invalid', severity: 'error', line: 6 },
    ]);
    expect((await desk.send('files', wrong)).json()).toMatchObject({ code: 'order-has-errors' });
    expect((await desk.send('files', FILE.split('---\n')[1]!)).json()).toMatchObject({ code: 'order-none' });
    expect((await get(desk, desk.ann, '/orders')).json().items).toEqual([]);
  });

  it('cannot name a target of which its author may not know, as if there were none', async () => {
    const secret = await scene('S//NF');
    const none = await scene();
    const absent = FILE.replace('@port', '@pier');
    const told = (await secret.send('file-checks', FILE)).json();
    expect(told.findings).toMatchObject([{ code: 'query-unknown-target' }]);
    expect(JSON.stringify(told).replaceAll('port', 'pier')).toBe(
      JSON.stringify((await none.send('file-checks', absent)).json()),
    );
  });

  it('is not there for who may not read the order', async () => {
    const desk = await scene();
    const text = FILE.replace('marking: U\n', 'marking: S//NF\n');
    const { orders } = (await desk.send('files', text, desk.cleared)).json();
    expect((await get(desk, desk.cleared, `/orders/${orders[0].id}/file`)).statusCode).toBe(200);
    for (const path of ['file', 'versions', 'hit-weeks']) {
      expect((await get(desk, desk.ann, `/orders/${orders[0].id}/${path}`)).json()).toMatchObject({
        code: 'order-not-found',
      });
    }
    expect((await desk.send('files', text)).json()).toEqual({ orders: [{ refused: 'action-above-clearance' }] });
  });

  it('makes a target under its own marking, and one without under all that its order is under', async () => {
    const desk = await scene();
    const own = FILE.replace('kind: organisation', 'kind: organisation\n    marking: S//NF');
    expect((await desk.send('files', own, desk.cleared)).json()).toEqual({
      orders: [{ refused: 'order-below-citation' }],
    });
    // Refused as a whole: neither the order nor the target is there.
    expect(await targetsOf(desk, desk.cleared)).toEqual(['port U']);
    const joined = FILE.replace('wording: What', 'marking: S//NF, wording: What');
    expect((await desk.send('files', joined, desk.cleared)).json()).toMatchObject({ orders: [{ version: 1 }] });
    expect(await targetsOf(desk, desk.cleared)).toEqual(['mayor-office S//NF', 'port U']);
    expect(await targetsOf(desk, desk.ann)).toEqual(['port U']);
    const again = joined.replace('id: élan', 'id: second');
    expect((await desk.send('files', again, desk.cleared)).json()).toMatchObject({ orders: [{ version: 1 }] });
    expect(await targetsOf(desk, desk.cleared)).toEqual(['mayor-office S//NF', 'port U']);
  });

  it('makes no second target of a name that is here, whatever the file says of its marking', async () => {
    const desk = await scene();
    const port = '  - { id: port, name: Other port, kind: place, marking: S//NF }\n';
    const text = `${FILE.replace('  marking: U\n', '  marking: S//NF\n')}${port}`;
    expect((await desk.send('files', text, desk.cleared)).json()).toMatchObject({ orders: [{ version: 1 }] });
    expect(await targetsOf(desk, desk.cleared)).toEqual(['mayor-office S//NF', 'port U']);
  });

  it('says which marking of a target is none, and in which scheme', async () => {
    const desk = await scene();
    const marked = (marking: string) => FILE.replace('kind: organisation', `kind: organisation\n    ${marking}`);
    for (const marking of ['marking: nonsense', 'marking: U\n    scheme: tlp', 'marking: U\n    scheme: none']) {
      expect((await desk.send('file-checks', marked(marking))).json().findings).toMatchObject([
        { code: 'marking-invalid', severity: 'error', line: 17 },
      ]);
    }
    expect((await desk.send('file-checks', marked('marking: TLP:RED\n    scheme: tlp'))).json().findings).toEqual([]);
  });

  it('taken out and in again keeps every marking, and is headed by what all of them come to', async () => {
    const desk = await scene('S//NF');
    const secret = FILE.replace('wording: What', 'marking: S//NF, wording: What');
    const { orders } = (await desk.send('files', secret, desk.cleared)).json();
    const { body } = await get(desk, desk.cleared, `/orders/${orders[0].id}/file`);
    expect(body.split('\n')[0]).toBe('# SECRET//NOFORN (us-capco); order in us-capco, version 1');
    expect(body.split('---')[1]!.match(/marking: .*/g)).toEqual(['marking: S//NF', 'marking: S//NF']);
    // At a desk where nothing of it is, it makes what was there.
    const other = await scene();
    const elsewhere = body.replaceAll('port', 'pier');
    expect((await other.send('files', elsewhere, other.cleared)).json()).toMatchObject({ orders: [{ version: 1 }] });
    expect(await targetsOf(other, other.cleared)).toEqual(['mayor-office S//NF', 'pier S//NF', 'port U']);
    expect(await targetsOf(other, other.ann)).toEqual(['port U']);
  });

  it('keeps who needs to know', async () => {
    const desk = await scene();
    const cell = await actorOf(desk.store, { ...CLEARED, groups: ['cell'] });
    const closed = FILE.replace('  marking: U\n', '  marking: U\n  needToKnow: [[cell]]\n');
    const { orders } = (await desk.send('files', closed, cell)).json();
    const { body } = await get(desk, cell, `/orders/${orders[0].id}/file`);
    expect(body.split('\n')[0]).toBe('# UNCLASSIFIED (us-capco); need to know: cell; order in us-capco, version 1');
    const other = await scene();
    const there = await actorOf(other.store, { ...CLEARED, groups: ['cell'] });
    expect((await other.send('files', body, other.cleared)).json()).toEqual({
      orders: [{ refused: 'action-above-clearance' }],
    });
    expect((await other.send('files', body, there)).json()).toMatchObject({ orders: [{ version: 1 }] });
    expect(await targetsOf(other, there)).toEqual(['mayor-office U cell', 'port U']);
    expect(await targetsOf(other, other.cleared)).toEqual(['port U']);
    expect((await get(other, other.cleared, '/orders')).json().items).toEqual([]);
  });

  it('is read only for who may draft or check one, and only up to a size and a number of orders', async () => {
    const desk = await scene();
    const reader = await actorOf(desk.store, CLEARED, ['inspector']);
    const many = Array.from({ length: 51 }, (_, at) => FILE.split('---')[0]!.replace('élan', `o${at}`)).join('---\n');
    expect((await desk.send('file-checks', many, reader)).json()).toMatchObject({ code: 'action-not-your-role' });
    expect((await desk.send('file-checks', many)).json()).toMatchObject({ code: 'order-file-too-many' });
    expect((await desk.send('file-checks', `#${'x'.repeat(256_000)}`)).statusCode).toBe(400);
    const keys = Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join('\n');
    expect((await desk.send('file-checks', keys)).json().findings).toMatchObject([{ code: 'order-file-unknown' }]);
  });
});

/** The targets that somebody may read: name, marking, and who needs to know. */
async function targetsOf(desk: Awaited<ReturnType<typeof scene>>, actor: Actor): Promise<string[]> {
  const { items } = (await get(desk, actor, '/targets')).json();
  type Listed = { name: string; marking: string; needToKnow: string[][] };
  const told = items.map(({ name, marking, needToKnow }: Listed) => [name, marking, ...needToKnow.flat()].join(' '));
  return told.sort();
}
