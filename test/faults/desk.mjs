// Runs a desk with all its duties, until it is told to stop or is killed.
//   node desk.mjs JSON    with { settings, folder, late }
// Runs as a process of its own so that it can be killed. It runs the built program. It says lines of JSON on standard
// output: "ready", what failed, and "done" once nothing is left to do. When so many documents as `late` says are here, it
// opens the orders that were suspended, as a person may at any moment. The word "stop" on standard input ends it.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { openDesk } from '../../dist/src/actions/open-desk.js';
import { deskWork } from '../../dist/src/pipeline/desk-work.js';

const { settings, folder, late } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
let stopping = false;
const words = createInterface({ input: process.stdin }).on('line', () => {
  stopping = true;
});

const reports = {
  matched: (matched) => say({ matched }),
  collected: ({ tally }) => say({ collected: tally }),
  failed: (what, error) => say({ failed: codesOf(error), what }),
};
const duties = ['match', 'collect', 'gather', 'rank', 'tend'];
const desk = await openDesk({ ...settings, whenOwned: 'refuse', warn: (warned) => say({ warned }) });
const running = deskWork({ folders: [folder] }).start(desk, { duties, threads: 1 }, reports);
say({ ready: await desk.database.status() });
let isDone = false;
while (!stopping) {
  try {
    await openLate();
    if (!isDone && (await isOver())) {
      isDone = true;
      say({ done: true });
    }
  } catch (error) {
    say({ failed: codesOf(error), what: 'test' });
  }
  await pause(40);
}
await running.stop();
await desk.close();
words.close();
process.stdin.destroy();

async function openLate() {
  await desk.database.owner.query(
    `update vigie.watch_order set status = 'open', changed_at = $2
     where status = 'suspended' and (select count(*) from vigie.document) >= $1`,
    [late, new Date(desk.now())],
  );
}

/** Every source was read to its end, every document followed, every run over the archive ended. */
async function isOver() {
  const { rows } = await desk.database.owner.query(
    `select not exists (select from vigie.source where due_at <= $1)
       and not exists (select from vigie.watch_order where status <> 'open')
       and (select count(*) from vigie.watched_order) = (select count(*) from vigie.watch_order)
       and not exists (select from vigie.back_fill where state in ('waiting', 'running'))
       and not exists (select from vigie.document, vigie.follower
         where (document.transaction_id, document.id) > (follower.transaction_id, follower.document_id))
       and (select count(*) from vigie.follower) = 2 as is_over`,
    [new Date(desk.now())],
  );
  return rows[0].is_over;
}

function codesOf(error) {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf);
  return [error.code ?? error.message];
}
