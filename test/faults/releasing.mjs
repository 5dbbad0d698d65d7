// Releases the report that is approved to its recipients, and delivers their copies, until it is told to stop or is killed.
//   node releasing.mjs JSON    with { settings, place, releaserId, recipientIds }
// Runs as a process of its own so that it can be killed. It runs the built program. It says lines of JSON on standard
// output: "ready", what failed, and "done" once nothing is left to send. The word "stop" on standard input ends it.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { loadActor } from '../../dist/src/actions/actor.js';
import { openDesk } from '../../dist/src/actions/open-desk.js';
import { releaseReport } from '../../dist/src/actions/release-report.js';
import { deskWork } from '../../dist/src/pipeline/desk-work.js';

const { settings, place, releaserId, recipientIds } = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
let stopping = false;
const words = createInterface({ input: process.stdin }).on('line', () => {
  stopping = true;
});
const reports = {
  matched: () => undefined,
  collected: () => undefined,
  failed: (what, error) => say({ failed: [error.code ?? error.message], what }),
};
const desk = await openDesk({ ...settings, whenOwned: 'refuse', warn: (warned) => say({ warned }) });
const running = deskWork({ hosts: [place] }).start(desk, { duties: ['deliver', 'tend'], threads: 1 }, reports);
say({ ready: await desk.database.status() });
await release();
let isDone = false;
while (!stopping) {
  if (!isDone && (await isOver())) {
    isDone = true;
    say({ done: true });
  }
  await pause(40);
}
await running.stop();
await desk.close();
words.close();
process.stdin.destroy();

/** A release is made whole or not at all: where the program died before, the report is still approved. */
async function release() {
  const { rows } = await desk.database.owner.query(
    `select id, version, changed_at as "changedAt" from vigie.report where status = 'approved'`,
  );
  const releaser = await loadActor(desk.database, releaserId, desk.now());
  for (const report of rows) await releaseReport(desk, releaser, { ...report, recipientIds });
}

async function isOver() {
  const { rows } = await desk.database.owner.query(
    `select not exists (select from vigie.delivery where state in ('waiting', 'sending')) as is_over`,
  );
  return rows[0].is_over;
}
