import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { addHit } from '../support/desk.ts';
import { lines, type Shift, shifts, signedIn, signedInBeside } from '../support/shift.ts';
import { testServer } from '../support/store.ts';

const shift = shifts(testServer());
const openPage = browserPages();

async function rowsOf(desk: Shift) {
  const { rows } = await desk.store.database.work.query<Record<string, unknown>>(
    'select id, judgement, assignee_id as "assigneeId", snoozed_until as "snoozedUntil" from vigie.hit order by made_at desc, id',
  );
  return rows;
}

async function atTriage(path = '/triage') {
  const desk = await shift();
  const page = await openPage();
  await signedIn(desk, page, path);
  await expect.poll(() => lines(page).count()).toBe(2);
  return { desk, page };
}

/**
 * Hits older than those that are there, each on a copy of the first one's document. What they refer to is there, and so it is not
 * looked up anew for each.
 */
async function addManyHits({ store: { database }, hits }: Shift, count: number): Promise<void> {
  await database.administer(async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(MANY_HITS, [hits[0], count]);
  }, database.name);
}

const MANY_HITS = `with copied as (
   insert into vigie.document (id, label_id, content_hash, title, body, received_at, details, lexemes, transaction_id)
     select gen_random_uuid(), label_id, sha256(number::text::bytea), 'Harbour ' || number, body, received_at, details, lexemes, transaction_id
     from vigie.document, generate_series(1, $2) as number where id = (select document_id from vigie.hit where id = $1)
     returning id, title)
   insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, made_at, changed_at)
   select gen_random_uuid(), order_id, question_id, copied.id, document_label_id, order_label_id, 'new',
     made_at - split_part(title, ' ', 2)::int * interval '1 minute' - interval '1 hour', made_at
     from vigie.hit, copied where hit.id = $1`;

/** Scrolls down as far as it goes, and again when more has come, until so many lines are there. */
async function scrolledTo(page: Page, count: number): Promise<void> {
  const queue = page.locator('ul[aria-label=Waiting]').locator('..');
  await expect
    .poll(async () => {
      await queue.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      expect(await lines(page).count()).toBeLessThan(60);
      return Number(await lines(page).last().getAttribute('data-index'));
    })
    .toBeGreaterThanOrEqual(count - 1);
}

const told = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text).waitFor();

journeys('triage', () => {
  it('judges those that are picked at once, and takes that back at once', async () => {
    const { desk, page } = await atTriage();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('n');
    await told(page, '2 hits judged: Not relevant');
    await expect.poll(() => lines(page).count()).toBe(0);
    expect((await rowsOf(desk)).map(({ judgement }) => judgement)).toEqual(['not-relevant', 'not-relevant', 'new']);
    await page.keyboard.press('z');
    await expect.poll(() => lines(page).count()).toBe(2);
    expect((await rowsOf(desk)).map(({ judgement }) => judgement)).toEqual(['new', 'new', 'new']);
  });

  it('picks a row of hits with Shift, and leaves all of them', async () => {
    const { page } = await atTriage();
    await page.getByRole('checkbox', { name: /grows/ }).click();
    await page.getByRole('checkbox', { name: /sold/ }).click({ modifiers: ['Shift'] });
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Select none' }).click();
    await expect.poll(() => page.getByText('2 selected').count()).toBe(0);
  });

  it('snoozes a hit until tomorrow, shows it under the snoozed, and puts it back', async () => {
    const { desk, page } = await atTriage();
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await told(page, /^Snoozed until/);
    await expect.poll(() => lines(page).count()).toBe(1);
    expect((await rowsOf(desk))[0]!['snoozedUntil']).toBeInstanceOf(Date);
    await page.getByText('Snoozed', { exact: true }).click();
    await expect.poll(() => lines(page).allInnerTexts()).toMatchObject([expect.stringContaining('grows')]);
    await lines(page).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Back into the queue' }).click();
    await told(page, 'Back in the queue');
    expect((await rowsOf(desk))[0]!['snoozedUntil']).toBeNull();
  });

  it('gives a hit to oneself, and shows those alone', async () => {
    const { desk, page } = await atTriage();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await told(page, 'Given to Ann');
    expect((await rowsOf(desk))[0]!['assigneeId']).toBe(desk.ann.id);
    await page.getByText('Assigned to Ann').waitFor();
    await page.getByText('Mine', { exact: true }).click();
    await expect.poll(() => lines(page).allInnerTexts()).toMatchObject([expect.stringContaining('grows')]);
    await page.keyboard.press('z');
    await expect.poll(() => lines(page).count()).toBe(0);
  });

  it('keeps filters at the desk under a name, with those that this browser kept before, and brings them back', async () => {
    const { desk, page } = await atTriage('/triage?order=best&by=story');
    const kept = JSON.stringify(JSON.stringify([{ name: 'Mine', search: { mine: 'yes' } }]));
    await page.evaluate(`localStorage.setItem('vigie.filters.${desk.ann.id}', ${kept})`);
    await page.reload();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByLabel('Save these filters').fill('Stories');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stories', exact: true }).waitFor();
    await page.goto(`${new URL(page.url()).origin}/triage`);
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('button', { name: 'Stories', exact: true }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?order=best&by=story');
    expect(await page.evaluate(`localStorage.getItem('vigie.filters.${desk.ann.id}')`)).toBeNull();
    await page.evaluate('localStorage.clear()');
    await page.reload();
    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('button', { name: 'Remove: Stories' }).click();
    await page.getByRole('button', { name: 'Stories', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Mine', exact: true }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?mine=yes');
  });

  it('judges a story with all its hits, and says why it was suggested', async () => {
    const { desk, page } = await atTriage('/triage?by=story');
    await page.keyboard.press('j');
    await page.getByText('Why it was suggested').click();
    await page.getByText('Nothing was learnt for this question yet').waitFor();
    await page.keyboard.press('v');
    await told(page, 'Judged: To verify');
    expect((await rowsOf(desk)).map(({ judgement }) => judgement)).toContain('to-verify');
  });

  it('judges a story of more hits than are judged at once, and takes all of it back', async () => {
    const desk = await shift();
    await addManyHits(desk, 250);
    await desk.store.database.work.query(
      `with told as (insert into vigie.story (id, made_at) values (gen_random_uuid(), now()) returning id)
       insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at)
       select document.id, told.id, label_id, received_at, now() from vigie.document, told where title like 'Harbour %'`,
    );
    const page = await openPage();
    await signedIn(desk, page, '/triage?by=story');
    await lines(page).getByText('and 249 more').click();
    await page.getByRole('heading', { name: /^Harbour/ }).waitFor();
    await page.keyboard.press('n');
    await told(page, '250 hits judged: Not relevant');
    const waiting = async () => (await rowsOf(desk)).filter(({ judgement }) => judgement === 'new').length;
    expect(await waiting()).toBe(3);
    await page.keyboard.press('z');
    await expect.poll(waiting).toBe(253);
  });

  it('lets two work at once: what one decides leaves the queue of the other, and neither decides it twice', async () => {
    const { desk, page } = await atTriage();
    const other = await openPage();
    await signedInBeside(desk, other, { name: 'bea' });
    await expect.poll(() => lines(other).count()).toBe(2);
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    await told(page, 'Judged: Relevant');
    await expect.poll(() => lines(other).allInnerTexts()).toMatchObject([expect.stringContaining('sold')]);
    await other.keyboard.press('j');
    await other.keyboard.press('n');
    await told(other, 'Judged: Not relevant');
    await expect.poll(() => lines(page).count()).toBe(0);
    await page.keyboard.press('z');
    await expect.poll(() => lines(other).allInnerTexts()).toMatchObject([expect.stringContaining('grows')]);
    expect((await rowsOf(desk)).map(({ judgement }) => judgement)).toEqual(['new', 'not-relevant', 'new']);
  });

  it('scrolls through a hundred thousand hits with few lines on the page, and works on the last of those it came to', {
    timeout: 120_000,
  }, async () => {
    const desk = await shift();
    await addManyHits(desk, 100_000);
    const page = await openPage();
    await signedIn(desk, page);
    await lines(page).first().waitFor();
    await scrolledTo(page, 1_200);
    const title = (await lines(page).last().locator('p').first().innerText()).trim();
    // More lines may come below it.
    const line = lines(page).filter({ has: page.getByText(title, { exact: true }) });
    await line.getByRole('button').click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.keyboard.press('n');
    await told(page, 'Judged: Not relevant');
    await expect.poll(() => lines(page).getByText(title, { exact: true }).count()).toBe(0);
  });

  it('does not read a long list anew under whoever reads it, but says that there are newer ones', async () => {
    const desk = await shift();
    await addManyHits(desk, 450);
    const page = await openPage();
    await signedIn(desk, page);
    await scrolledTo(page, 452);
    const document = { title: 'The harbour burns', body: 'x', scheme: 'us-capco', marking: 'U' };
    const { id } = await receiveDocument(desk.desk, desk.administrator, document);
    await addHit(desk.store, { orderId: desk.order.id, documentId: id, minutes: -1 });
    await page.getByText('Newer hits have come in').waitFor();
    await page.getByText('Harbour 450').waitFor();
    await page.getByRole('button', { name: 'Show them' }).click();
    await lines(page).getByText('The harbour burns').waitFor();
  });

  it('shows a document with the places of all questions that it answers', async () => {
    const { desk, page } = await atTriage();
    await page.keyboard.press('j');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'The harbour grows' }).waitFor();
    await page.getByRole('link', { name: /Growth of the harbour, A/ }).waitFor();
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    expect(desk.hits).toHaveLength(3);
  });
});
