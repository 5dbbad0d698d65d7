import type { Copy } from '../domain/copy.ts';
import { addReceipts, hasReceipt, lockPortalDelivery, type ReceiptKind } from '../store/deliveries.ts';
import { type ListedOwnCopy, listOwnCopies, type OwnCopy, readOwnCopy } from '../store/releases.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

/** A copy in the list of whoever it is for. */
export interface ListedCopy {
  readonly id: string;
  readonly state: OwnCopy['state'];
  readonly releasedAt: Date;
  /** Of a recalled one nothing is told but that. */
  readonly title: string | null;
  readonly banner: string | null;
  readonly notice: string | null;
  readonly language: Copy['language'];
  readonly isRead: boolean;
  readonly isAcknowledged: boolean;
}

/** A copy as whoever it is for reads it; of a recalled one nothing is left. */
export interface ReadableCopy {
  readonly id: string;
  readonly state: OwnCopy['state'];
  readonly releasedAt: Date;
  readonly copy: Copy | null;
  readonly language: Copy['language'];
  readonly isAcknowledged: boolean;
  readonly answers: readonly { readonly satisfaction: string; readonly words: string; readonly madeAt: Date }[];
}

/** Returns the copies that the actor was sent, the last one first. */
export function listCopies(desk: Desk, actor: Actor, request: PageRequest = {}): Promise<ListPage<ListedCopy>> {
  return act(desk, actor, {
    action: 'copy-list',
    roles: ['recipient'],
    async work({ client }) {
      const after = readCursor('copies', request.after);
      const { items, next } = await listOwnCopies(client, { after, most: pageSize(request.most) });
      return { items: items.map(listed), ...(next && { next: writeCursor('copies', next) }) };
    },
  });
}

function listed({ id, state, releasedAt, copy, answers }: ListedOwnCopy): ListedCopy {
  const isGone = state === 'recalled';
  return {
    ...{ id, state, releasedAt },
    title: isGone ? null : (copy.title?.text ?? null),
    banner: isGone ? null : copy.banner,
    notice: copy.notice,
    language: copy.language,
    isRead: answers.some(({ kind }) => kind === 'reading'),
    isAcknowledged: answers.some(({ kind }) => kind === 'acknowledgement'),
  };
}

/** Returns one of the actor's copies; that it was read is proved from the first time on. */
export function readCopy(desk: Desk, actor: Actor, id: string): Promise<ReadableCopy> {
  return act(desk, actor, {
    action: 'copy-read',
    roles: ['recipient'],
    objects: [{ noun: 'copy', id }],
    work: async (deed) => readableCopy(await openCopy(desk, deed, id, { by: 'portal' })),
  });
}

/** Returns one of the session's own copies for reading, which is proved where it is the first time. */
export async function openCopy(
  desk: Desk,
  deed: Pick<Deed, 'client' | 'now'>,
  id: string,
  detail: object,
): Promise<OwnCopy> {
  const own = await found('copy', id, (known) => readOwnCopy(deed.client, known));
  if (own.state !== 'recalled' && !own.answers.some(({ kind }) => kind === 'reading')) {
    await keepReceipt(desk, deed, { copyId: id, kind: 'reading', detail });
  }
  return own;
}

function readableCopy({ id, state, releasedAt, copy, answers }: OwnCopy): ReadableCopy {
  return {
    ...{ id, state, releasedAt },
    copy: state === 'recalled' ? null : copy,
    language: copy.language,
    isAcknowledged: answers.some(({ kind }) => kind === 'acknowledgement'),
    answers: answers.flatMap(({ kind, detail, madeAt }) => {
      if (kind !== 'answer') return [];
      const { satisfaction, words } = detail as { readonly satisfaction: string; readonly words: string };
      return [{ satisfaction, words, madeAt }];
    }),
  };
}

/** Keeps proof of what a recipient did with a copy, by the portal; that it was read or taken note of, once. */
export async function keepReceipt(
  desk: Desk,
  { client, now }: Pick<Deed, 'client' | 'now'>,
  { copyId, kind, detail }: { readonly copyId: string; readonly kind: ReceiptKind; readonly detail: object },
): Promise<void> {
  const deliveryId = await lockPortalDelivery(client, copyId);
  if (deliveryId === undefined) throw new Error('A copy has no delivery by the portal.');
  if (kind !== 'answer' && (await hasReceipt(client, deliveryId, kind))) return;
  await addReceipts(client, [{ id: desk.newId('receipt'), deliveryId, kind, detail }], now);
}
