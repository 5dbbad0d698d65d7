import { describe, expect, it } from 'vitest';
import { get, openApi } from '../../test/support/api.ts';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
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
    expect(taken.body.split('\n')[0]).toBe('# U (us-capco); version 1');
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
});
