import { expect, it } from 'vitest';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { writtenOrder } from '../support/desk.ts';
import { comeIn, peopleDesks } from '../support/people-desk.ts';
import { openOrder, sourceAt } from '../support/pipeline.ts';

const openDesk = peopleDesks();
const openPage = browserPages();

journeys('the page of the day', () => {
  it('leads through the first steps at a desk with nothing in it, and ticks what is done', async () => {
    const desk = await openDesk({ roles: ['editor', 'administrator'] });
    const page = await openPage();
    await comeIn(desk, page, '/');
    await page.getByRole('heading', { name: 'Set up your desk' }).waitFor();
    const step = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });
    await expect.poll(() => step('Invite somebody').innerText()).toContain('(done)');
    expect(await step('Add a source').innerText()).not.toContain('(done)');
    await sourceAt(desk.desk, desk.administrator, 'feed', 'https://a.example/feed');
    await page.reload();
    await expect.poll(() => step('Add a source').innerText()).toContain('(done)');
    await draftOrder(desk.desk, desk.administrator, writtenOrder('Growth', 'U'));
    await page.reload();
    await page.getByText('No hit waits for you.').waitFor();
    await expect.poll(() => page.getByRole('heading', { name: 'Set up your desk' }).count()).toBe(0);
  });

  it('tells what is past due and which sources are in trouble, as far as one may read it', async () => {
    const desk = await openDesk();
    const { store, administrator } = desk;
    for (const [name, marking] of [
      ['Growth of the harbour', 'U'],
      ['The secret harbour', 'S//NF'],
    ] as const) {
      const id = await openOrder(desk.desk, administrator, desk.second, writtenOrder(name, marking));
      await store.database.owner.query(
        `update vigie.question set state = 'past-due', needed_by = '2026-01-02', wording = $2 where order_id = $1`,
        [id, `Does ${name} go on?`],
      );
    }
    const { id } = await sourceAt(desk.desk, administrator, 'feed', 'https://a.example/feed');
    const state = {
      health: 'broken',
      since: 0,
      failures: 3,
      reason: { code: 'fetch-dns', message: 'There is no such host.' },
    };
    await store.database.owner.query('update vigie.source set state = $2 where id = $1', [id, state]);
    const page = await openPage();
    await comeIn(desk, page, '/');
    await page.getByText('Does Growth of the harbour go on?').waitFor();
    await page.getByText('needed by 2 Jan 2026').waitFor();
    await page.getByText('There is no such host.').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('secret');
  });
});
