import type pg from 'pg';
import { LISTED_COLUMNS, type ListedDocument } from './documents.ts';

/** Returns the documents that answer a task, as far as the session may read them, the first ones first. */
export async function listTaskNotes(client: pg.ClientBase, taskId: string, most: number): Promise<ListedDocument[]> {
  const { rows } = await client.query<ListedDocument>(
    `select ${LISTED_COLUMNS} from vigie.document where document.task_id = $1
     order by document.received_at, document.id limit $2`,
    [taskId, most],
  );
  return rows;
}
