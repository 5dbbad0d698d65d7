import type { StoredAccount } from '../store/accounts.ts';
import { readAccount } from '../store/accounts.ts';
import {
  type HeldByReader,
  listReaders as listStored,
  readHolding,
  readReader as readStored,
  type StoredReader,
} from '../store/readers.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readNameCursor, writeNameCursor } from './pages.ts';
import { sightOf } from './sight.ts';

export interface ReaderListRequest extends PageRequest {
  /** Those to whom reports are released, or those to whom none is; all where it is not said. */
  readonly areRecipients?: boolean | undefined;
}

/** Returns the readers that the actor may know of, by name; administrators know of all. */
export function listReaders(
  desk: Desk,
  actor: Actor,
  request: ReaderListRequest = {},
): Promise<ListPage<StoredReader>> {
  return act(desk, actor, {
    action: 'reader-list',
    ...sightOf(actor),
    async work({ client, name }) {
      const after = readNameCursor('readers', request.after);
      const { items, next } = await listStored(client, {
        after,
        most: pageSize(request.most),
        areRecipients: request.areRecipients,
      });
      name(
        'reader',
        items.map(({ id }) => id),
      );
      return { items, ...(next && { next: writeNameCursor('readers', next) }) };
    },
  });
}

/** A reader as administrators see them: with what they hold, and the account where there is one. */
export interface WholeReader extends StoredReader {
  readonly clearance: HeldByReader;
  readonly groups: readonly string[];
  readonly account?: Omit<StoredAccount, 'id'>;
}

/** Returns a reader with clearance, groups and account. */
export function readReader(desk: Desk, actor: Actor, id: string): Promise<WholeReader> {
  return act(desk, actor, {
    action: 'reader-read',
    roles: ['administrator'],
    objects: [{ noun: 'reader', id }],
    as: 'work',
    async work({ client, now }) {
      const reader = await found('reader', id, (known) => readStored(client, known));
      // Who is erased between the two statements is nobody.
      const { held, groups } = await found('reader', id, (known) => readHolding(client, known, now));
      const account = await readAccount(client, id);
      return {
        ...reader,
        clearance: held,
        groups,
        ...(account && { account: { roles: account.roles, state: account.state } }),
      };
    },
  });
}
