import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page, Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { answerCopy } from '../../src/actions/answer-copy.ts';
import { chooseNotices } from '../../src/actions/choose-notices.ts';
import { createChannel } from '../../src/actions/create-channel.ts';
import { createRecipient } from '../../src/actions/create-recipient.ts';
import { draftReport } from '../../src/actions/draft-report.ts';
import { moveReport } from '../../src/actions/move-report.ts';
import { listCopies } from '../../src/actions/own-copies.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { releaseReport } from '../../src/actions/release-report.ts';
import type { WrittenReport } from '../../src/domain/report.ts';
import { addRecipient } from '../../src/store/recipients.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { browserPages, journeys } from '../support/browser.ts';
import { actorOf, addHit, writtenOrder } from '../support/desk.ts';
import { comeIn, type PeopleDesk, peopleDesks } from '../support/people-desk.ts';
import { openOrder, sourceAt } from '../support/pipeline.ts';
import { paragraph, writtenReport as simpleReport, text } from '../support/reports.ts';

const openDesk = peopleDesks();
const openPage = browserPages();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The `header` of a dialog is no banner: it stands in a section (HTML AAM), which the role hides from the rule. */
const BANNER = ['landmark-no-duplicate-banner'];
const CLEARED = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const LONG = 360_000;
/** What still moves, and ends. */
const MOVING = `document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)`;
/** Two frames on, what was asked of the page has begun to move. */
const SETTLED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  .then(() => Promise.allSettled(${MOVING}.map(({ finished }) => finished)))`;

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** Returns what waits until a page has all that it asked for, and asks for no more. */
function arrivals(page: Page): () => Promise<void> {
  const awaited = new Set<Request>();
  page.on('request', (request) => {
    // The stream of changes never ends.
    if (request.resourceType() !== 'eventsource') awaited.add(request);
  });
  page.on('requestfinished', (request) => awaited.delete(request));
  page.on('requestfailed', (request) => awaited.delete(request));
  return async () => {
    for (let quiet = 0; quiet < 3; quiet = awaited.size === 0 ? quiet + 1 : 0) await page.waitForTimeout(25);
  };
}

/** Each with one thing changed from the one before: what is the same need not be drawn again. */
const LOOKS = [
  { size: WIDE, colorScheme: 'light' },
  { size: NARROW, colorScheme: 'light' },
  { size: NARROW, colorScheme: 'dark' },
  { size: WIDE, colorScheme: 'dark' },
] as const;

/** Returns what shuts somebody out of a page as it is now: the rule, and where. In the dark, only colours are others. */
async function barriers(page: Page, within = 'html', but: readonly string[] = []): Promise<string[]> {
  await page.evaluate(`globalThis.axe ?? (() => { ${AXE} })()`);
  const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
  const found: string[] = [];
  for (const { size, colorScheme } of LOOKS) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.evaluate(SETTLED);
    const looked = colorScheme === 'light' ? { runOnly: RULES, rules } : { runOnly: ['color-contrast'] };
    // Of what is right, it need not say where it stands.
    const options = { ...looked, resultTypes: ['violations'] };
    const run = `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`;
    const violations = (await page.evaluate(run)) as AxeResults['violations'];
    const at = `${new URL(page.url()).pathname} (${colorScheme}, ${size.width})`;
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${at} ${id}: ${html}`)));
  }
  return found;
}

/** A desk with one of each, and the pages that show it. */
async function filled(desk: PeopleDesk): Promise<string[]> {
  const { store, administrator, second } = desk;
  const orderId = await openOrder(desk.desk, administrator, second, writtenOrder('Growth of the harbour', 'U'));
  const document = {
    title: 'The harbour grows',
    body: 'growth of it',
    scheme: 'us-capco',
    marking: 'U',
    language: 'en',
  };
  const { id: documentId } = await receiveDocument(desk.desk, administrator, document);
  const hitId = await addHit(store, { orderId, documentId });
  const { id: sourceId } = await sourceAt(desk.desk, administrator, 'feed', 'https://a.example/feed');
  const { id: reportId } = await draftReport(desk.desk, administrator, { report: writtenReport(documentId) });
  const copyId = await copyOfAnn(desk);
  const otherId = await openOrder(desk.desk, administrator, second, writtenOrder('Growth of the port', 'U'));
  const { id: recipientId } = await createRecipient(desk.desk, administrator, {
    ...{ name: 'Harbour bureau', kind: 'body', clearance: {}, scheme: 'us-capco', marking: 'U' },
  });
  const ceiling = { scheme: 'us-capco', marking: 'U' };
  await createChannel(desk.desk, administrator, {
    recipientId,
    kind: 'mail',
    address: 'a@harbour.example',
    ...ceiling,
  });
  const own = { recipientId: administrator.id, kind: 'mail', address: 'root@harbour.example', ...ceiling } as const;
  const { id: channelId } = await createChannel(desk.desk, administrator, own);
  const times = { pace: 'daily', hour: 8, timeZone: 'UTC', language: 'en' } as const;
  await chooseNotices(desk.desk, administrator, { ...times, channelId, orderId });
  const state = { health: 'broken', since: 0, failures: 3, reason: { code: 'fetch-dns', message: 'No such host.' } };
  await store.database.owner.query('update vigie.source set state = $2 where id = $1', [sourceId, state]);
  return [
    ...['/', '/triage', `/triage?hit=${hitId}`, '/orders', `/orders/${orderId}`, '/documents', '/documents?q=harbour'],
    ...[`/documents/${documentId}`, '/sources', '/sources/new', `/sources/${sourceId}`, '/log', `/log/${orderId}`],
    ...['/settings', '/settings/appearance', '/settings/people', `/settings/people/${administrator.id}`],
    ...[
      '/settings/groups',
      '/settings/desk',
      '/settings/notices',
      '/reports',
      '/reports/new',
      `/reports/${reportId}`,
      `/reports/${reportId}/edit`,
      `/orders/${orderId}/coverage?other=${otherId}`,
      '/copies',
      `/copies/${copyId}`,
      '/settings/recipients',
      `/settings/recipients/${recipientId}`,
      '/nowhere',
    ],
  ];
}

/** A report is released to Ann, who is a recipient, too; returns her copy, of which she has asked something. */
async function copyOfAnn({ desk, store, administrator, second, ann }: PeopleDesk): Promise<string> {
  await inTransaction(store.database.work, async (client) => {
    const { rows } = await client.query('select label_id as "labelId" from vigie.reader where id = $1', [ann.id]);
    await addRecipient(client, { id: ann.id, labelId: rows[0].labelId }, new Date(desk.now()));
  });
  const report = simpleReport([paragraph('U', text('It grows.'))]);
  const drafted = await draftReport(desk, administrator, { report });
  const submitted = await moveReport(desk, administrator, { ...drafted, move: 'submit' });
  const approved = await moveReport(desk, second, { ...drafted, ...submitted, move: 'approve' });
  const releaser = await actorOf(store, CLEARED, ['releaser']);
  await releaseReport(desk, releaser, { ...drafted, ...approved, recipientIds: [ann.id] });
  const copyId = (await listCopies(desk, ann)).items[0]!.id;
  await answerCopy(desk, ann, { id: copyId, satisfaction: 'further-question', words: 'How fast does it grow?' });
  return copyId;
}

/** A report that has one of each. */
function writtenReport(documentId: string): WrittenReport {
  const text = (words: string) => [{ kind: 'text' as const, text: words }];
  const ids = Array.from({ length: 6 }, () => crypto.randomUUID());
  const [heading, paragraph, item, table, quote, citation] = ids as [string, string, string, string, string, string];
  return {
    ...{ title: 'Growth of the harbour', titleMark: 'U', language: 'en', saysCut: true, answers: [] },
    handling: { scheme: 'us-capco', marking: 'U', needToKnow: [] },
    portions: [
      { id: heading, mark: 'U', kind: 'heading', level: 1, content: text('It grows') },
      {
        ...{ id: paragraph, mark: '', kind: 'paragraph', likelihood: 'likely', confidence: 'high' },
        content: [...text('It grows. '), { kind: 'citation', id: citation }, { kind: 'reference', id: table }],
      },
      { id: item, mark: 'nonsense', kind: 'item', depth: 0, isNumbered: true, content: text('First') },
      { id: quote, mark: 'U', kind: 'quote', content: text('growth of it') },
      {
        ...{ id: table, mark: 'U', kind: 'table', content: text('Ships') },
        ...{ header: [text('Year'), text('Ships')], rows: [{ mark: 'U', cells: [text('2025'), text('1,200')] }] },
      },
    ],
    citations: [{ id: citation, documentId, quotation: 'growth of it', reliability: 'B', credibility: 2 }],
  };
}

journeys('every page', () => {
  it(
    'shuts nobody out, light and dark, wide and narrow',
    async () => {
      const desk = await openDesk({ roles: ['editor', 'analyst', 'inspector', 'administrator', 'recipient'] });
      const paths = await filled(desk);
      const page = await openPage(WIDE);
      page.setDefaultTimeout(10_000);
      const arrived = arrivals(page);
      await page.goto(`${desk.address}/`);
      await page.locator('input[autocomplete=username]').waitFor();
      const found = await barriers(page);
      await page.goto(`${desk.address}/link/${desk.secret}`);
      await page.locator('input[autocomplete=new-password]').first().waitFor();
      found.push(...(await barriers(page)));
      await comeIn(desk, page, '/');
      await page.getByRole('heading', { name: 'Today' }).waitFor();
      for (const path of paths) {
        await page.goto(`${desk.address}${path}`);
        const shown = page
          .locator('#page')
          .locator('h1:visible, [role=listbox]:visible, [role=alert]:visible, p:visible');
        await shown.or(page.getByText('There is nothing here')).first().waitFor();
        await arrived();
        found.push(...(await barriers(page)));
      }
      await page.goto(`${desk.address}/sources`);
      await page.getByRole('heading', { name: 'Sources' }).waitFor();
      await arrived();
      await page.getByRole('button', { name: 'Import a list (OPML)' }).click();
      await page.getByRole('dialog').waitFor();
      found.push(...(await barriers(page, '[role=dialog]', BANNER)));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      found.push(...(await barriers(page, '[role=dialog]', BANNER)));
      await page.keyboard.press('Escape');
      await page.getByRole('combobox').waitFor({ state: 'detached' });
      await page.locator('body').press('?');
      await page.getByRole('dialog').waitFor();
      found.push(...(await barriers(page, '[role=dialog]', BANNER)));
      expect(found).toEqual([]);
    },
    LONG,
  );
});
