import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { browserPages, journeys } from '../support/browser.ts';
import { comeIn, peopleDesks, signInHere } from '../support/people-desk.ts';
import { PASSWORD } from '../support/signing-in.ts';

const openDesk = peopleDesks();
const openPage = browserPages();
const TEN_MINUTES = 600_000;

/** A key in the browser that says yes, and has verified who uses it. */
async function withKey(page: Page): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  const key = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const;
  const options = { ...key, isUserVerified: true, automaticPresenceSimulation: true };
  await protocol.send('WebAuthn.addVirtualAuthenticator', { options });
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ann' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.locator('input[autocomplete=username]').waitFor();
}

journeys('settings', () => {
  it('take a passkey, by which one signs in and proves who one is', async () => {
    let ahead = 0;
    const desk = await openDesk({ ahead: () => ahead });
    const page = await openPage({ isOwn: true });
    await withKey(page);
    await comeIn(desk, page, '/settings');
    await page.getByLabel('What you call it').fill('This laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('This laptop').waitFor();
    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    ahead = TEN_MINUTES + 1000;
    await page.getByRole('button', { name: 'Remove: This laptop' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('You have no passkey yet.').waitFor();
    expect(await dialog.count()).toBe(0);
  });

  it('take an authenticator, whose code is asked for from then on, and show recovery codes once', async () => {
    const desk = await openDesk();
    const page = await openPage();
    await comeIn(desk, page, '/settings');
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    await page.getByRole('img', { name: 'QR code with the secret of your authenticator' }).waitFor();
    const secret = await page.locator('form code').innerText();
    await page.getByRole('textbox', { name: 'Code', exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('alert').waitFor();
    await page
      .getByRole('textbox', { name: 'Code', exact: true })
      .fill(await generate({ secret, epoch: Math.floor(Date.now() / 1000) }));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('This is shown this once.').waitFor();
    const [first] = (await page.locator('pre, code').first().innerText()).split('\n');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await signOut(page);
    await signInHere(page);
    await page.getByLabel('Code of your authenticator, or a recovery code').fill(first!);
    await page.keyboard.press('Enter');
    await page.getByText('9 recovery codes are left.').waitFor();
  });

  it('change the password after it was proved, and end other sessions', async () => {
    const desk = await openDesk();
    const [page, other] = [await openPage(), await openPage()];
    await comeIn(desk, page, '/settings');
    await other.goto(`${desk.address}/`);
    await signInHere(other);
    await other.getByRole('heading', { name: 'Today' }).waitFor();
    await page.getByLabel('Password until now').fill('another harbour ninety');
    await page.getByLabel('New password').fill('lantern quarry eighty');
    await page.getByLabel('The new one once more').fill('lantern quarry eighty');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Password until now').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('All other sessions have ended.').waitFor();
    await other.reload();
    await other.locator('input[autocomplete=username]').waitFor();
  });

  it('make a token after fresh proof; closing the question leaves all as it was', async () => {
    let ahead = 0;
    const desk = await openDesk({ ahead: () => ahead });
    const page = await openPage();
    await comeIn(desk, page, '/settings');
    await page.getByLabel('What it is for').fill('import');
    ahead = TEN_MINUTES + 1000;
    await page.getByRole('button', { name: 'Make a token' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Prove who you are once more').waitFor();
    await page.getByText('You have no token.').waitFor();
    await page.getByRole('button', { name: 'Make a token' }).click();
    await dialog.getByLabel('Password').fill('wrong harbour ninety');
    await page.keyboard.press('Enter');
    await dialog.getByText('This is not your password.').waitFor();
    await dialog.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText(/^vigie_[\w-]{40,}$/).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke: import' }).click();
    await page.getByText('You have no token.').waitFor();
  });

  it('let an administrator add a person, invite them, put them into a group and lock them out', async () => {
    const desk = await openDesk({ roles: ['administrator'] });
    const [page, guest] = [await openPage(), await openPage()];
    await comeIn(desk, page, '/settings/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name').fill('Ben');
    await page.getByLabel('Marking of the fact that they are here').fill('PUBLIC');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Ben' }).waitFor();
    await page.getByRole('button', { name: 'Make a link to come in' }).click();
    const link = await page.locator('code, pre').first().innerText();
    await guest.goto(link);
    await guest.locator('input[autocomplete=new-password]').first().fill(PASSWORD);
    await guest.locator('input[autocomplete=new-password]').last().fill(PASSWORD);
    await guest.getByRole('button', { name: 'Come in' }).click();
    await guest.getByRole('heading', { name: 'Today' }).waitFor();
    await page.goto(`${desk.address}/settings/groups`);
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Name').fill('harbour');
    await page.getByLabel('Title').fill('Who works on the harbour');
    await page.getByLabel('Purpose').fill('Sources in the harbour');
    await page.getByLabel('Marking of the fact that there is this group').fill('PUBLIC');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByLabel('Person').selectOption('Ben');
    await page.getByRole('button', { name: 'Let in' }).click();
    await page.getByRole('button', { name: 'Take out: Ben' }).waitFor();
    await page.goto(`${desk.address}/settings/people`);
    await page.getByRole('link', { name: 'Ben' }).click();
    await page.getByText('harbour', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('button', { name: 'Open again' }).waitFor();
    await guest.reload();
    await guest.locator('input[autocomplete=username]').waitFor();
  });

  it('speak another language and are dark at once, and stay so', async () => {
    const desk = await openDesk();
    const page = await openPage();
    await comeIn(desk, page, '/settings/appearance');
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('radio', { name: 'Français' }).check();
    await page.getByRole('heading', { name: 'Réglages' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Réglages' }).waitFor();
    expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark');
  });

  it('show people and groups to administrators alone', async () => {
    const desk = await openDesk();
    const page = await openPage();
    await comeIn(desk, page, '/settings');
    await page.getByRole('link', { name: 'Appearance' }).waitFor();
    expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
    await page.goto(`${desk.address}/settings/people/${desk.administrator.id}`);
    await page.getByRole('alert').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Clearance');
  });

  it('of the desk say after how many days documents go, and keep what is set', async () => {
    const desk = await openDesk({ roles: ['administrator'] });
    const page = await openPage();
    await comeIn(desk, page, '/settings/desk');
    const days = page.getByLabel('Days after which documents go that nothing holds');
    expect(await days.inputValue()).toBe('30');
    await days.fill('45');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.reload();
    expect(await days.inputValue()).toBe('45');
  });
});
