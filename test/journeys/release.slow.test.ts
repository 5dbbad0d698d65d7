import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { acceptLink } from '../../src/actions/accept-link.ts';
import { type Actor, loadActor, type Role } from '../../src/actions/actor.ts';
import { createChannel } from '../../src/actions/create-channel.ts';
import { createRecipient } from '../../src/actions/create-recipient.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { inviteRecipient } from '../../src/actions/invite-recipient.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import { moveOrder } from '../../src/actions/move-order.ts';
import { createToken } from '../../src/actions/own-tokens.ts';
import { readOrder } from '../../src/actions/read-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import type { HeldByReader } from '../../src/store/readers.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { deliveringTo } from '../support/delivering.ts';
import { actorOf, addHit, deskOn, opening, writtenOrder } from '../support/desk.ts';
import { doors } from '../support/doors.ts';
import { textsOf } from '../support/mail-text.ts';
import { CLIENT, PASSWORD } from '../support/signing-in.ts';
import { testServer } from '../support/store.ts';

const freshStore = testServer();
const letIn = doors();
const openPage = browserPages();
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const BRITISH = { nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' } };
const PUBLIC = { scheme: 'us-capco', marking: 'U' };
const PHONE = { width: 390, height: 844 };
const LONG = 120_000;

/** The portions of the report, and which of the three recipients may have each. */
const PORTIONS = [
  { mark: 'U', words: 'The port authority says that the harbour will grow.' },
  { mark: 'S//REL TO USA, GBR', words: 'A loan of two banks is being talked about.' },
  { mark: 'S//NF', words: 'The authority keeps the price to itself.' },
] as const;
const RECIPIENTS: readonly (readonly [name: string, clearance: HeldByReader, portions: number])[] = [
  ['Town newspaper', {}, 1],
  ['London desk', BRITISH, 2],
  ['Harbour bureau', CLEARED, 3],
];
const BY_MAIL = { kind: 'mail', address: 'london@example.org', marking: 'S//REL TO USA, GBR' } as const;
const BY_FEED = { kind: 'atom', address: '', marking: 'S//NF' } as const;

/** A desk with an open order on a harbour and a hit on it. Ann writes, Bob approves, Rita releases, Root keeps the people. */
async function loopDesk() {
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
  await member('Root', ['administrator']);
  const recipientIds: string[] = [];
  for (const [name, clearance] of RECIPIENTS) {
    const { id } = await createRecipient(desk, administrator, { name, kind: 'body', clearance, ...PUBLIC });
    const { secret } = await inviteRecipient(desk, administrator, id);
    await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
    recipientIds.push(id);
  }
  const [, london, bureau] = recipientIds as [string, string, string];
  for (const [recipientId, way] of [
    [london, BY_MAIL],
    [bureau, BY_FEED],
  ] as const) {
    await createChannel(desk, administrator, { recipientId, scheme: PUBLIC.scheme, ...way });
  }
  const written = { ...writtenOrder('Growth of the harbour', 'S', 'Who plans to let the harbour grow?'), recipientIds };
  const order = await draftOrder(desk, ann, written);
  await moveOrder(desk, ann, { id: order.id, move: 'submit' });
  await moveOrder(desk, bob, await opening(desk, bob, order.id));
  const body = 'The harbour grows, says the port authority. Nothing else was said on Friday.';
  const document = { title: 'The harbour grows', body, language: 'en', scheme: 'us-capco', marking: 'U' };
  const { id: documentId } = await receiveDocument(desk, ann, document);
  const hitId = await addHit(store, { orderId: order.id, documentId });
  const address = await letIn({ desk });
  const to = await deliveringTo({ desk });
  return { ...{ store, desk, ann, orderId: order.id, hitId, address, to }, feed: () => feedOf(desk, bureau, address) };
}

/** What a recipient gets who fetches their feed with a token of their own. */
async function feedOf(desk: Desk, recipientId: string, address: string): Promise<string> {
  const recipient = await loadActor(desk.database, recipientId, desk.now());
  const expiresAt = new Date(desk.now() + 3_600_000);
  const { secret } = await createToken(desk, recipient, { name: 'reader of feeds', scopes: ['read'], expiresAt });
  const answer = await fetch(`${address}/api/feed`, { headers: { authorization: `Bearer ${secret}` } });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Which portions of the report a text holds. */
function portionsIn(text: string): readonly boolean[] {
  return PORTIONS.map(({ words }) => text.includes(words));
}

type LoopDesk = Awaited<ReturnType<typeof loopDesk>>;

async function signIn(page: Page, address: string, name: string, path: string): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

/** Marks the portion in which the caret stands. */
async function mark(page: Page, written: string): Promise<void> {
  await page.keyboard.press('Alt+m');
  await page.locator('input[name=mark]').fill(written);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Answers the order from a hit with a report of three portions, and submits it; returns where the report is. */
async function writeReport(page: Page, { address, hitId }: LoopDesk): Promise<string> {
  await signIn(page, address, 'ann', `/triage?hit=${hitId}`);
  await page.getByRole('heading', { name: 'The harbour grows' }).waitFor();
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Into a new report' }).click();
  await page.getByRole('button', { name: 'Begin writing' }).click();
  const text = page.getByRole('textbox', { name: 'Text of the report' });
  await text.getByText('The harbour grows, says the port authority.').waitFor();
  for (const [at, { mark: written, words }] of PORTIONS.entries()) {
    if (at > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(words);
    await mark(page, written);
  }
  await page.getByRole('textbox', { name: 'Title' }).fill('Growth of the harbour');
  await page.getByRole('button', { name: 'Mark of the title' }).click();
  await page.locator('input[name=mark]').fill('U');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '1 portion is not marked' }).click();
  await page.getByRole('button', { name: 'Take (U)' }).first().click();
  await text.getByText(PORTIONS[0].words).click();
  await page.getByText('Wholly', { exact: true }).click();
  await page.getByText('SECRET//NOFORN').first().waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Draft' }).click();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('In review').waitFor();
  return new URL(page.url()).pathname;
}

journeys('the loop', () => {
  it(
    'goes from a hit to a report, to three copies that are read in the portal, in a mail and in a feed, to a further question, and to a recall',
    async () => {
      const desk = await loopDesk();
      const [ann, bob, rita] = [await openPage(), await openPage(), await openPage()];
      const path = await writeReport(ann, desk);
      await signIn(bob, desk.address, 'bob', '/');
      await bob.locator('section', { hasText: 'Reports in review' }).getByRole('link', { name: 'Growth' }).click();
      await bob.getByRole('button', { name: 'Approve' }).click();
      await bob.getByText('Approved', { exact: true }).waitFor();
      expect((await readOrder(desk.desk, desk.ann, desk.orderId)).questions[0]?.state).toBe('answered');
      await signIn(rita, desk.address, 'rita', '/');
      await rita.locator('section', { hasText: 'Reports to release' }).getByRole('link', { name: 'Growth' }).click();
      await rita.getByRole('button', { name: 'Release …' }).click();
      await rita.getByRole('button', { name: 'Release to 3 recipients' }).click();
      await rita.getByText('Release of version 1').waitFor();

      await desk.to.deliver();
      const [mail, ...others] = desk.to.mails.mails;
      expect([mail?.to, others]).toEqual([['london@example.org'], []]);
      expect(portionsIn(await textsOf(mail!.bytes))).toEqual([true, true, false]);

      const portals: Page[] = [];
      for (const [name, , portions] of RECIPIENTS) {
        const page = await openPage(PHONE);
        portals.push(page);
        await signIn(page, desk.address, name.toLowerCase(), '/');
        await page.getByRole('heading', { name: 'Copies' }).waitFor();
        await page.getByText('New', { exact: true }).waitFor();
        await page.getByRole('link', { name: 'Growth of the harbour' }).click();
        await page.locator('article').waitFor();
        const read = await page.locator('article').innerText();
        expect(portionsIn(read)).toEqual(PORTIONS.map((_, at) => at < portions));
        expect(read.match(/REPLAY – NOT CLASSIFIED/g)?.length).toBeGreaterThanOrEqual(2);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
      }

      expect(portionsIn(await desk.feed())).toEqual([true, true, true]);
      const [newspaper, london] = portals as [Page, Page, Page];
      await newspaper.getByRole('button', { name: 'Acknowledge' }).click();
      await newspaper.getByRole('status').filter({ hasText: 'Acknowledged' }).waitFor();
      await london.getByRole('radio', { name: 'I have a further question' }).check();
      expect(await london.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
      await london.getByRole('textbox', { name: 'Your question' }).fill('Which two banks talk about it?');
      await london.getByRole('button', { name: 'Send' }).click();
      await london.getByText('The desk has your answer.').waitFor();
      await london.getByText('Which two banks talk about it?').waitFor();

      // The question is doubted, and at the desk somebody makes an order of what was asked.
      const [question] = (await readOrder(desk.desk, desk.ann, desk.orderId)).questions;
      expect(question?.state).toBe('partly answered');
      await ann.goto(`${desk.address}/`);
      await ann.getByText('Which two banks talk about it?').waitFor();
      await ann.getByRole('link', { name: 'Draft an order from it' }).click();
      await expect
        .poll(() => ann.locator('[name="order.questions.0.wording"]').inputValue())
        .toBe('Which two banks talk about it?');
      await ann.goto(`${desk.address}/orders/${desk.orderId}`);
      await ann.getByText('Town newspaper – Growth of the harbour').waitFor();

      await rita.goto(`${desk.address}${path}`);
      await rita.getByText('answered', { exact: false }).first().waitFor();
      await rita.getByRole('button', { name: 'Recall …' }).click();
      await rita.getByRole('textbox', { name: 'Why' }).fill('The price was wrong.');
      await rita.getByRole('button', { name: 'Recall it' }).click();
      await rita.getByText('Recalled', { exact: true }).first().waitFor();
      await desk.to.deliver();
      const notice = await textsOf(desk.to.mails.mails[1]!.bytes);
      for (const told of [notice, await desk.feed()]) {
        expect(told).toMatch(/recalled/i);
        expect(portionsIn(told)).toEqual([false, false, false]);
        expect(told).not.toContain('Growth of the harbour');
      }
      for (const page of portals) {
        await page.reload();
        await page.getByRole('alert').filter({ hasText: 'this report was withdrawn' }).waitFor();
        const left = await page.locator('#page').innerText();
        for (const { words } of PORTIONS) expect(left).not.toContain(words);
        expect(left).not.toContain('Growth of the harbour');
        await page.getByRole('link', { name: 'All copies' }).click();
        await page.getByText('Recalled', { exact: true }).waitFor();
        expect(await page.locator('#page').innerText()).not.toContain('Growth of the harbour');
      }
    },
    LONG,
  );

  it('shows who only gets reports nothing of the desk', async () => {
    const { address } = await loopDesk();
    const page = await openPage();
    await signIn(page, address, 'london desk', '/');
    await page.getByText('Nothing was released to you yet.').waitFor();
    const places = page.getByRole('navigation', { name: 'Menu' }).getByRole('link');
    expect(await places.allInnerTexts()).toEqual(['Copies']);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').innerText()).not.toContain('Triage');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    const commands = (await page.getByRole('option').allInnerTexts()).join(' ');
    expect(commands).toContain('Copies');
    for (const word of ['Triage', 'Orders', 'Reports', 'Documents', 'Sources']) expect(commands).not.toContain(word);
    await page.keyboard.press('Escape');
    await page.goto(`${address}/settings`);
    for (const part of ['Password', 'Codes of an app', 'Passkeys', 'Sessions', 'Tokens of the API']) {
      await page.getByRole('heading', { name: part, exact: true }).waitFor();
    }
    expect(await page.getByRole('link', { name: 'Recipients' }).count()).toBe(0);
  });

  it('lets an administrator make a recipient, open channels to them, and let them in by a link', async () => {
    const { address } = await loopDesk();
    const [page, guest] = [await openPage(), await openPage(PHONE)];
    await signIn(page, address, 'root', '/settings/recipients');
    await page.getByRole('link', { name: 'Town newspaper' }).waitFor();
    await page.getByRole('button', { name: 'Add a recipient' }).click();
    await page.getByLabel('Name').fill('Mayor');
    await page.getByLabel('Marking of the fact that they are a recipient').fill('PUBLIC');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Mayor' }).waitFor();
    await page.getByRole('button', { name: 'Open a channel' }).click();
    await page.getByLabel('By', { exact: true }).selectOption('webhook');
    await page.getByLabel('Address').fill('https://mayor.example/reports');
    await page.getByRole('combobox', { name: 'It may carry at most' }).fill('U');
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Pause: Webhook https://mayor.example/reports' }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close for good: Webhook' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close for good' }).click();
    await page.getByText('There is none: they read in the portal.').waitFor();
    await page.getByRole('button', { name: 'Make a link to come in' }).click();
    const link = await page.locator('pre').first().innerText();
    await guest.goto(link);
    await guest.locator('input[autocomplete=new-password]').first().fill(PASSWORD);
    await guest.locator('input[autocomplete=new-password]').last().fill(PASSWORD);
    await guest.getByRole('button', { name: 'Come in' }).click();
    await guest.getByText('Nothing was released to you yet.').waitFor();
  });
});
