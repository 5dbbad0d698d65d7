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
import { Refusal } from '../errors.ts';
import type { Desk as OrderFiles } from '../schema/assemble-desk.ts';
import type { ReaderEntry } from '../schema/reader-file.ts';
import { loadIntoDesk } from './load-into-desk.ts';
import { loadUsableOrders } from './load-orders.ts';
import { loadReaders } from './load-readers.ts';
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

/** The files of an example, read and found to be usable. */
export interface ExampleFiles {
  /** As it was given. */
  readonly folder: string;
  readonly orders: OrderFiles;
  readonly readers: readonly ReaderEntry[];
}

/** Reads the files of an example folder. What is wrong in them is told, and then they are refused. */
export async function readExample(folder: string, terminal: Terminal): Promise<ExampleFiles> {
  return {
    folder,
    orders: await loadUsableOrders([join(folder, 'orders')], terminal),
    readers: await loadReaders(join(folder, 'readers.yaml'), terminal),
  };
}

/**
 * Makes the desk of an example folder: its orders, opened; the people whom that takes, who may read what the first reader of
 * its reader file may; whoever gets its reports; and its documents as a source of the open web, from which they were taken.
 */
export async function makeExampleDesk(desk: Desk, { folder, orders, readers }: ExampleFiles): Promise<void> {
  const { clearance } = readerOf(readers, 'analysis-desk');
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
  const made = await makeRecipients(desk, author, readers);
  const recipients = new Map(made.map(({ name, id }) => [name, id]));
  await loadIntoDesk(desk, orders, { author, scheme: 'us-capco', approvers, recipients });
  const lookers = made.filter(({ entry }) => RECIPIENTS_LOOKING.includes(entry)).map(({ id }) => id);
  for (const [name, role] of LOOKERS) {
    const { id } = await createAccount(desk, author, { ...readerOf(readers, name), roles: [role], ...KNOWN });
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

function readerOf(readers: readonly ReaderEntry[], reader: string) {
  const found = readers.find(({ id }) => id === reader);
  if (!found) throw new Refusal('not-found', 'reader-unknown', `The reader file of the example has no “${reader}”.`);
  const { id, groups: _groups, name = id, ...clearance } = found;
  return { name, clearance };
}
