import { expect, it } from 'vitest';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { writtenOrder } from '../support/desk.ts';
import { comeIn, peopleDesks } from '../support/people-desk.ts';

const openDesk = peopleDesks();
const openPage = browserPages();

journeys('the command palette', () => {
  it('goes to pages and orders, searches, and changes language and looks, all by keyboard', async () => {
    const desk = await openDesk();
    await draftOrder(desk.desk, desk.administrator, writtenOrder('Growth of the harbour', 'U'));
    await draftOrder(desk.desk, desk.administrator, writtenOrder('The secret harbour', 'S//NF'));
    const page = await openPage();
    await comeIn(desk, page, '/');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    const say = async (typed: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /palette/i }).waitFor();
      // What is typed before it has the focus goes to the page.
      await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("role")')).toBe('combobox');
      await page.keyboard.type(typed);
    };
    await say('harb');
    await page.getByRole('option', { name: 'Growth of the harbour' }).waitFor();
    expect(await page.getByRole('option', { name: 'secret' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Growth of the harbour' }).waitFor();
    await say('sett pass');
    await page.getByRole('option', { name: 'Search the documents for “sett pass”' }).waitFor();
    await page.keyboard.press('Escape');
    await say('settings');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Français' }).waitFor();
    await say('harbour ships');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\?q=harbour/);
    await say('dark');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
    await say('français');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Aujourd’hui' }).waitFor();
    await page.locator('body').click();
    await page.keyboard.press('?');
    await page.getByText('Palette de commandes').waitFor();
  });
});
