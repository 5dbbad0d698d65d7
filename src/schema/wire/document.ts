import { z } from 'zod';
import { day, id, instant, language, pageOf, pageRequest } from './fields.ts';

export const listedDocument = z.object({
  id,
  sourceId: id.nullable(),
  sourceName: z.string().nullable(),
  title: z.string(),
  language: language.nullable(),
  publishedOn: z.string().nullable().describe('UTC day.'),
  address: z.string().nullable(),
  supersedesId: id.nullable(),
  receivedAt: instant,
  details: z.record(z.string(), z.unknown()).describe('What its kind states, such as stage, country and amounts.'),
});

export const documentList = pageOf(listedDocument);
export const foundDocuments = documentList.extend({
  isWhole: z.boolean().describe('Whether all documents were looked at, up to the end of the page.'),
});

export const documentListRequest = z.strictObject({
  ...pageRequest,
  sourceId: id.optional(),
  receivedFrom: day.optional(),
  receivedUntil: day.optional(),
});

export const documentSearch = z.strictObject({
  ...pageRequest,
  expression: z.string().min(1).max(20_000).describe('In the query language; docs/query-language.md.'),
  language: language.optional(),
});

export const wholeDocument = listedDocument.extend({
  body: z.string(),
  portions: z.array(z.object({ kind: z.string(), mark: z.string().nullable(), start: z.int(), end: z.int() })),
  mediaType: z.string().nullable().describe('Of the bytes that it was read from; null where none are kept.'),
  taskId: id.nullable().describe('The task that it answers.'),
});

export const editions = z.object({
  earlier: z.array(listedDocument),
  later: z.array(listedDocument),
  isWhole: z.boolean(),
});

export const story = z.object({
  members: z
    .array(
      z.object({
        documentId: id,
        title: z.string(),
        sourceName: z.string().nullable(),
        publishedOn: z.string().nullable(),
        receivedAt: instant,
      }),
    )
    .describe('What tells the same thing, the earliest first.'),
});

export const notes = z.object({ notes: z.array(listedDocument) });
