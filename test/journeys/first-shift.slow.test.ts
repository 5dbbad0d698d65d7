import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { acceptLink } from '../../src/actions/accept-link.ts';
import type { Actor } from '../../src/actions/actor.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { type ListeningApi, listenForPeople } from '../../src/api/listen.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { actorOf, addHit, deskOn, writtenOrder } from '../support/desk.ts';
import { CLIENT, PASSWORD } from '../support/signing-in.ts';
import { type TestStore, testServer } from '../support/store.ts';

const freshStore = testServer();
const openPage = browserPages();
const PAGES = fileURLToPath(new URL('../../dist/web', import.meta.url));
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const open: ListeningApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

/** A desk by the clock of the browser, with an order and three hits; Ann may read two of their documents. */
async function shift() {
  const store = await freshStore();
  const desk = { ...deskOn(store), now: () => Date.now() };
  const administrator = await actorOf(store, CLEARED, ['administrator', 'editor', 'analyst']);
  const ann = await named(store, 'Ann', await actorOf(store, {}, ['editor', 'analyst', 'inspector']));
  const order = await draftOrder(desk, administrator, writtenOrder('Growth of the harbour', 'U'));
  const hits: string[] = [];
  for (const [title, marking] of [
    ['The harbour grows', 'U'],
    ['The harbour is sold', 'U'],
    ['The harbour has a secret', 'S//NF'],
  ] as const) {
    const document = { title, body: `${title}. It was said on Friday.`, scheme: 'us-capco', marking, language: 'en' };
    const { id } = await receiveDocument(desk, administrator, document);
    hits.push(await addHit(store, { orderId: order.id, documentId: id, minutes: hits.length }));
  }
  const api = await listenForPeople(
    { host: '127.0.0.1', port: 0 },
    { desk, pages: PAGES, failed: (_id, error) => expect.unreachable(String(error)), pace: { look: 50, sign: 60_000 } },
  );
  open.push(api);
  const { secret } = await invitePerson(desk, administrator, ann.id);
  return { store, desk, administrator, ann, order, hits, address: api.address, secret };
}

async function named(store: TestStore, name: string, actor: Actor): Promise<Actor> {
  await store.database.work.query('update vigie.reader set name = $2 where id = $1', [actor.id, name]);
  return actor;
}

type Shift = Awaited<ReturnType<typeof shift>>;

/** Ann with a password, at the page where one signs in. */
async function signedIn({ desk, secret, address }: Shift, page: Page, path = '/triage'): Promise<void> {
  await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
  await page.goto(`${address}${path}`);
  await page.locator('input[autocomplete=username]').fill('ann');
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

const titles = (page: Page) => page.getByRole('option').allInnerTexts();

journeys('a first shift', () => {
  it('begins with the link of an invitation, and a password', async () => {
    const { address, secret } = await shift();
    const page = await openPage();
    await page.goto(`${address}/link/${secret}`);
    await page.getByText('Welcome, Ann').waitFor();
    const passwords = page.locator('input[autocomplete=new-password]');
    await passwords.first().fill(PASSWORD);
    await passwords.last().fill('another');
    await page.getByText('The two are not the same.').waitFor();
    await passwords.last().fill(PASSWORD);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.goto(`${address}/link/${secret}`);
    await page.getByText('There is nothing here').waitFor();
  });

  it('judges by keyboard, takes it back, and sees a hit come in by itself', async () => {
    const desk = await shift();
    const page = await openPage();
    await signedIn(desk, page);
    await expect
      .poll(() => titles(page))
      .toMatchObject([expect.stringContaining('grows'), expect.stringContaining('sold')]);
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'The harbour grows' }).waitFor();
    await page.keyboard.press('r');
    await page.getByText('Judged: Relevant').waitFor();
    await expect.poll(() => titles(page)).toHaveLength(1);
    await page.keyboard.press('z');
    await expect.poll(() => titles(page)).toHaveLength(2);
    const fresh = { title: 'The harbour burns', body: 'x', scheme: 'us-capco', marking: 'U' };
    const { id } = await receiveDocument(desk.desk, desk.administrator, fresh);
    await addHit(desk.store, { orderId: desk.order.id, documentId: id, minutes: -1 });
    await expect.poll(() => titles(page)).toMatchObject([expect.stringContaining('burns'), {}, {}]);
  });

  it('learns nothing of what it may not read', async () => {
    const desk = await shift();
    const page = await openPage();
    const seen: string[] = [];
    page.on('response', async (answer) => {
      if (answer.url().includes('/api/') && !answer.url().includes('/events'))
        seen.push(await answer.text().catch(() => ''));
    });
    await signedIn(desk, page);
    await expect.poll(() => titles(page)).toHaveLength(2);
    for (const path of ['/', '/orders', '/documents', '/documents?q=harbour', '/sources', '/log']) {
      await page.goto(`${desk.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('body').innerText()).not.toContain('secret');
    }
    await page.goto(`${desk.address}/triage?hit=${desk.hits[2]}`);
    await page.getByText('There is nothing here, or it is not for you to read.').waitFor();
    expect(seen.join('\n')).not.toMatch(/secret|S\/\/NF/);
  });

  it('speaks French, and works on a narrow screen', async () => {
    const desk = await shift();
    const page = await openPage({ language: 'fr-FR', width: 390, height: 844 });
    await signedIn(desk, page);
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Pertinent', exact: true }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Non pertinent' }).click();
    await page.getByText('Jugé : Non pertinent').waitFor();
  });

  it('ends by signing out, after which nothing is shown', async () => {
    const desk = await shift();
    const page = await openPage();
    await signedIn(desk, page);
    await expect.poll(() => titles(page)).toHaveLength(2);
    await page.getByRole('button', { name: 'Ann' }).click({ timeout: 5000 });
    await page.getByRole('menuitem', { name: 'Sign out' }).click({ timeout: 5000 });
    await page.locator('input[autocomplete=username]').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('harbour');
  });
});
