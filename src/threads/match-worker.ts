import { parentPort, workerData } from 'node:worker_threads';
import { LONGEST_STRETCH } from '../matcher/reading/token-keys.ts';
import { BatchMatching } from './batch-matching.ts';
import type { BatchMessage, FailedMessage, FoundMessage, ToWorker, WorkerStart } from './match-messages.ts';
import { PackedDocument } from './packed-document.ts';
import { stretchAfter } from './parcel.ts';

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
    const title = lengths[index * 2]!;
    const text = lengths[index * 2 + 1]!;
    const body = stretchAfter(at, title);
    const document = new PackedDocument(
      all.subarray(at, at + title),
      all.subarray(body, body + text),
      attributes[attributesAt[index]!],
    );
    at = stretchAfter(body, text);
    const short = title <= LONGEST_STRETCH && text <= LONGEST_STRETCH;
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
  // Nothing is transferred: once a thread has given a buffer away, V8 looks at each access to any whether it is still
  // there, which slowed all matching by a fifth. A copy of some hundred numbers costs next to nothing.
  parentPort!.postMessage(answer(message));
});
