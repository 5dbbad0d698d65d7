import type pg from 'pg';
import { lexemesOf } from '../../src/actions/lexemes.ts';
import { contentOf } from '../../src/actions/order-content.ts';
import { textHash } from '../../src/actions/receive-document.ts';
import { addDocuments } from '../../src/store/documents.ts';
import { NOW } from '../support/store.ts';
import { NAMES, type Row, type Stated, TEXTS } from './scenario.ts';
import { idOf, pick, type Side, writtenOrder } from './world.ts';

/** A document or an order that a world holds. */
interface Placed {
  readonly id: string;
  readonly labelId: number;
  readonly at: Date;
  readonly row: Row;
  readonly side: Side;
  readonly stated: Stated;
}

interface PlacedHit {
  readonly id: string;
  readonly side: Side;
  readonly document: Placed;
  readonly order: Placed;
  readonly at: Date;
}

export const runOf = (orderId: string): string => idOf('back-fill', orderId);
export const asideOf = (documentId: string): string => idOf('quarantined', documentId);

/** What a world is filled with, beside people: worked out first, and written together. */
export class Rows {
  readonly #labelId: (stated: Stated) => Promise<number>;
  readonly #placed: Placed[] = [];
  /** Two of one text and label are one, and so are two orders of one name and label. */
  readonly #keys = new Set<string>();
  readonly #hits = new Map<string, PlacedHit>();

  constructor(labelId: (stated: Stated) => Promise<number>) {
    this.#labelId = labelId;
  }

  ids(noun: Row['noun'], side: Side): string[] {
    return this.#of(noun, side).map(({ id }) => id);
  }

  get hitsBelow(): string[] {
    return [...this.#hits.values()].flatMap(({ id, side }) => (side === 'below' ? [id] : []));
  }

  /** The label of what is above and came first; nothing where there is nothing above. */
  get firstAbove(): number | undefined {
    return this.#placed.find(({ side }) => side === 'above')?.labelId;
  }

  async add(row: Row, side: Side, labels: readonly Stated[]): Promise<void> {
    const { noun, label, words, age } = row;
    const stated = pick(labels, label);
    const labelId = await this.#labelId(stated);
    const key = `${noun} ${labelId} ${noun === 'document' ? pick(TEXTS, words) : pick(NAMES, words)}`;
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    const id = idOf('row', side, noun, this.#of(noun, side).length);
    this.#placed.push({ id, labelId, at: new Date(NOW - age * 60_000), row, side, stated });
  }

  hit(row: Row, side: Side, name: string): void {
    const of = (noun: Row['noun']): Placed | undefined => {
      const placed = this.#of(noun, row.noun === noun ? side : row.hit === 'above' ? 'above' : 'below');
      return placed[row.on % Math.max(placed.length, 1)];
    };
    const [document, order] = [of('document'), of('order')];
    if (row.hit === 'none' || !document || !order) return;
    const key = `${document.id} ${order.id}`;
    if (this.#hits.has(key)) return;
    const at = new Date(NOW - row.age * 60_000);
    this.#hits.set(key, { id: idOf('row', side, name), side, document, order, at });
  }

  async write(client: pg.PoolClient): Promise<void> {
    await this.#writeDocuments(client);
    await this.#writeOrders(client);
    await this.#writeHits(client);
  }

  #of(noun: Row['noun'], side: Side): Placed[] {
    return this.#placed.filter((placed) => placed.row.noun === noun && placed.side === side);
  }

  /** Each with a document that could not be matched. Of one text is one story, whatever the labels: who may read which of its members is for the policies to say. */
  async #writeDocuments(client: pg.PoolClient): Promise<void> {
    const placed = this.#placed.filter(({ row }) => row.noun === 'document');
    await addDocuments(
      client,
      placed.map(({ id, labelId, at, row }) => {
        const text = pick(TEXTS, row.words);
        const document = { id, labelId, sourceId: null, title: text, body: text, language: 'en', publishedOn: null };
        const rest = { address: null, supersedesId: null, receivedAt: at, lexemes: lexemesOf(text, text) };
        return { ...document, ...rest, contentHash: textHash(text, text) };
      }),
    );
    const ids = placed.map(({ id }) => id);
    await client.query(
      `insert into vigie.quarantined (id, document_id, label_id, name, given, code, reason, tries, state, made_at, changed_at)
       select new.id, document.id, label_id, 'document', '{}', 'match-failed', title, 1, 'kept', received_at, received_at
       from unnest($1::uuid[], $2::uuid[]) as new (id, document_id) join vigie.document on document.id = document_id`,
      [ids.map(asideOf), ids],
    );
    const stories = placed.map(({ row }) => idOf('story', row.words % TEXTS.length));
    await client.query(
      `with member as (select document.id, story_id, label_id, received_at, place
         from unnest($1::uuid[], $2::uuid[]) with ordinality as new (document_id, story_id, place)
           join vigie.document on document.id = document_id),
       -- By the first of them, which is below where anything of it is: what is above makes no difference to what is below.
       made as (insert into vigie.story (id, made_at)
         select distinct on (story_id) story_id, received_at from member order by story_id, place)
       insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at)
       select id, story_id, label_id, received_at, received_at from member`,
      [ids, stories],
    );
  }

  /** Each with a run over the archive. */
  async #writeOrders(client: pg.PoolClient): Promise<void> {
    const placed = this.#placed.filter(({ row }) => row.noun === 'order');
    const orders = placed.map(({ id, labelId, at, row, side, stated }) => {
      const content = contentOf(writtenOrder(pick(NAMES, row.words), pick(TEXTS, row.words), stated));
      const [question] = content.order.questions;
      const ownerId = idOf('person', side === 'above' ? 'high' : pick(['low', 'peer'], row.words));
      return {
        ...{ id, name: content.order.id, status: row.status, label_id: labelId, owner_id: ownerId, content, at },
        ...{
          question_id: idOf('question', id),
          letter: question!.letter,
          wording: question!.wording,
          run_id: runOf(id),
        },
        expressions: question!.expressions.map(({ language, source }) => ({ language, source })),
      };
    });
    const asRows = `jsonb_to_recordset($1::jsonb) as new (id uuid, name text, status text, label_id int, owner_id uuid, content jsonb, at timestamptz,
      question_id uuid, letter text, wording text, expressions jsonb, run_id uuid)`;
    for (const sql of [
      `insert into vigie.watch_order (id, name, version, status, label_id, owner_id, content, made_at, changed_at)
       select id, name, 1, status, label_id, owner_id, content, at, at from ${asRows}`,
      `insert into vigie.order_version (order_id, version, label_id, content, author_id, made_at)
       select id, 1, label_id, content, owner_id, at from ${asRows}`,
      `insert into vigie.question (id, order_id, letter, label_id, wording, expressions, state)
       select question_id, id, letter, label_id, wording, expressions, 'open' from ${asRows}`,
      `insert into vigie.back_fill (id, order_id, version, label_id, state, until, looked, hits, made_at, changed_at)
       select run_id, id, 1, label_id, 'running', at, 7, 7, at, at from ${asRows}`,
    ]) {
      await client.query(sql, [JSON.stringify(orders)]);
    }
  }

  /** Those above are as if somebody had judged them, so that the model of the question has something to learn. */
  async #writeHits(client: pg.PoolClient): Promise<void> {
    const hits = [...this.#hits.values()].map(({ id, side, document, order, at }) => ({
      ...{ id, order_id: order.id, question_id: idOf('question', order.id), document_id: document.id, at },
      ...{ document_label_id: document.labelId, order_label_id: order.labelId, is_judged: side === 'above' },
      event_id: idOf('event', id),
    }));
    const asRows = `jsonb_to_recordset($1::jsonb) as new (id uuid, order_id uuid, question_id uuid, document_id uuid, at timestamptz,
      document_label_id int, order_label_id int, is_judged boolean, event_id uuid)`;
    const given = JSON.stringify(hits);
    await client.query(
      `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, judged_at,
         made_at, changed_at)
       select id, order_id, question_id, document_id, document_label_id, order_label_id,
         case when is_judged then 'relevant' else 'new' end, case when is_judged then at end, at, at from ${asRows}`,
      [given],
    );
    await client.query(
      `insert into vigie.outbox (id, topic, object_id, transaction_id, made_at)
       select event_id, 'hits-judged', question_id, pg_current_xact_id(), $2 from ${asRows} where is_judged`,
      [given, new Date(NOW)],
    );
    await client.query(
      `insert into vigie.hit_history (hit_id, place, document_label_id, order_label_id, actor_id, change, made_at)
       select id, 1, document_label_id, order_label_id, $2, '{}', at from ${asRows} where is_judged`,
      [given, idOf('person', 'high')],
    );
  }
}
