import { parentPort, workerData } from 'node:worker_threads';
import { Matching } from '../matcher/matching.ts';
import { LONGEST_STRETCH } from '../matcher/reading/token-keys.ts';
import { memoryCopier } from './copy-text.ts';
import type { FromWorker, ToWorker, WorkerStart } from './match-messages.ts';
import { PackedDocument } from './packed-document.ts';

const { view, rates } = workerData as WorkerStart;
const matching = new Matching(view, rates, memoryCopier());
let numbers = new Int32Array(1 << 14);

/** Matches one batch; the numbers found are gathered in one array. */
function matchBatch({ batch, units, lengths, attributes }: ToWorker & { kind: 'match' }): FromWorker {
  const all = new Uint16Array(units);
  const counts = new Int32Array(lengths.length / 2);
  let used = 0;
  let at = 0;
  for (let index = 0; index < counts.length; index++) {
    const middle = at + lengths[index * 2]!;
    const end = middle + lengths[index * 2 + 1]!;
    const document = new PackedDocument(all.subarray(at, middle), all.subarray(middle, end), attributes?.[index]);
    at = end;
    const short = lengths[index * 2]! <= LONGEST_STRETCH && lengths[index * 2 + 1]! <= LONGEST_STRETCH;
    const count = matching.match(document, short ? document.packed : undefined);
    counts[index] = count;
    if (used + count > numbers.length) {
      const wider = new Int32Array((used + count) * 2);
      wider.set(numbers.subarray(0, used));
      numbers = wider;
    }
    numbers.set(matching.found.subarray(0, count), used);
    used += count;
  }
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
