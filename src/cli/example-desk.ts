import { join, resolve } from 'node:path';
import type { Actor } from '../actions/actor.ts';
import { createAccount } from '../actions/create-account.ts';
import { createRecipient } from '../actions/create-recipient.ts';
import { createSource } from '../actions/create-source.ts';
import type { Desk } from '../actions/desk.ts';
import { markExample } from '../actions/example-readers.ts';
import { inviteRecipient } from '../actions/invite-recipient.ts';
import { listOperators, operatorNamed } from '../actions/operator.ts';
import { setUpDesk } from '../actions/set-up-desk.ts';
import type { ReaderEntry } from '../schema/reader-file.ts';
import { loadIntoDesk } from './load-into-desk.ts';
import { loadUsableOrders } from './load-orders.ts';
import { readerMeant, readersMeant } from './load-readers.ts';
import type { Terminal } from './terminal.ts';

/** Who works at the desk of an example: one writes the orders and releases, two others approve those that name people. */
const [AUTHOR, ...APPROVERS] = ['author', 'first approver', 'second approver'] as const;
/** As whom one may look at it, by their ids in its reader file, with the role that shows most of the difference. */
const LOOKERS = [
  ['reader-gbr', 'analyst'],
  ['reader-fra', 'analyst'],
  ['public-reader', 'analyst'],
  ['inspector', 'inspector'],
] as const;
/** As which of its recipients: they see the portal, each with a copy of their own. */
const RECIPIENTS_LOOKING: readonly string[] = ['analysis-desk', 'london-bureau', 'public-newspaper'];
const KNOWN = { scheme: 'desk', marking: 'PUBLIC' } as const;
const PUBLIC = { scheme: 'us-capco', marking: 'U' } as const;

/** Returns whether the desk has nobody yet, so that an example may be made of it. */
export async function isUntouched(desk: Desk): Promise<boolean> {
  return (await listOperators(desk)).length === 0;
}

/**
 * Makes the desk of an example folder: its orders, opened; the people whom that takes, who may read what the first reader of
 * its reader file may; whoever gets its reports; and its documents as a source of the open web, from which they were taken.
 */
export async function makeExampleDesk(desk: Desk, folder: string, terminal: Terminal): Promise<void> {
  const files = await loadUsableOrders([join(folder, 'orders')], terminal);
  const readers = join(folder, 'readers.yaml');
  const { clearance } = await readerOf(readers, 'analysis-desk', terminal);
  const first = await setUpDesk(desk, { name: AUTHOR, clearance, ...KNOWN });
  const author = await operatorNamed(desk, 'editor', first.id);
  const approvers = [];
  for (const name of APPROVERS) {
    const { id } = await createAccount(desk, author, { name, roles: ['editor'], clearance, ...KNOWN });
    approvers.push(await operatorNamed(desk, 'editor', id));
  }
  const address = resolve(folder, 'documents');
  const described = { name: 'documents of the example', kind: 'folder', address, reliability: 'B' } as const;
  await createSource(desk, author, {
    ...{ ...described, discipline: 'open-web', schedule: { every: 1 }, trusted: false },
    ...{ ...PUBLIC, defaultMarking: PUBLIC },
  });
  const made = await makeRecipients(desk, author, await readersMeant(readers, undefined, terminal));
  const recipients = new Map(made.map(({ name, id }) => [name, id]));
  await loadIntoDesk(desk, files, { author, scheme: 'us-capco', approvers, recipients });
  const lookers = made.filter(({ entry }) => RECIPIENTS_LOOKING.includes(entry)).map(({ id }) => id);
  for (const [name, role] of LOOKERS) {
    const reader = await readerOf(readers, name, terminal);
    const { id } = await createAccount(desk, author, { ...reader, roles: [role], ...KNOWN });
    lookers.push(id);
  }
  await markExample(desk, author, [author.id, ...approvers.map(({ id }) => id), ...lookers]);
}

/** A recipient of the example, with its id in the reader file. */
interface MadeRecipient {
  readonly entry: string;
  readonly name: string;
  readonly id: string;
}

/** Makes recipients of those whom the reader file calls so, each with an account for the portal. */
async function makeRecipients(
  desk: Desk,
  author: Actor,
  readers: readonly ReaderEntry[],
): Promise<readonly MadeRecipient[]> {
  const made: MadeRecipient[] = [];
  for (const { id: entry, name = entry, role, address: _address, groups: _groups, ...clearance } of readers) {
    if (role !== 'recipient') continue;
    const { id } = await createRecipient(desk, author, { name, kind: 'body', clearance, ...KNOWN });
    await inviteRecipient(desk, author, id);
    made.push({ entry, name, id });
  }
  return made;
}

async function readerOf(path: string, reader: string, terminal: Terminal) {
  const { id, groups: _groups, name = id, ...clearance } = await readerMeant(path, reader, terminal);
  return { name, clearance };
}
