import { decodeText } from '../../src/extract/decode-text.ts';
import { type Extracted, type Origin, problemOf } from '../../src/extract/extract-problem.ts';
import { jsonDocuments, jsonLineDocuments } from '../../src/extract/json-documents.ts';
import { xmlDocuments } from '../../src/extract/xml-documents.ts';

/** Reads the documents of JSON, lines of JSON or XML at once, without the files and packages of other formats. */
export function readTexts(bytes: Uint8Array, origin: Origin): Extracted[] {
  const found: Extracted[] = [];
  try {
    for (const item of itemsIn(bytes, origin)) found.push(item);
  } catch (error) {
    found.push(problemOf(error, origin.path));
  }
  return found;
}

function* itemsIn(bytes: Uint8Array, origin: Origin): Generator<Extracted> {
  const text = decodeText(bytes, { declares: origin.path.endsWith('.xml') });
  if (origin.path.endsWith('.xml')) return yield* xmlDocuments(text, origin);
  if (!origin.path.endsWith('.jsonl')) return yield* jsonDocuments(text, origin);
  for (const [at, line] of text.split('\n').entries()) yield* jsonLineDocuments(line, at + 1, origin);
}
