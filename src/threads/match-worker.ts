import { parentPort, workerData } from 'node:worker_threads';
import { LONGEST_STRETCH } from '../matcher/reading/token-keys.ts';
import { BatchMatching } from './batch-matching.ts';
import type { BatchMessage, FailedMessage, FoundMessage, ToWorker, WorkerStart } from './match-messages.ts';
import { PackedDocument } from './packed-document.ts';

const { rates, view } = workerData as WorkerStart;
const matching = new BatchMatching(view, rates);
/** The units of each parcel. */
const memory = new Map<number, Uint16Array>();

function matchBatch(message: BatchMessage): FoundMessage {
  const { parcel, lengths, attributes, attributesAt } = message;
  const all = memory.get(parcel)!;
  const documents = lengths.length / 2;
  matching.begin(documents);
  let at = 0;
  for (let index = 0; index < documents; index++) {
    const middle = at + lengths[index * 2]!;
    const end = middle + lengths[index * 2 + 1]!;
    const document = new PackedDocument(
      all.subarray(at, middle),
      all.subarray(middle, end),
      attributes[attributesAt[index]!],
    );
    at = end;
    const short = lengths[index * 2]! <= LONGEST_STRETCH && lengths[index * 2 + 1]! <= LONGEST_STRETCH;
    matching.match(document, short ? document.packed : undefined);
  }
  return matching.found(message);
}

function answer(message: BatchMessage): FoundMessage | FailedMessage {
  try {
    return matchBatch(message);
  } catch (error) {
    return matching.failed(message, error);
  }
}

parentPort!.on('message', (message: ToWorker) => {
  if (message.kind === 'use') {
    matching.use(message.view);
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
