import { parentPort, workerData } from 'node:worker_threads';
import { withLanguage } from '../extract/detect-language.ts';
import { extractDocuments } from '../extract/extract-documents.ts';
import { type Extracted, isExtractProblem, type Origin, reasonOf } from '../extract/extract-problem.ts';
import { takeApart } from '../extract/take-apart.ts';
import { unitsIn } from './answer-size.ts';
import { limitBuffers } from './buffer-limit.ts';
import type { ExtractAnswer, ExtractMessage, ExtractWorkerStart } from './extract-messages.ts';

const { buffers, mostDocuments, mostUnits } = workerData as ExtractWorkerStart;
const limit = limitBuffers(buffers);

// Parsers drop promises of their own, whose failure concerns no answer: each answer is waited for. Node would end the
// thread for them, in the middle of the next file.
process.on('unhandledRejection', () => undefined);

/** Extracts one file, and stops where it gives more than the limits allow. */
async function extracted(bytes: Uint8Array, origin: Origin): Promise<ExtractAnswer> {
  const items: Extracted[] = [];
  let units = 0;
  for await (const item of extractDocuments(bytes, origin)) {
    units += isExtractProblem(item) ? item.message.length : item.title.length + item.text.length;
    if (units > mostUnits) return { kind: 'too-much-text', items };
    if (items.length >= mostDocuments) return { kind: 'too-many', items };
    items.push(isExtractProblem(item) ? item : await withLanguage(item));
  }
  return { kind: 'extracted', items };
}

/** Takes bytes apart, and stops where what is in them is more than the limits allow. */
async function takenApart({ kind, bytes, asked }: Extract<ExtractMessage, { kind: unknown }>): Promise<ExtractAnswer> {
  const found = await takeApart(kind, bytes, asked);
  return unitsIn(found) > mostUnits ? { kind: 'too-much-text', items: [] } : { kind: 'apart', found };
}

async function answerTo(message: ExtractMessage): Promise<ExtractAnswer> {
  limit.reset();
  try {
    const answer = 'kind' in message ? await takenApart(message) : await extracted(message.bytes, message.origin);
    return limit.isExceeded ? { kind: 'out-of-memory' } : answer;
  } catch (error) {
    if (limit.isExceeded) return { kind: 'out-of-memory' };
    return { kind: 'broke', reason: reasonOf(error) };
  }
}

parentPort!.on('message', async (message: ExtractMessage) => {
  parentPort!.postMessage(await answerTo(message));
});
