import { parentPort, workerData } from 'node:worker_threads';
import { withLanguage } from '../extract/detect-language.ts';
import { extractDocuments } from '../extract/extract-documents.ts';
import { type Extracted, isExtractProblem, type Origin, problemOf, reasonOf } from '../extract/extract-problem.ts';
import type { LinksAsked } from '../extract/page-links.ts';
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

async function linksOf(bytes: Uint8Array, asked: LinksAsked): Promise<ExtractAnswer> {
  const { pageLinks } = await import('../extract/page-links.ts');
  try {
    return { kind: 'links', links: pageLinks(bytes, asked) };
  } catch (error) {
    const { code, message } = problemOf(error, asked.address);
    return { kind: 'unreadable', code, message };
  }
}

async function answerTo(message: ExtractMessage): Promise<ExtractAnswer> {
  limit.reset();
  try {
    const { bytes } = message;
    const answer = 'links' in message ? await linksOf(bytes, message.links) : await extracted(bytes, message.origin);
    return limit.isExceeded ? { kind: 'out-of-memory' } : answer;
  } catch (error) {
    if (limit.isExceeded) return { kind: 'out-of-memory' };
    return { kind: 'broke', reason: reasonOf(error) };
  }
}

parentPort!.on('message', async (message: ExtractMessage) => {
  parentPort!.postMessage(await answerTo(message));
});
