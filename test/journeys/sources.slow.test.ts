import { expect, it } from 'vitest';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { guardedSites } from '../support/guarded-sites.ts';
import { comeIn, peopleDesks } from '../support/people-desk.ts';
import { asking, openOrder, sourceAt } from '../support/pipeline.ts';

const openDesk = peopleDesks();
const openPage = browserPages();
const { site } = guardedSites();
const FEED = `<rss version="2.0"><channel><title>Harbour</title>
  <item><title>The harbour grows</title><link>https://news.example/1</link><guid>1</guid><description>By a third.</description></item>
</channel></rss>`;

journeys('sources', () => {
  it('are tried before they are there, added, read, paused and taken up again', async () => {
    const news = await site((_request, answer) => answer.setHeader('content-type', 'application/rss+xml').end(FEED));
    const desk = await openDesk({ hosts: [news.place] });
    await openOrder(desk.desk, desk.administrator, desk.second, asking('harbour', { A: 'harbour' }));
    const page = await openPage();
    await comeIn(desk, page, '/sources');
    await page.getByText('There is no source that you may know of yet.').waitFor();
    await page.getByRole('link', { name: 'Add a source' }).click();
    await page.getByLabel('Address').fill(`${news.origin}/feed`);
    await page.getByLabel('Name').fill('Harbour news');
    await page.getByLabel('Marking of its documents').fill('PUBLIC');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('1 item would come first').waitFor();
    await page.getByText('The harbour grows').waitFor();
    await page.getByRole('button', { name: 'Add this source' }).click();
    await page.getByRole('heading', { name: 'Harbour news' }).waitFor();
    await page.getByText('No document of it that you may read.').waitFor();
    await page.getByRole('button', { name: 'Read now' }).click();
    await page.getByText('It was read.').waitFor();
    await page.getByRole('link', { name: 'The harbour grows' }).waitFor();
    await page.getByText('It gives something new as often as it should.').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Not read while it is paused or retired.').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Name').fill('News of the harbour');
    await page.getByLabel('Read every (minutes)').fill('90');
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByRole('heading', { name: 'News of the harbour' }).waitFor();
    await page.getByRole('row', { name: /minutes.*90/ }).waitFor();
  });

  it('that are broken come first, with the reason', async () => {
    const desk = await openDesk();
    await openOrder(desk.desk, desk.administrator, desk.second, asking('harbour', { A: 'harbour' }));
    await sourceAt(desk.desk, desk.administrator, 'feed', 'https://a.example/feed');
    const broken = await sourceAt(desk.desk, desk.administrator, 'feed', 'http://127.0.0.1:9/feed');
    await desk.store.database.owner.query(`update vigie.source set name = 'Zebra' where id = $1`, [broken.id]);
    const page = await openPage();
    await comeIn(desk, page, `/sources/${broken.id}`);
    await page.getByRole('button', { name: 'Read now' }).click();
    await page.getByText('It does not answer as it should.').waitFor();
    await page.goto(`${desk.address}/sources`);
    await page.getByText('1 source in trouble').waitFor();
    expect(await page.getByRole('listitem').first().innerText()).toMatch(/^Zebra[\s\S]*Broken/);
  });

  it('come in as a list of subscriptions', async () => {
    const desk = await openDesk();
    const page = await openPage({ language: 'fr-FR', width: 390, height: 844 });
    await comeIn(desk, page, '/sources');
    await page.getByRole('button', { name: 'Importer une liste (OPML)' }).click();
    const opml =
      '<opml version="2.0"><body><outline type="rss" text="Port" xmlUrl="https://port.example/fil"/></body></opml>';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'list.opml', mimeType: 'text/x-opml', buffer: Buffer.from(opml) });
    await page.getByLabel('Marquage de ses documents').fill('PUBLIC');
    await page.getByRole('button', { name: 'Importer', exact: true }).click();
    await page.getByText('Sur 1 sources de la liste, 1 est nouvelle ici.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Port', exact: true }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });

  it('show nothing of what is for fewer readers', async () => {
    const desk = await openDesk();
    const { administrator } = desk;
    const { id } = await sourceAt(desk.desk, administrator, 'feed', 'https://a.example/feed');
    await desk.store.database.owner.query('update vigie.source set default_label_id = $2 where id = $1', [
      id,
      await desk.store.label('S//NF'),
    ]);
    await receiveDocument(desk.desk, administrator, {
      title: 'secret',
      body: 'x',
      scheme: 'us-capco',
      marking: 'S//NF',
    });
    const page = await openPage();
    await comeIn(desk, page, `/sources/${id}`);
    await page.getByText('There is nothing here, or it is not for you to read.').waitFor();
  });
});
