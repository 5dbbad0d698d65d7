import { afterEach, describe, expect, it } from 'vitest';
import { actorOf, deskOn, opening, writtenOrder } from '../../test/support/desk.ts';
import { type MailServer, openMailServer, signedInAt } from '../../test/support/mail-server.ts';
import { extractHere } from '../../test/support/pipeline.ts';
import { placesOf } from '../../test/support/places.ts';
import { NOWHERE } from '../../test/support/read-source.ts';
import { testServer } from '../../test/support/store.ts';
import { addressNotes } from '../actions/address-notes.ts';
import { createSource } from '../actions/create-source.ts';
import { draftOrder } from '../actions/draft-order.ts';
import { listTaskNotes } from '../actions/list-task-notes.ts';
import { moveOrder } from '../actions/move-order.ts';
import { moveTask } from '../actions/move-task.ts';
import { offerTask } from '../actions/offer-task.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { readSourceNow } from './run-once.ts';

const newStore = testServer();
const open: MailServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const READER = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const PUBLIC = { scheme: 'us-capco', marking: 'U' };

const mail = (id: string, subject: string, text = 'Three cranes stood still.') =>
  `From: Someone <anybody@x.example>\r\nSubject: ${subject}\r\nMessage-ID: <${id}@x.example>\r\nDate: Wed, 18 Nov 2026 10:00:00 +0000\r\n\r\n${text}\r\n`;

async function scene() {
  const store = await newStore();
  const desk = deskOn(store);
  const [author, member] = [await actorOf(store, READER), await actorOf(store, READER)];
  const server = await openMailServer();
  open.push(server);
  const source = await createSource(desk, author, {
    ...{
      name: 'notes',
      kind: 'field-notes',
      address: `imap://${server.place}/INBOX`,
      reliability: 'B',
      trusted: false,
    },
    ...PUBLIC,
    defaultMarking: PUBLIC,
  });
  const { id, questions } = await draftOrder(desk, author, writtenOrder('harbour', 'U'));
  await moveOrder(desk, author, { id, move: 'submit' });
  await moveOrder(desk, member, await opening(desk, member, id));
  const offer = { questionId: questions[0]!.id, to: { memberId: member.id }, instruction: 'Ask the harbour.' };
  const task = await offerTask(desk, author, offer);
  const world = { ...NOWHERE, ...signedInAt(server.place), now: desk.now };
  const parts = { desk: desk as OpenDesk, actor: author, extract: extractHere, world, tell: () => undefined };
  const read = () => readSourceNow(parts, source.id);
  return { store, desk, author, member, server, task, read };
}

describe('a mail to the desk', () => {
  it('becomes a note of the task whose token its subject carries, which stands in nothing that is kept', async () => {
    const { store, desk, author, member, server, task, read } = await scene();
    const { token } = await addressNotes(desk, member, task.id);
    server.add(mail('one', `Re: [${token}] At the quay`, `You wrote: [${token}]\r\n\r\nThree cranes stood still.`));
    expect((await read()).tally).toMatchObject({ items: 1, added: 1, broken: 0 });
    const [note, ...others] = await listTaskNotes(desk, author, task.id);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ title: 'Re:  At the quay', publishedOn: '2026-11-18', sourceName: 'notes' });
    expect(await placesOf(store, token.slice(5))).toEqual([]);
    // Whoever sent it may be an informant.
    for (const told of ['anybody', 'x.example']) expect(await placesOf(store, told)).toEqual([]);
  });

  it('is put aside without the token of a task that waits, whoever says that they sent it', async () => {
    const { store, desk, author, member, server, task, read } = await scene();
    const first = await addressNotes(desk, member, task.id);
    const { token } = await addressNotes(desk, member, task.id);
    server.add(mail('none', 'At the quay'));
    server.add(mail('wrong', `note-${'a'.repeat(26)}`));
    server.add(mail('old', first.token));
    server.add(mail('two', `${token} ${first.token}`));
    expect((await read()).tally).toMatchObject({ items: 4, added: 0, broken: 4 });
    await moveTask(desk, member, { id: task.id, move: 'decline', note: 'No boat.' });
    server.add(mail('late', token));
    expect((await read()).tally).toMatchObject({ items: 1, added: 0, broken: 1 });
    expect(await listTaskNotes(desk, author, task.id)).toEqual([]);
    const { rows } = await store.database.owner.query<{ code: string }>(
      'select code from vigie.quarantined order by code',
    );
    const codes = [...Array.from({ length: 4 }, () => 'note-no-task'), 'note-task-ended'];
    expect(rows.map(({ code }) => code)).toEqual(codes);
    for (const told of ['anybody', 'x.example', token.slice(5)]) expect(await placesOf(store, told)).toEqual([]);
  });

  it('is a note also where an attachment cannot be read, and nothing of the mail itself is kept', async () => {
    const { store, desk, author, member, server, task, read } = await scene();
    const { token } = await addressNotes(desk, member, task.id);
    const parts = [
      'Content-Type: text/plain\r\n\r\nThree cranes stood still.',
      'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="plan.pdf"\r\n\r\n%PDF-1.7 broken',
    ];
    const body = `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--`;
    const header = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\nMessage-ID';
    server.add(mail('broken', `[${token}] At the quay`, body).replace('Message-ID', header));
    expect((await read()).tally).toMatchObject({ items: 1, added: 1, broken: 1 });
    expect(await listTaskNotes(desk, author, task.id)).toMatchObject([{ title: 'At the quay' }]);
    const { rows } = await store.database.owner.query(
      'select bytes, length(content_hash) as known from vigie.quarantined',
    );
    expect(rows).toEqual([{ bytes: null, known: 32 }]);
    for (const told of ['anybody', 'x.example', token.slice(5)]) expect(await placesOf(store, told)).toEqual([]);
  });
});
