import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { acceptLink } from '../../src/actions/accept-link.ts';
import type { Actor, Role } from '../../src/actions/actor.ts';
import { createRecipient } from '../../src/actions/create-recipient.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import { moveOrder } from '../../src/actions/move-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { actorOf, addHit, deskOn, opening, writtenOrder } from '../support/desk.ts';
import { doors } from '../support/doors.ts';
import { CLIENT, PASSWORD } from '../support/signing-in.ts';
import { testServer } from '../support/store.ts';

const freshStore = testServer();
const letIn = doors();
const openPage = browserPages();
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

const PUBLIC = { scheme: 'us-capco', marking: 'U' };

/** A desk with an open order on a harbour and a hit on it; Ann writes, Bob approves, Rita releases. */
async function reportDesk() {
  const store = await freshStore();
  const desk = { ...deskOn(store), now: () => Date.now() };
  const administrator = await actorOf(store, CLEARED, ['administrator', 'editor', 'analyst']);
  const member = async (name: string, roles: readonly Role[]): Promise<Actor> => {
    const actor = await actorOf(store, CLEARED, roles);
    await store.database.work.query('update vigie.reader set name = $2 where id = $1', [actor.id, name]);
    const { secret } = await invitePerson(desk, administrator, actor.id);
    await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
    return actor;
  };
  const [ann, bob] = [await member('Ann', ['editor', 'analyst']), await member('Bob', ['editor', 'analyst'])];
  await member('Rita', ['releaser']);
  const recipients = await Promise.all(
    [['Harbour bureau', CLEARED] as const, ['Town newspaper', {}] as const].map(([name, clearance]) =>
      createRecipient(desk, administrator, { name, kind: 'body', clearance, ...PUBLIC }),
    ),
  );
  const order = await draftOrder(desk, ann, {
    ...writtenOrder('Growth of the harbour', 'S', 'Who plans to let the harbour grow?'),
    recipientIds: recipients.map(({ id }) => id),
  });
  await moveOrder(desk, ann, { id: order.id, move: 'submit' });
  await moveOrder(desk, bob, await opening(desk, bob, order.id));
  const documents: string[] = [];
  for (const [title, marking] of [
    ['The harbour grows', 'U'],
    ['The harbour has a secret', 'S//NF'],
  ] as const) {
    const body = `${title}, says the port authority. Nothing else was said on Friday.`;
    documents.push((await receiveDocument(desk, ann, { title, body, language: 'en', scheme: 'us-capco', marking })).id);
  }
  const hitId = await addHit(store, { orderId: order.id, documentId: documents[1]! });
  const address = await letIn({ desk });
  return { store, desk, ann, bob, order, hitId, documents, address };
}

async function signIn(page: Page, address: string, name: string, path: string): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the report' });

/** Begins a report in answer to the hit, and waits for its text. */
async function beginFromHit(page: Page, { address, hitId }: { address: string; hitId: string }): Promise<void> {
  await signIn(page, address, 'ann', `/triage?hit=${hitId}`);
  await page.getByRole('heading', { name: 'The harbour has a secret' }).waitFor();
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Into a new report' }).click();
  await page.getByRole('button', { name: 'Begin writing' }).click();
  await text(page).getByText('The harbour has a secret, says the port authority.').waitFor();
}

journeys('a report', () => {
  it('is written from a hit, approved by a second person, previewed, released to each as they may read, and recalled', async () => {
    const desk = await reportDesk();
    const page = await openPage();
    await beginFromHit(page, desk);
    await page.keyboard.type('The authority plans it.');
    await page.keyboard.press('Alt+m');
    await page.locator('input[name=mark]').fill('S//NF');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.keyboard.type('The harbour grows');
    await page.keyboard.press('Alt+c');
    await page.getByRole('dialog').getByText('Documents', { exact: true }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('harbour');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'The harbour grows' }).click();
    await page.getByRole('button', { name: 'Cite it' }).click();
    // It is proposed what covers its source, and is not marked before somebody says so.
    await page.getByRole('button', { name: 'Not marked yet; U is proposed' }).waitFor();
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('button', { name: 'Marked U.' }).waitFor();
    await page.getByRole('textbox', { name: 'Title' }).fill('Growth of the harbour');
    await page.getByRole('button', { name: 'Mark of the title' }).click();
    await page.locator('input[name=mark]').fill('U');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '1 portion is not marked' }).click();
    await page.getByRole('button', { name: 'Take (S//NF)' }).first().click();
    await page.getByText('SECRET//NOFORN').waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Draft' }).click();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('In review').waitFor();
    const address = page.url();
    const second = await openPage();
    await signIn(second, desk.address, 'bob', new URL(address).pathname);
    await second.getByRole('button', { name: 'Approve' }).click();
    await second.getByText('Approved', { exact: true }).waitFor();
    await second.getByRole('combobox', { name: 'As' }).click();
    await second.getByRole('option', { name: 'Town newspaper' }).click();
    const cut = second.locator('article').nth(1);
    await cut.waitFor();
    expect(await cut.innerText()).not.toContain('secret');
    expect(await cut.innerText()).toContain('The harbour grows');
    const third = await openPage();
    await signIn(third, desk.address, 'rita', new URL(address).pathname);
    await third.getByRole('button', { name: 'Release …' }).click();
    await third.getByText('gets a copy').first().waitFor();
    await third.getByRole('button', { name: 'See what Town newspaper gets' }).click();
    await third.getByRole('dialog').locator('article').waitFor();
    await third.getByRole('button', { name: 'Release to 2 recipients' }).click();
    await third.getByText('Release of version 1').waitFor();
    await third.getByRole('button', { name: 'Recall …' }).click();
    await third.getByRole('textbox', { name: 'Why' }).fill('It is wrong.');
    await third.getByRole('button', { name: 'Recall it' }).click();
    await third.getByText('Recalled', { exact: true }).first().waitFor();
  });

  it('takes no mark for granted where words of differently marked portions come together', async () => {
    const desk = await reportDesk();
    const page = await openPage();
    await beginFromHit(page, desk);
    await page.keyboard.type('Open. ');
    await page.keyboard.press('Alt+m');
    await page.locator('input[name=mark]').fill('U');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Marked U.' }).waitFor();
    await page.getByRole('button', { name: 'Not marked yet; S//NF is proposed' }).waitFor();
    await text(page).getByText('The harbour has a secret').click();
    await page.keyboard.press('Alt+Enter');
    await page.getByRole('button', { name: 'Marked S//NF.' }).waitFor();
    await text(page).getByText('Open.').click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    await page.getByRole('button', { name: 'Not marked yet; S//NF is proposed' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Marked U.' }).waitFor();
  });

  it('loses nothing where two write on it, and saves what is not saved yet when somebody leaves', async () => {
    const desk = await reportDesk();
    const page = await openPage();
    await beginFromHit(page, desk);
    await page.keyboard.type('It grows.');
    await page.getByText('Saved', { exact: true }).waitFor();
    const path = new URL(page.url()).pathname;
    const other = await openPage();
    await signIn(other, desk.address, 'bob', path);
    await text(other).getByText('It grows.').click();
    await other.keyboard.press('End');
    await other.keyboard.type(' Bob says so.');
    // At once to another page: it is saved on the way.
    await other.getByRole('link', { name: 'Draft' }).click();
    await other.getByText('Bob says so.').waitFor();
    await text(page).getByText('It grows.').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Ann says so.');
    await page.getByText('Somebody else has written on this report').waitFor();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await text(page).getByText('It grows. Bob says so.').waitFor();
    await page.goto(`${desk.address}/reports`);
    await page.getByRole('link', { name: 'Without a title (kept beside)' }).click();
    await page.getByText('It grows. Ann says so.').waitFor();
    await page.goto(`${desk.address}${path.replace('/edit', '')}`);
    await page.getByRole('button', { name: 'What changed' }).click();
    await expect.poll(() => page.locator('ins').allInnerTexts()).toEqual(['Bob says so. ']);
  });

  it('speaks French on a narrow screen, and is written without a mouse', async () => {
    const desk = await reportDesk();
    const page = await openPage({ language: 'fr-FR', width: 390, height: 844 });
    await signIn(page, desk.address, 'ann', `/reports/new?order=${desk.order.id}`);
    await page.getByRole('heading', { name: 'Un nouveau rapport' }).waitFor();
    await page.getByRole('button', { name: 'Commencer à écrire' }).press('Enter');
    await page.getByRole('textbox', { name: 'Titre' }).focus();
    await page.keyboard.type('Le port');
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.getSelection().anchorNode?.parentElement?.closest(".ProseMirror") !== null');
    await page.keyboard.type('# Croissance');
    await page.keyboard.press('Alt+m');
    await page.locator('input[name=mark]').fill('U');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const word of ['1. Le port', 'La ville']) {
      await page.keyboard.press('Enter');
      await page.keyboard.type(word);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Alt+Enter');
    await page.getByText('Enregistré', { exact: true }).waitFor();
    expect(await page.locator('.ProseMirror > div').allInnerTexts()).toEqual([
      expect.stringMatching(/^\(U\)\s+1\s+Croissance$/),
      expect.stringMatching(/^\(U\?\)\s+1\.\s+Le port$/),
      expect.stringMatching(/^\(U\)\s+a\.\s+La ville$/),
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    // Escape, then Tab, leaves the text.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('.ProseMirror') !== document.activeElement")).toBe(true);
  });
});
