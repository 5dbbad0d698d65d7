// Writes acts without end, each a document and its entry in one transaction, and tells each that was acknowledged.
//   node write-loop.mjs FOLDER
// Runs as a process of its own so that it can be killed. It runs the built program.
import { createHash, randomUUID } from 'node:crypto';
import { standardSchemes } from '../../dist/src/markings/standard-schemes.js';
import { addEntry } from '../../dist/src/store/audit-entries.js';
import { openDatabase } from '../../dist/src/store/database/open-database.js';
import { addDocuments } from '../../dist/src/store/documents.js';
import { Labels } from '../../dist/src/store/labels.js';
import { migrate } from '../../dist/src/store/migrate.js';
import { inTransaction } from '../../dist/src/store/transaction.js';

const folder = process.argv[2];
const database = await openDatabase({ dataFolder: folder, systemFolder: folder });
await migrate(database, new Date());
const labelId = await new Labels(database, standardSchemes).idOfLabel(
  standardSchemes.label('us-capco', 'U'),
  new Date(),
);
process.stdout.write(`ready ${(await database.status()).dataFolder}\n`);

const entryOf = (id) => ({
  v: 1,
  at: new Date().toISOString(),
  actor: randomUUID(),
  action: 'document-receive',
  outcome: 'done',
  objects: [{ noun: 'document', id }],
  labels: [],
  reasons: [],
  policy: 'test-1',
});

for (;;) {
  const id = randomUUID();
  const now = new Date();
  const document = {
    id,
    labelId,
    sourceId: null,
    title: id,
    body: 'x'.repeat(2000),
    language: null,
    publishedOn: null,
    address: null,
    supersedesId: null,
    receivedAt: now,
    contentHash: createHash('sha256').update(id).digest(),
    lexemes: ['word'],
  };
  try {
    await inTransaction(database.work, async (client) => {
      await addDocuments(client, [document]);
      await addEntry(client, { id: randomUUID(), entry: entryOf(id) }, now);
    });
    process.stdout.write(`${id}\n`);
  } catch {
    // The server was killed: what was not acknowledged may be there or not, and is not told.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
