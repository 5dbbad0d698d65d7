import type pg from 'pg';
import { storable, storableJson } from './storable.ts';

/** How a person is taken out of texts. */
export interface Erasing {
  readonly inText: (text: string) => string;
  readonly inSource: (source: string, letter: string) => string;
}

/** Writes an order and its versions without somebody; for the pipeline's role, since versions are never changed else. */
export async function rewriteOrder(
  work: pg.ClientBase,
  order: {
    readonly id: string;
    readonly name: string;
    readonly versions: readonly { readonly version: number; readonly content: unknown }[];
  },
): Promise<void> {
  for (const { version, content } of order.versions) {
    const json = storableJson(content);
    await work.query('update vigie.order_version set content = $3 where order_id = $1 and version = $2', [
      order.id,
      version,
      json,
    ]);
    await work.query('update vigie.watch_order set content = $3 where id = $1 and version = $2', [
      order.id,
      version,
      json,
    ]);
  }
  await work.query('update vigie.watch_order set name = $2 where id = $1 and name <> $2', [
    order.id,
    storable(order.name),
  ]);
}

interface TextRow {
  readonly ref: string;
  readonly text: string;
}

/** Texts beside the content of an order: each query yields where a text stands, and the other one writes it there. */
const TEXTS_OF_ORDER: readonly (readonly [read: string, write: string])[] = [
  [
    'select id::text as ref, wording as text from vigie.question where order_id = $1',
    'update vigie.question set wording = $2 where id::text = $1',
  ],
  [
    'select id::text as ref, instruction as text from vigie.task where order_id = $1',
    'update vigie.task set instruction = $2 where id::text = $1',
  ],
  [
    'select id::text as ref, note as text from vigie.task where order_id = $1 and note is not null',
    'update vigie.task set note = $2 where id::text = $1',
  ],
  [
    "select order_id || ' ' || version || ' ' || category as ref, reason as text from vigie.order_exception where order_id = $1",
    "update vigie.order_exception set reason = $2 where order_id || ' ' || version || ' ' || category = $1",
  ],
  [
    'select id::text as ref, note as text from vigie.hit where order_id = $1 and note is not null',
    'update vigie.hit set note = $2 where id::text = $1',
  ],
  [
    `select hit_id || ' ' || place as ref, change ->> 'note' as text from vigie.hit_history
     where hit_id in (select id from vigie.hit where order_id = $1) and change ->> 'note' is not null`,
    `update vigie.hit_history set change = jsonb_set(change, '{note}', to_jsonb($2::text))
     where hit_id = split_part($1, ' ', 1)::uuid and place = split_part($1, ' ', 2)::integer`,
  ],
];

/** Writes the questions, tasks, exceptions and hits of an order without somebody. */
export async function rewriteTexts(work: pg.ClientBase, orderId: string, { inText, inSource }: Erasing): Promise<void> {
  for (const [read, write] of TEXTS_OF_ORDER) {
    const { rows } = await work.query<TextRow>(read, [orderId]);
    for (const { ref, text } of rows) {
      const erased = inText(text);
      if (erased !== text) await work.query(write, [ref, storable(erased)]);
    }
  }
  const { rows } = await work.query<{
    id: string;
    letter: string;
    expressions: { language: string; source: string }[];
  }>('select id, letter, expressions from vigie.question where order_id = $1', [orderId]);
  for (const { id, letter, expressions } of rows) {
    const erased = expressions.map((expression) => ({ ...expression, source: inSource(expression.source, letter) }));
    await work.query('update vigie.question set expressions = $2 where id = $1', [id, storableJson(erased)]);
  }
}

/** Where a released report cites a document, which holds it. */
export interface HoldingCitation {
  readonly reportId: string;
  readonly documentId: string;
}

/**
 * Deletes the hits of questions, but for those that a released report cites; returns these citations, and all others of
 * released reports on the same documents.
 */
export async function deleteHitsOfLetters(
  work: pg.ClientBase,
  orderId: string,
  letters: readonly string[],
): Promise<readonly HoldingCitation[]> {
  const values = [orderId, letters];
  const hits = `select hit.id from vigie.hit join vigie.question on question.id = hit.question_id
    where question.order_id = $1 and question.letter = any($2::text[])`;
  const released = `select from vigie.report where report.id = citation.report_id and report.status = 'released'`;
  const { rows: held } = await work.query<HoldingCitation>(
    `select distinct citation.report_id as "reportId", citation.document_id as "documentId"
     from vigie.report_citation citation
     where citation.document_id in (select document_id from vigie.hit where id in (${hits})) and exists (${released})`,
    values,
  );
  await work.query(
    `update vigie.report_citation citation set hit_id = null where hit_id in (${hits}) and not exists (${released})`,
    values,
  );
  await work.query(
    `delete from vigie.hit where id in (${hits})
       and not exists (select from vigie.report_citation citation where citation.hit_id = hit.id)`,
    values,
  );
  return held;
}

/** Returns those of the citations that the session may read, once each. */
export async function readableCitations(
  client: pg.ClientBase,
  citations: readonly HoldingCitation[],
): Promise<readonly HoldingCitation[]> {
  if (citations.length === 0) return [];
  const { rows } = await client.query<HoldingCitation>(
    `select distinct report_id as "reportId", document_id as "documentId" from vigie.report_citation
     where (report_id, document_id) in (select * from unnest($1::uuid[], $2::uuid[]))
     order by report_id, document_id`,
    [citations.map(({ reportId }) => reportId), citations.map(({ documentId }) => documentId)],
  );
  return rows;
}
