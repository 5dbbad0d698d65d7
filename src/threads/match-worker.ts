import { parentPort, workerData } from 'node:worker_threads';
import { Matching, type MatchingCost } from '../matcher/matching.ts';
import { LONGEST_STRETCH } from '../matcher/reading/token-keys.ts';
import { memoryCopier } from './copy-text.ts';
import type { BatchMessage, FailedMessage, FoundMessage, ToWorker, WorkerStart } from './match-messages.ts';
import { PackedDocument } from './packed-document.ts';

const { rates, view: firstView } = workerData as WorkerStart;
let view = firstView;
let matching = new Matching(view, rates, memoryCopier());
let numbers = new Int32Array(1 << 14);
/** The units of each parcel. */
const memory = new Map<number, Uint16Array>();
/** The place in its batch of the document that is being matched. */
let reading = 0;

/** Matches one batch; the numbers found are gathered in one array. */
function matchBatch({ job, batch, parcel, lengths, attributes, attributesAt }: BatchMessage): FoundMessage {
  const before = { ...matching.cost };
  const all = memory.get(parcel)!;
  const counts = new Int32Array(lengths.length / 2);
  let used = 0;
  let at = 0;
  for (reading = 0; reading < counts.length; reading++) {
    const middle = at + lengths[reading * 2]!;
    const end = middle + lengths[reading * 2 + 1]!;
    const document = new PackedDocument(
      all.subarray(at, middle),
      all.subarray(middle, end),
      attributes[attributesAt[reading]!],
    );
    at = end;
    const short = lengths[reading * 2]! <= LONGEST_STRETCH && lengths[reading * 2 + 1]! <= LONGEST_STRETCH;
    const count = matching.match(document, short ? document.packed : undefined);
    counts[reading] = count;
    if (used + count > numbers.length) {
      const wider = new Int32Array((used + count) * 2);
      wider.set(numbers.subarray(0, used));
      numbers = wider;
    }
    numbers.set(matching.found.subarray(0, count), used);
    used += count;
  }
  return { kind: 'found', job, batch, counts, numbers: numbers.slice(0, used), cost: costSince(before) };
}

function costSince(before: MatchingCost): MatchingCost {
  const cost = { ...matching.cost };
  for (const key of Object.keys(cost) as (keyof MatchingCost)[]) cost[key] -= before[key];
  return cost;
}

/** Tells of the exception, and begins afresh: a document may have been left half read. */
function fail({ job, batch }: BatchMessage, error: unknown): FailedMessage {
  matching = new Matching(view, rates, memoryCopier());
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  return { kind: 'failed', job, batch, at: reading, message, stack };
}

function answer(message: BatchMessage): FoundMessage | FailedMessage {
  try {
    return matchBatch(message);
  } catch (error) {
    return fail(message, error);
  }
}

parentPort!.on('message', (message: ToWorker) => {
  if (message.kind === 'use') {
    view = message.view;
    matching.use(view);
    return;
  }
  if (message.kind === 'memory') {
    memory.set(message.parcel, new Uint16Array(message.units));
    return;
  }
  const found = answer(message);
  const moved = found.kind === 'found' ? [found.counts.buffer, found.numbers.buffer] : [];
  parentPort!.postMessage(found, moved as ArrayBuffer[]);
});
