import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkIdentity } from '../../src/actions/link-identity.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { type IdentityHouse, openIdentityHouse, whyNoHouse } from '../support/identity-house.ts';
import { type Shift, shifts } from '../support/shift.ts';
import { testServer } from '../support/store.ts';

const shift = shifts(testServer());
const openPage = browserPages();

const withHouse = whyNoHouse === '' ? journeys : journeys.skip;

withHouse(`another house that says who people are${whyNoHouse}`, () => {
  let house: IdentityHouse;
  beforeAll(async () => {
    house = await openIdentityHouse();
  });
  afterAll(() => house.close());

  async function opened(): Promise<Shift> {
    const desk = await shift({ identities: house });
    await house.allow(`${desk.address}/identity`);
    return desk;
  }

  /** Says there who one is, and lets the desk know it. */
  async function signInThere(page: Page, name: string): Promise<void> {
    await page.getByPlaceholder('Enter any login').fill(name);
    await page.getByPlaceholder('and password').fill('whatever');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  }

  it('lets in whom an invitation was for, and from then on whoever it says they are', async () => {
    const { address, secret } = await opened();
    const page = await openPage({ isOwn: true });
    await page.goto(`${address}/link/${secret}`);
    await page.getByRole('button', { name: 'Go on with The House' }).click();
    await signInThere(page, 'ann@house');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    expect(page.url()).toBe(`${address}/`);
    const again = await openPage({ isOwn: true });
    await again.goto(`${address}/triage?order=best`);
    await again.getByRole('button', { name: 'Go on with The House' }).click();
    await signInThere(again, 'ann@house');
    await expect.poll(() => again.url()).toBe(`${address}/triage?order=best`);
    await again.getByRole('button', { name: 'Ann' }).waitFor();
  });

  it('lets nobody in of whom the desk knows no account, and says no more than of a wrong password', async () => {
    const { address, desk, administrator, ann } = await opened();
    await linkIdentity(desk, administrator, { accountId: ann.id, issuer: house.issuer, subject: 'ann@house' });
    const page = await openPage({ isOwn: true });
    await page.goto(address);
    await page.getByRole('button', { name: 'Go on with The House' }).click();
    await signInThere(page, 'mallory');
    await page.getByRole('alert').getByText('There is no account with this name and password.').waitFor();
    await page.getByRole('link', { name: 'To the desk' }).click();
    await page.locator('input[autocomplete^=username]').waitFor();
  });

  it('takes no answer that this page did not ask for', async () => {
    const { address } = await opened();
    const page = await openPage({ isOwn: true });
    await page.goto(`${address}/identity?code=stolen&state=guessed&iss=${encodeURIComponent(house.issuer)}`);
    await page.locator('input[autocomplete^=username]').waitFor();
    expect(page.url()).not.toContain('stolen');
  });
});
