import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOrder } from '../../src/actions/read-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { writtenOrder } from '../support/desk.ts';
import { comeIn, peopleDesks } from '../support/people-desk.ts';
import { openOrder } from '../support/pipeline.ts';

const openDesk = peopleDesks();
const openPage = browserPages();
let logFolder: string;
// Each log has a key of its own, and its own checkpoints outside of the database.
beforeEach(() => {
  logFolder = mkdtempSync(join(tmpdir(), 'vigie-log-'));
});
afterEach(() => rmSync(logFolder, { recursive: true, force: true }));

journeys('the log', () => {
  it('says who did what, is filtered, and shows the history of an order, as far as one may read it', async () => {
    const desk = await openDesk({ logFolder });
    const { administrator, second } = desk;
    const id = await openOrder(desk.desk, administrator, second, writtenOrder('Growth of the harbour', 'U'));
    await openOrder(desk.desk, administrator, second, writtenOrder('The secret harbour', 'S//NF'));
    await readOrder(desk.desk, second, id);
    await receiveDocument(desk.desk, administrator, {
      title: 'The harbour grows',
      body: 'x',
      scheme: 'us-capco',
      marking: 'U',
    });
    await desk.sign();
    const page = await openPage();
    await comeIn(desk, page, '/log');
    await page.getByText(/^The log is sound/).waitFor();
    await page.getByText('drafted an order').waitFor();
    await page.getByLabel('What', { exact: true }).selectOption('Documents');
    await page.getByRole('link', { name: 'The harbour grows' }).waitFor();
    expect(await page.getByText('drafted an order').count()).toBe(0);
    expect(page.url()).toContain('action=document');
    await page.goto(`${desk.address}/log?action=order&outcome=done`);
    await page.getByRole('link', { name: 'Growth of the harbour' }).first().click();
    await page.getByRole('heading', { name: 'History of Growth of the harbour' }).waitFor();
    const part = (name: string) => page.locator('section').filter({ has: page.getByRole('heading', { name }) });
    expect(await part('Asked or made by').innerText()).toContain('Root, once');
    expect(await part('Approved by').innerText()).toContain('Second');
    expect(await part('Read by').innerText()).toContain('Second');
    expect(await part('Deleted').innerText()).toContain('nobody');
    expect(await page.locator('body').innerText()).not.toContain('secret');
  });

  it('that was edited is shown to be so, in French, too', async () => {
    const desk = await openDesk({ logFolder });
    await desk.sign();
    const page = await openPage({ language: 'fr-FR', width: 390, height: 844 });
    await comeIn(desk, page, '/log');
    await page.getByText(/^Le journal est intact/).waitFor();
    await desk.store.database.owner.query(
      `update vigie.audit_leaf set leaf_hash = sha256('another') where position = (select min(position) from vigie.audit_leaf)`,
    );
    desk.goOn(61_000);
    await page.reload();
    await page.getByText(/^Le journal n’est plus ce qu’il était/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });
});
