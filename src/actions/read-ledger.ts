import { type LedgerCopy, type LedgerKey, readLedger as readStored } from '../store/ledger.ts';
import { readOrder } from '../store/orders.ts';
import { recipientsById } from '../store/recipients.ts';
import { readRelease, releasesOf, type StoredRelease } from '../store/releases.ts';
import { readReport } from '../store/reports.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Who has what: copies with all that is proved of them, and whether these are all. */
export interface Ledger {
  readonly items: readonly LedgerCopy[];
  readonly isWhole: boolean;
}

const MOST = 2_000;

/** Which copies are asked about. */
export interface LedgerRequest {
  readonly by: LedgerKey;
  readonly id: string;
}

/** Returns who has what of a release, a report or an order, or what a recipient has. */
export function readLedger(desk: Desk, actor: Actor, { by, id }: LedgerRequest): Promise<Ledger> {
  return act(desk, actor, {
    action: 'ledger-read',
    roles: ['editor', 'analyst', 'releaser', 'inspector'],
    objects: [{ noun: NOUNS[by], id }],
    async work({ client }) {
      await THERE[by](client, id);
      const items = await readStored(client, { by, id, most: MOST + 1 });
      return { items: items.slice(0, MOST), isWhole: items.length <= MOST };
    },
  });
}

const NOUNS = { releaseId: 'release', reportId: 'report', orderId: 'order', recipientId: 'reader' } as const;

const THERE: Readonly<Record<LedgerKey, (client: Deed['client'], id: string) => Promise<unknown>>> = {
  releaseId: (client, id) => found('release', id, (known) => readRelease(client, known)),
  reportId: (client, id) => found('report', id, (known) => readReport(client, known)),
  orderId: (client, id) => found('order', id, (known) => readOrder(client, known)),
  recipientId: (client, id) => found('recipient', id, async (known) => (await recipientsById(client, [known]))[0]),
};

/** Returns the releases of a report, the last one first. */
export function listReleases(
  desk: Desk,
  actor: Actor,
  reportId: string,
): Promise<readonly Omit<StoredRelease, 'labelId'>[]> {
  return act(desk, actor, {
    action: 'release-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'report', id: reportId }],
    async work({ client, name }) {
      await found('report', reportId, (id) => readReport(client, id));
      const releases = await releasesOf(client, reportId);
      name(
        'release',
        releases.map(({ id }) => id),
      );
      return releases.map(({ labelId: _own, ...release }) => release);
    },
  });
}
