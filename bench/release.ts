// Measures the release of one report to many recipients by mail, with a PDF for each, beside a rival that cuts and renders
// anew for each of them. Prints one line of JSON.
//   npm run --silent bench:release [-- --recipients 1000 --clearances 20]
// A private server in a temporary folder, and a mail server on the loopback that takes everything. The report has 30 portions
// of 60 words: 10 for everybody and 20 for two countries each, so that readers of 20 countries get 20 different copies.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type Actor, loadActor, type Role } from '../src/actions/actor.ts';
import { createChannel } from '../src/actions/create-channel.ts';
import { createRecipient } from '../src/actions/create-recipient.ts';
import { draftReport } from '../src/actions/draft-report.ts';
import { moveReport } from '../src/actions/move-report.ts';
import { type OpenDesk, openDesk } from '../src/actions/open-desk.ts';
import { releaseReport } from '../src/actions/release-report.ts';
import { MailSender } from '../src/channels/mail.ts';
import { composeMail } from '../src/channels/mail-message.ts';
import type { IssuedCopy } from '../src/domain/copy.ts';
import type { ReportPortion, WrittenReport } from '../src/domain/report.ts';
import { Delivering, type Outgoing } from '../src/pipeline/delivering.ts';
import { copyAsHtml } from '../src/render/copy-html.ts';
import { copySubject } from '../src/render/copy-name.ts';
import { PdfPrinter } from '../src/render/copy-pdf.ts';
import { copyAsText } from '../src/render/copy-text.ts';
import { copyFor } from '../src/reports/copy-for.ts';
import { addAccount } from '../src/store/accounts.ts';
import { addReader } from '../src/store/readers.ts';
import { inTransaction } from '../src/store/transaction.ts';
import { dayAndMachine } from './machine.ts';

const SCHEME = 'us-capco';
const COUNTRIES = [
  ...['AUS', 'CAN', 'GBR', 'NZL', 'FRA', 'DEU', 'ITA', 'ESP', 'NLD', 'BEL'],
  ...['NOR', 'DNK', 'POL', 'PRT', 'GRC', 'TUR', 'CZE', 'HUN', 'SWE', 'FIN'],
];
const FOR_ALL = 10;
const WORDS = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
const SENDER = { name: 'Desk', address: 'desk@vigie.example' };
/** As many connections as the desk uses. */
const AT_ONCE = 10;

const { values } = parseArgs({
  options: { recipients: { type: 'string', default: '1000' }, clearances: { type: 'string', default: '20' } },
});
const recipients = Number(values.recipients);
const countries = COUNTRIES.slice(0, Number(values.clearances));

function held(country: string) {
  return { nationality: country, organisation: country, levels: { [SCHEME]: 'S' } };
}

function paragraph(mark: string, number: number): ReportPortion {
  return { kind: 'paragraph', id: randomUUID(), mark, content: [{ kind: 'text', text: `${number} ${WORDS}` }] };
}

const report: WrittenReport = {
  ...{ title: 'What is planned', titleMark: 'U', language: 'en', saysCut: false, citations: [], answers: [] },
  handling: { scheme: SCHEME, marking: 'U', needToKnow: [] },
  portions: [
    ...Array.from({ length: FOR_ALL }, (_, at) => paragraph('U', at)),
    ...countries.map((country, at) => paragraph(`S//REL TO USA, ${country}`, at)),
  ],
};

async function actorWith(desk: OpenDesk, roles: readonly Role[]): Promise<Actor> {
  const [id, now] = [randomUUID(), new Date()];
  const labelId = await desk.labels.idOfLabel(desk.schemes.label('desk', 'PUBLIC', {}, 'banner'), now);
  await inTransaction(desk.database.work, async (client) => {
    await desk.labels.lockClearances(client);
    const clearanceId = await desk.labels.clearanceWithin(client, { id, ...held('USA') }, now);
    const made = { id, name: 'somebody', kind: 'person', labelId, held: held('USA'), clearanceId } as const;
    await addReader(client, { ...made, madeAt: now, changedAt: now });
    await addAccount(client, { id, labelId, roles, state: 'active' }, now);
  });
  return loadActor(desk.database, id, Date.now());
}

async function makeRecipients(desk: OpenDesk, admin: Actor): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let at = 0; at < recipients; at++) {
    const clearance = held(countries[at % countries.length]!);
    const made = { name: `Reader ${at}`, kind: 'person', clearance, scheme: SCHEME, marking: 'U' } as const;
    const { id } = await createRecipient(desk, admin, made);
    const options = { form: 'whole', hasPdf: true, subject: 'banner' } as const;
    const way = { recipientId: id, kind: 'mail', address: `reader${at}@example.org`, options } as const;
    await createChannel(desk, admin, { ...way, scheme: SCHEME, marking: 'S//NF' });
    ids.push(id);
  }
  return ids;
}

/** Writes the report, and releases it once it is approved. */
async function approve(desk: OpenDesk) {
  const [author, other] = [await actorWith(desk, ['analyst']), await actorWith(desk, ['editor'])];
  const drafted = await draftReport(desk, author, { report });
  const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
  return { ...drafted, ...(await moveReport(desk, other, { ...drafted, ...submitted, move: 'approve' })) };
}

async function count(desk: OpenDesk, query: string): Promise<number> {
  return (await desk.database.owner.query<{ count: number }>(`select count(*)::int as count from ${query}`)).rows[0]!
    .count;
}

async function measureDesk(desk: OpenDesk, outgoing: Outgoing) {
  const recipientIds = await makeRecipients(desk, await actorWith(desk, ['administrator']));
  const approved = await approve(desk);
  const releaser = await actorWith(desk, ['releaser']);
  const began = performance.now();
  await releaseReport(desk, releaser, { ...approved, recipientIds });
  const released = performance.now();
  const failures: unknown[] = [];
  const role = await Delivering.open({
    ...{ desk, outgoing, wake: () => undefined },
    failed: (error) => failures.push(error),
  });
  while ((await count(desk, "vigie.delivery where state in ('waiting', 'sending')")) > 0) {
    await pause(Math.min(await role.step(), 20));
  }
  const ended = performance.now();
  await role.close();
  if (failures.length > 0) throw failures[0];
  const accepted = await count(
    desk,
    "vigie.delivery join vigie.channel on channel.id = channel_id where kind = 'mail' and delivery.state = 'accepted'",
  );
  const cuts = await count(desk, '(select distinct content_hash from vigie.release_copy) as cut');
  return { release_s: seconds(released - began), total_s: seconds(ended - began), accepted, cuts, pdfs: role.pdfs };
}

/** Cuts and renders for each recipient anew, and sends by as many connections; it keeps no ledger. */
async function measureRival(desk: OpenDesk, { mail, printer }: Outgoing): Promise<number> {
  const began = performance.now();
  let next = 0;
  const sender = new MailSender(mail!.server);
  const lane = async (): Promise<void> => {
    while (next < recipients) {
      const at = next++;
      const reader = { id: '', ...held(countries[at % countries.length]!) };
      const whole = { report, cited: new Map(), answered: new Map() };
      const cut = copyFor(whole, { schemes: desk.schemes, reader, now: Date.now() });
      if (cut.kind !== 'copy') throw new Error(`The rival cuts nothing: ${cut.kind}.`);
      const issued: IssuedCopy = { id: randomUUID(), releasedAt: Date.now(), state: 'current', copy: cut.copy };
      const pdf = { name: 'report.pdf', bytes: await printer.print(issued) };
      const written = { deliveryId: randomUUID(), from: SENDER, to: `reader${at}@example.org`, sentAt: Date.now() };
      const texts = { subject: copySubject(issued, 'banner'), text: copyAsText(issued), html: copyAsHtml(issued) };
      const sent = await sender.send(await composeMail({ ...written, ...texts, pdf }));
      if (sent.kind !== 'accepted') throw new Error(`The rival’s mail was not accepted: ${sent.answer}.`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  sender.close();
  return performance.now() - began;
}

function seconds(milliseconds: number): number {
  return Number((milliseconds / 1000).toFixed(2));
}

async function run(): Promise<void> {
  const sink = new Worker(new URL('./mail-sink.js', import.meta.url));
  const [port] = (await once(sink, 'message')) as [number];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vigie-release-')));
  chmodSync(folder, 0o711);
  const desk = await openDesk({ dataFolder: folder, systemFolder: folder });
  const printer = new PdfPrinter();
  const mail = { from: SENDER, server: { host: '127.0.0.1', port, isEncrypted: false, isOwn: true } };
  const outgoing: Outgoing = { post: () => Promise.reject(new Error('Nothing is posted.')), mail, printer };
  try {
    const own = await measureDesk(desk, outgoing);
    sink.postMessage('how many');
    const [came] = (await once(sink, 'message')) as [number];
    const rival = await measureRival(desk, outgoing);
    const line = {
      ...{ recipients, clearances: countries.length, portions: report.portions.length, ...own, came },
      copies_per_s: Math.round(recipients / own.total_s),
      rival_total_s: seconds(rival),
      rival_copies_per_s: Math.round(recipients / (rival / 1000)),
      times_rival: Number((rival / 1000 / own.total_s).toFixed(2)),
      ...dayAndMachine(),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } finally {
    await printer.close();
    await desk.close();
    await sink.terminate();
    rmSync(folder, { recursive: true, force: true });
  }
}

await run();
