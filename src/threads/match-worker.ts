import { parentPort, workerData } from 'node:worker_threads';
import { Matching } from '../matcher/matching.ts';
import { memoryCopier } from './copy-text.ts';
import type { FromWorker, ToWorker, WorkerStart } from './match-messages.ts';

const { view, rates } = workerData as WorkerStart;
const matching = new Matching(view, rates, memoryCopier());
let numbers = new Int32Array(1 << 14);

/** Matches one batch; the numbers found are gathered in one array. */
function matchBatch({ batch, titles, texts, attributes }: ToWorker & { kind: 'match' }): FromWorker {
  const counts = new Int32Array(titles.length);
  let used = 0;
  titles.forEach((title, index) => {
    const count = matching.match({ ...attributes?.[index], id: '', title, text: texts[index]! });
    counts[index] = count;
    if (used + count > numbers.length) {
      const wider = new Int32Array((used + count) * 2);
      wider.set(numbers.subarray(0, used));
      numbers = wider;
    }
    numbers.set(matching.found.subarray(0, count), used);
    used += count;
  });
  return { batch, counts, numbers: numbers.slice(0, used), cost: { ...matching.cost } };
}

parentPort!.on('message', (message: ToWorker) => {
  if (message.kind === 'use') {
    matching.use(message.view);
    return;
  }
  const found = matchBatch(message);
  parentPort!.postMessage(found, [found.counts.buffer as ArrayBuffer, found.numbers.buffer as ArrayBuffer]);
});
