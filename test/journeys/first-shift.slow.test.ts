import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { addHit } from '../support/desk.ts';
import { lines, shifts, signedIn } from '../support/shift.ts';
import { PASSWORD } from '../support/signing-in.ts';
import { testServer } from '../support/store.ts';

const shift = shifts(testServer());
const openPage = browserPages();
const titles = (page: Page) => lines(page).allInnerTexts();

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
    await lines(page).getByRole('button').first().click();
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
