import type { Document } from '../../src/domain/document.ts';
import { extractDocuments } from '../../src/extract/extract-documents.ts';
import {
  type Extracted,
  type ExtractProblem,
  isExtractProblem,
  type Origin,
} from '../../src/extract/extract-problem.ts';

/** All that comes out of a file, on the way of every file; a text stands for its bytes, and anything else for its JSON. */
export async function extractedFrom(content: unknown, origin: Origin): Promise<Extracted[]> {
  const items: Extracted[] = [];
  for await (const item of extractDocuments(bytesOf(content), origin)) items.push(item);
  return items;
}

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
}

export function documentsAmong(items: readonly Extracted[]): Document[] {
  return items.filter((item): item is Document => !isExtractProblem(item));
}

export function problemsAmong(items: readonly Extracted[]): ExtractProblem[] {
  return items.filter(isExtractProblem);
}

export function codesAmong(items: readonly Extracted[]): string[] {
  return problemsAmong(items).map(({ code }) => code);
}

/** The text of each document, and the code of each problem in its place. */
export function brief(items: readonly Extracted[]): string[] {
  return items.map((item) => (isExtractProblem(item) ? item.code : item.text));
}
