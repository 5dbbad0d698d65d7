// What the pipeline's benchmark begins from: a database to copy, with a source and open orders in it.
import { randomUUID } from 'node:crypto';
import { type Actor, loadActor } from '../src/actions/actor.ts';
import { createSource } from '../src/actions/create-source.ts';
import type { Desk } from '../src/actions/desk.ts';
import { draftOrder } from '../src/actions/draft-order.ts';
import { newUuid } from '../src/actions/new-uuid.ts';
import { standardSchemes } from '../src/markings/standard-schemes.ts';
import { addAccount } from '../src/store/accounts.ts';
import type { Database } from '../src/store/database/open-database.ts';
import { createFromTemplate, createTemplate, dropDatabase } from '../src/store/database/template.ts';
import { identityKeyOf } from '../src/store/identity-key.ts';
import { Labels } from '../src/store/labels.ts';
import { migrate } from '../src/store/migrate.ts';
import { addReader } from '../src/store/readers.ts';
import { inTransaction } from '../src/store/transaction.ts';
import type { QuestionSource } from './inputs.ts';

const TEMPLATE = 'bench_template';
const QUESTIONS_OF_AN_ORDER = 200;
const PUBLIC = { scheme: 'us-capco', marking: 'U' } as const;

export function deskOn(database: Database): Desk {
  const labels = new Labels(database, standardSchemes);
  const identityKey = async () => identityKeyOf(Buffer.alloc(32));
  return { database, labels, schemes: standardSchemes, identityKey, newId: () => newUuid(Date.now()), now: Date.now };
}

/** Makes somebody who writes orders and judges hits. */
export async function makeActor({ database, labels }: Desk): Promise<Actor> {
  const [id, now] = [randomUUID(), new Date()];
  const labelId = await labels.idOfLabel(standardSchemes.label('desk', 'PUBLIC', {}, 'banner'), now);
  await inTransaction(database.work, async (client) => {
    await labels.lockClearances(client);
    const clearanceId = await labels.clearanceWithin(client, { id }, now);
    const made = { id, name: 'somebody', kind: 'person', labelId, held: {}, clearanceId } as const;
    await addReader(client, { ...made, madeAt: now, changedAt: now });
    await addAccount(client, { id, labelId, roles: ['editor', 'analyst'], state: 'active' }, now);
  });
  return loadActor(database, id, Date.now());
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letterOf = (index: number): string => `${ALPHABET[Math.floor(index / 26)]}${ALPHABET[index % 26]}`;

/** Drafts the questions in orders, each worded by its id, and opens them as an approval would leave them. */
async function openQuestions(desk: Desk, actor: Actor, questions: readonly QuestionSource[]): Promise<void> {
  for (let from = 0; from < questions.length; from += QUESTIONS_OF_AN_ORDER) {
    const name = `order-${from / QUESTIONS_OF_AN_ORDER}`;
    await draftOrder(desk, actor, {
      scheme: PUBLIC.scheme,
      order: {
        ...{ id: name, title: name, purpose: 'to measure', priority: 3, replay: false, window: {}, marking: 'U' },
        ...{ disciplines: ['documents'], events: [], targets: [], recipients: [], unknowns: [] },
        questions: questions.slice(from, from + QUESTIONS_OF_AN_ORDER).map(({ id, source }, index) => {
          const expressions = [{ language: 'en', source }];
          return { letter: letterOf(index), wording: id, state: 'open', expressions } as const;
        }),
      },
    });
  }
  await desk.database.work.query("update vigie.watch_order set status = 'open', changed_at = now()");
}

/** What all runs begin from: a database to copy, with a source and the open orders. */
export async function prepare(server: Database, path: string, questions: readonly QuestionSource[]): Promise<string> {
  let sourceId = '';
  await createTemplate(server, TEMPLATE, async (database) => {
    await migrate(database, new Date());
    const desk = deskOn(database);
    const actor = await makeActor(desk);
    const described = { name: 'lines', kind: 'json-lines', address: path, reliability: 'B', trusted: false } as const;
    sourceId = (await createSource(desk, actor, { ...described, ...PUBLIC, defaultMarking: PUBLIC })).id;
    await openQuestions(desk, actor, questions);
    await database.owner.query('vacuum analyze');
  });
  return sourceId;
}

/** Works on a fresh copy of the database, and drops it. */
export async function onCopy<T>(server: Database, work: (database: Database) => Promise<T>): Promise<T> {
  const name = 'bench_copy';
  const database = await createFromTemplate(server, TEMPLATE, name);
  // What a copy and the run before it left to be written is written now, and not in the time of whoever comes next.
  await server.administer((client) => client.query('checkpoint'));
  try {
    return await work(database);
  } finally {
    await database.close();
    await dropDatabase(server, name);
  }
}
