// Opens a desk and acts there without end, in several lanes at once, as a person would who drafts, amends, receives and
// judges; and signs the log beside it. Tells each act that was acknowledged.
//   node writer.mjs JSON    with { settings, lanes, bodyLength, waits }
// Runs as a process of its own so that it can be killed. It runs the built program. It says lines of JSON on standard
// output and takes words on standard input: "go" opens the desk where it waits for it, "cut" destroys connections,
// "stop" ends the acts and closes.
import { randomBytes, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { loadActor } from '../../dist/src/actions/actor.js';
import { amendOrder } from '../../dist/src/actions/amend-order.js';
import { draftOrder } from '../../dist/src/actions/draft-order.js';
import { judgeHit } from '../../dist/src/actions/judge-hit.js';
import { checkpointDeskLog } from '../../dist/src/actions/make-checkpoint.js';
import { openDesk } from '../../dist/src/actions/open-desk.js';
import { receiveDocument } from '../../dist/src/actions/receive-document.js';
import { addAccount } from '../../dist/src/store/accounts.js';
import { addReader } from '../../dist/src/store/readers.js';
import { inTransaction } from '../../dist/src/store/transaction.js';

const SCHEME = 'us-capco';
const MARKING = 'U';

const { settings, lanes, bodyLength, waits } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const heard = new Map();
let stopping = false;
const words = createInterface({ input: process.stdin }).on('line', (word) => heard.get(word)?.());
const hear = (word) => new Promise((resolve) => heard.set(word, resolve));
heard.set('stop', () => {
  stopping = true;
});

say({ loaded: true });
if (waits) await hear('go');
const desk = await openDesk({ ...settings, warn: (warned) => say({ warned }) }).catch(refused);
if (desk) await work();
words.close();
process.stdin.destroy();

function refused(error) {
  if (error.code === undefined) throw error;
  say({ refused: error.code, message: error.message });
}

async function work() {
  const pools = [desk.database.app, desk.database.work];
  // A name that pg does not publish; there is no other way to those that are still connecting.
  heard.set('cut', () => cut(pools.flatMap(({ _clients: clients }) => clients)));
  const actor = await newActor();
  const shared = await newHit(actor);
  const all = Array.from({ length: lanes }, async () => ({ actor, shared, hit: await newHit(actor) }));
  say({ ready: { ...(await desk.database.status()), actor: actor.id } });
  await Promise.all([signLog(), ...(await Promise.all(all)).map(actOn)]);
  say({ stopped: pools.map(({ totalCount, idleCount, waitingCount }) => ({ totalCount, idleCount, waitingCount })) });
  await desk.close();
}

/** Ends some connections as a network does: without a word, or with an error. */
function cut(connections) {
  for (const client of connections) {
    const chance = randomInt(4);
    if (chance < 2) client.connection.stream.destroy(chance === 0 ? undefined : new Error('read ECONNRESET'));
  }
}

async function newActor() {
  const id = desk.newId('account');
  const now = new Date();
  const labelId = await desk.labels.idOfLabel(desk.schemes.label(SCHEME, MARKING), now);
  const reader = { id, name: 'writer', kind: 'person', labelId, held: {}, madeAt: now, changedAt: now };
  await inTransaction(desk.database.work, async (client) => {
    await desk.labels.lockClearances(client);
    await addReader(client, { ...reader, clearanceId: await desk.labels.clearanceWithin(client, { id: '' }, now) });
    await addAccount(client, { id, labelId, roles: ['editor', 'analyst'], state: 'active' }, now);
  });
  return loadActor(desk.database, id, now.getTime());
}

/** A hit as the pipeline makes it, on an order and a document that came by acts. */
async function newHit(actor) {
  const order = await draftOrder(desk, actor, written(desk.newId('name')));
  const { id: documentId } = await receiveDocument(desk, actor, received());
  const labelId = await desk.labels.idOfLabel(desk.schemes.label(SCHEME, MARKING), new Date());
  const id = desk.newId('hit');
  await desk.database.work.query(
    `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, made_at, changed_at)
     values ($1, $6, $2, $3, $4, $4, 'new', $5, $5)`,
    [id, order.questions[0].id, documentId, labelId, new Date(), order.id],
  );
  return id;
}

/** Acts one after the other; what was not acknowledged may be there or not, and is not told as done. */
async function actOn(lane) {
  const acts = [receive, draftOrAmend, draftOrAmend, judge];
  while (!stopping) {
    const perform = acts[randomInt(acts.length)];
    try {
      say({ told: await perform(lane) });
    } catch (error) {
      lane.order = undefined;
      say({ failed: codesOf(error), act: perform.name });
      await pause(20);
    }
  }
}

async function receive({ actor }) {
  const { id } = await receiveDocument(desk, actor, received());
  return { act: 'receive', id };
}

async function draftOrAmend(lane) {
  const { order } = lane;
  const content = written(order?.name ?? desk.newId('name'));
  const { id, version } = order
    ? await amendOrder(desk, lane.actor, { ...content, id: order.id, version: order.version })
    : await draftOrder(desk, lane.actor, content);
  lane.order = version < 5 ? { id, version, name: content.order.id } : undefined;
  return { act: version === 1 ? 'draft' : 'amend', id, place: version };
}

async function judge({ actor, hit, shared }) {
  const id = randomInt(4) === 0 ? shared : hit;
  const judgement = ['relevant', 'not-relevant', 'to-verify'][randomInt(3)];
  const note = randomBytes(8).toString('hex');
  const { history } = await judgeHit(desk, actor, { id, judgement, note });
  const { place } = history.find(({ change }) => change.note === note);
  return { act: 'judge', id, place };
}

/** Signs write no words into the index, and chance cannot be compressed. */
function received() {
  const signs = Array.from(randomBytes(bodyLength), (byte) => '!#$%&()*+,-./:;='[byte & 15]).join('');
  return { title: desk.newId('title'), body: `the vote ${signs}`, language: 'en', scheme: SCHEME, marking: MARKING };
}

/** Each version asks otherwise, so that an order and its questions can be seen to be of one version. */
function written(name) {
  const wording = randomBytes(12).toString('hex');
  return {
    scheme: SCHEME,
    order: {
      ...{ id: name, title: name, purpose: wording, priority: 3, replay: false, window: {}, marking: MARKING },
      ...{ disciplines: ['open-web'], events: [], targets: [], recipients: [], unknowns: [] },
      questions: [{ letter: 'A', wording, expressions: [], state: 'open' }],
    },
  };
}

/** The sequencer and the signature work beside the acts, so that a fault meets them too. */
async function signLog() {
  while (!stopping) {
    try {
      const { size } = await checkpointDeskLog(desk);
      say({ signed: size });
    } catch (error) {
      say({ failed: codesOf(error), act: 'checkpoint' });
    }
    await pause(50);
  }
}

function codesOf(error) {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf);
  return [error.code ?? error.message];
}
