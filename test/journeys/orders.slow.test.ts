import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { acceptLink } from '../../src/actions/accept-link.ts';
import type { Actor } from '../../src/actions/actor.ts';
import { amendOrder } from '../../src/actions/amend-order.ts';
import { createRecipient } from '../../src/actions/create-recipient.ts';
import { createTarget } from '../../src/actions/create-target.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import { moveOrder } from '../../src/actions/move-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { actorOf, addHit, deskOn, writtenOrder } from '../support/desk.ts';
import { doors } from '../support/doors.ts';
import { lines } from '../support/shift.ts';
import { CLIENT, PASSWORD } from '../support/signing-in.ts';
import { testServer } from '../support/store.ts';

const freshStore = testServer();
const letIn = doors();
const openPage = browserPages();
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

const PUBLIC = { scheme: 'us-capco', marking: 'U' };

/** A desk with a target, documents on a harbour, a recipient who is cleared and one who is not; Ann and Bob are editors. */
async function orderDesk() {
  const store = await freshStore();
  let ahead = 0;
  const desk = { ...deskOn(store), now: () => Date.now() + ahead };
  const administrator = await actorOf(store, CLEARED, ['administrator', 'editor', 'analyst']);
  const member = async (name: string): Promise<Actor> => {
    const actor = await actorOf(store, CLEARED, ['editor', 'analyst']);
    await store.database.work.query('update vigie.reader set name = $2 where id = $1', [actor.id, name]);
    const { secret } = await invitePerson(desk, administrator, actor.id);
    await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
    return actor;
  };
  const [ann, bob] = [await member('Ann'), await member('Bob')];
  const described = { title: 'Port authority', kind: 'organisation' as const, aliases: [{ text: 'Port authority' }] };
  await createTarget(desk, ann, { name: 'port-authority', ...described, ...PUBLIC });
  for (const [name, clearance] of [
    ['Harbour bureau', CLEARED],
    ['Town newspaper', {}],
  ] as const) {
    await createRecipient(desk, administrator, { name, kind: 'body', clearance, ...PUBLIC });
  }
  for (const title of ['The harbour grows', 'The harbour is sold']) {
    await receiveDocument(desk, ann, { title, body: `${title}, says the Port authority.`, language: 'en', ...PUBLIC });
  }
  const address = await letIn({ desk });
  const later = (minutes: number): void => {
    ahead += minutes * 60_000;
  };
  return { store, desk, administrator, ann, bob, address, later };
}

async function signIn(page: Page, address: string, name: string, path: string): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

const width = (page: Page) => page.evaluate('document.documentElement.scrollWidth');
const expression = (page: Page) => page.locator('textarea[name="order.questions.0.expressions.0.source"]');

journeys('the order editor', () => {
  it('opens an order from an empty page to the approval of a second person', async () => {
    const { address } = await orderDesk();
    const page = await openPage();
    await signIn(page, address, 'ann', '/orders');
    await page.getByRole('link', { name: 'New order' }).click();
    await page.getByLabel('Title').fill('Growth of the harbour');
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('growth-of-the-harbour');
    await page.getByRole('textbox', { name: 'Purpose' }).fill('To know who decides.');
    await page.getByRole('textbox', { name: 'What must be known' }).fill('Who plans to let the harbour grow?');
    await expression(page).fill('harbour AND @por');
    await page.getByRole('option', { name: '@port-authority' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await expression(page).inputValue()).toBe('harbour AND @port-authority ');
    await page.getByText('This can be looked for.').waitFor();
    await page.getByRole('button', { name: 'Try it on the archive' }).click();
    await page.getByText('2 documents in the window').waitFor();
    await page.getByRole('link', { name: 'The harbour is sold' }).waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    // Without a marking nothing is saved: it is never assumed.
    await page.getByText('This cannot be saved yet').waitFor();
    await page.getByRole('button', { name: 'Show where' }).click();
    await page.keyboard.type('S');
    await page.getByRole('combobox', { name: 'Scheme' }).click();
    await page.getByRole('option', { name: 'US markings (CAPCO)' }).click();
    await page.getByText('S stands for SECRET').waitFor();
    await page.getByText('Harbour bureau may have it').waitFor();
    await page.getByText('Town newspaper may not have it').waitFor();
    await page.getByRole('button', { name: 'Save and submit for review' }).click();
    await page.getByText('In review · Priority 3').waitFor();
    const second = await openPage();
    await signIn(second, address, 'bob', new URL(page.url()).pathname);
    await second.getByRole('button', { name: 'Approve and open' }).click();
    await second.getByText('Open · Priority 3').waitFor();
  });

  it('offers targets also where they come after what was typed', async () => {
    const { address } = await orderDesk();
    const page = await openPage();
    let come = (): void => undefined;
    const coming = new Promise<void>((resolve) => {
      come = resolve;
    });
    await page.route('**/api/targets*', async (route) => {
      await coming;
      await route.continue();
    });
    await signIn(page, address, 'ann', '/orders/new');
    await expression(page).fill('harbour AND @por');
    await page.getByText('@por').first().waitFor();
    expect(await page.getByRole('option', { name: '@port-authority' }).count()).toBe(0);
    come();
    await page.getByRole('option', { name: '@port-authority' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await expression(page).inputValue()).toBe('harbour AND @port-authority ');
  });

  it('shows what is wrong in an expression while it is written, and leaves what is quoted alone', async () => {
    const { address } = await orderDesk();
    const page = await openPage();
    await signIn(page, address, 'ann', '/orders/new');
    await expression(page).fill('harbour port');
    await page.getByText('Write AND or OR before this').waitFor();
    expect(await expression(page).getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Write AND or OR before this' }).click();
    const selected =
      '(() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); })()';
    expect(await page.evaluate(selected)).toBe('port');
    await expression(page).fill('harbour AND @nobody');
    await page.getByText('There is no target “nobody”').waitFor();
    await expression(page).fill('"harbour and port"');
    await page.getByText('This can be looked for.').waitFor();
  });

  it('asks who leaves with something unsaved, and not who has saved', async () => {
    const { address } = await orderDesk();
    const page = await openPage();
    await signIn(page, address, 'ann', '/orders/new');
    await page.getByLabel('Title').fill('x');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('Title').inputValue()).toBe('x');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
  });

  it('tells of a version that somebody else wrote, and writes over it where that is meant', async () => {
    const { desk, bob, address } = await orderDesk();
    const text = writtenOrder('Growth of the harbour', 'U');
    const order = await draftOrder(desk, bob, text);
    const page = await openPage();
    await signIn(page, address, 'ann', `/orders/${order.id}/edit`);
    await page.getByLabel('Title').fill('Growth of both harbours');
    await amendOrder(desk, bob, { ...text, id: order.id, version: 1 });
    await page.keyboard.press('Control+s');
    await page.getByText('Somebody else has saved a version').waitFor();
    await page.getByRole('button', { name: 'Write mine over it' }).click();
    await page.getByRole('heading', { name: 'Growth of both harbours' }).waitFor();
    await page.getByText('Version 3', { exact: true }).waitFor();
  });

  it('speaks French on a narrow screen', async () => {
    const { address } = await orderDesk();
    const page = await openPage({ language: 'fr-FR', width: 390, height: 844 });
    await signIn(page, address, 'ann', '/orders/new');
    await page.getByRole('heading', { name: 'Un nouvel ordre' }).waitFor();
    await expression(page).fill('port quai');
    await page.getByText('Écrivez AND ou OR').waitFor();
    expect(await width(page)).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await page.getByText('Ce champ doit être rempli.').first().waitFor();
  });
});

journeys('the page of an order', () => {
  it('asks for proof before an approval where the last one is old, and says who approved', async () => {
    const { desk, ann, address, later } = await orderDesk();
    const { id } = await draftOrder(desk, ann, writtenOrder('Growth of the harbour', 'U'));
    await moveOrder(desk, ann, { id, move: 'submit' });
    const page = await openPage();
    await signIn(page, address, 'bob', `/orders/${id}`);
    await page.getByText('0 of 1 given for this version').waitFor();
    later(11);
    await page.getByRole('button', { name: 'Approve and open' }).click();
    await page.getByRole('dialog').locator('input[autocomplete=current-password]').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('1 of 1 given for this version').waitFor();
    await page.getByText(/^Bob, /).waitFor();
  });

  it('tells its author that somebody else approves it', async () => {
    const { desk, ann, address } = await orderDesk();
    const { id } = await draftOrder(desk, ann, writtenOrder('Growth of the harbour', 'U'));
    await moveOrder(desk, ann, { id, move: 'submit' });
    const page = await openPage({ language: 'fr-FR' });
    await signIn(page, address, 'ann', `/orders/${id}`);
    await page.getByRole('button', { name: 'Approuver et ouvrir' }).click();
    await page.getByText('c’est quelqu’un d’autre qui l’approuve').waitFor();
  });

  it('shows what changed between versions, hits by question, and where a target leads', async () => {
    const { store, desk, administrator, bob, address } = await orderDesk();
    const text = withQuestion('Who plans it?');
    const { id } = await draftOrder(desk, bob, text);
    await amendOrder(desk, bob, { ...withQuestion('Who plans and pays it?'), id, version: 1 });
    const found = { title: 'The harbour burns', body: 'x', ...PUBLIC };
    const document = await receiveDocument(desk, administrator, found);
    await addHit(store, { orderId: id, documentId: document.id });
    const page = await openPage();
    await signIn(page, address, 'ann', `/orders/${id}`);
    await page.getByRole('link', { name: '1 new' }).waitFor();
    await page.getByRole('img', { name: 'Hits of question A by week' }).waitFor();
    await page.getByRole('button', { name: 'What changed' }).click();
    expect(await page.locator('ins').allInnerTexts()).toEqual(['and pays ']);
    await page.getByRole('link', { name: 'Port authority' }).click();
    await page.getByRole('heading', { name: 'Port authority' }).waitFor();
    await page.getByText('@port-authority').waitFor();
  });
});

journeys('an order as a file', () => {
  it('is taken out, is checked with lines, and comes to a desk that opens it', async () => {
    const { desk, ann, address } = await orderDesk();
    const { id } = await draftOrder(desk, ann, withQuestion('Who plans it?'));
    const page = await openPage();
    await signIn(page, address, 'ann', `/orders/${id}`);
    const [taken] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as a file' }).click(),
    ]);
    const text = await readFile(await taken.path(), 'utf8');
    expect(text).toContain('Who plans it?');
    const other = await orderDesk();
    await signIn(page, other.address, 'ann', '/orders/import');
    const paste = page.getByRole('textbox', { name: 'or paste its text' });
    await paste.fill(text.replace('marking: U', 'marking: unclassified'));
    await page.getByRole('combobox', { name: 'Scheme of its markings' }).click();
    await page.getByRole('option', { name: 'US markings (CAPCO)' }).click();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText(/^Line \d+, column \d+$/).waitFor();
    expect(await page.getByRole('button', { name: 'Draft this order' }).count()).toBe(0);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'order.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Draft this order' }).click();
    await page.getByRole('link', { name: 'Growth of the harbour' }).click();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('In review · Priority 3').waitFor();
    const second = await openPage();
    await signIn(second, other.address, 'bob', new URL(page.url()).pathname);
    await second.getByRole('button', { name: 'Approve and open' }).click();
    await second.getByText('Open · Priority 3').waitFor();
  });
});

journeys('the list of orders', () => {
  it('shows hits by question on a narrow screen, and leads to them', async () => {
    const { store, desk, administrator, ann, address } = await orderDesk();
    const { id } = await draftOrder(desk, ann, withQuestion('Who plans it?'));
    const document = await receiveDocument(desk, administrator, { title: 'The harbour burns', body: 'x', ...PUBLIC });
    await addHit(store, { orderId: id, documentId: document.id });
    const page = await openPage({ width: 390, height: 844 });
    await signIn(page, address, 'ann', '/orders');
    await page.getByRole('link', { name: 'A: 1 hits, 1 new' }).waitFor();
    expect(await width(page)).toBeLessThanOrEqual(390);
    await page.getByRole('link', { name: 'A: 1 hits, 1 new' }).click();
    await lines(page).first().waitFor();
  });
});

/** An order that cites a target by a letter. */
function withQuestion(wording: string) {
  const written = writtenOrder('Growth of the harbour', 'U', wording);
  const targets = [{ letter: 'A', target: 'port-authority', marking: 'U' }];
  return { ...written, order: { ...written.order, targets } };
}
