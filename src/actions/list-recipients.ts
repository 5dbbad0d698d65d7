import type { Reader } from '../markings/reader.ts';
import { listGroups } from '../store/groups.ts';
import { allHeldNow } from '../store/readers.ts';
import { listRecipients as listStored, type StoredRecipient } from '../store/recipients.ts';
import { act } from './act.ts';
import { type Actor, aboveClearance } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkNeedToKnow, type Stated } from './stated.ts';

/** A recipient, and whether a copy under the marking that was asked about could go to them. */
export interface ReadableRecipient extends StoredRecipient {
  readonly mayHave?: boolean;
}

/** Recipients of whom the actor may know, and whether these are all. */
export interface RecipientList {
  readonly items: readonly ReadableRecipient[];
  readonly isWhole: boolean;
}

/** So many recipients are shown; an order goes to few. */
const MOST = 200;
const MOST_GROUPS = 1000;

/**
 * Returns the recipients that the actor may know of, by name; with a marking, whether each may have what carries it. The
 * marking is one that the actor may read (`action-above-clearance`), and a group that they may not know of is none: what they
 * could not find out otherwise is not found out by asking. The entry commits to the marking that was asked about.
 */
export function listRecipients(desk: Desk, actor: Actor, stated?: Stated): Promise<RecipientList> {
  return act(desk, actor, {
    action: 'recipient-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, now, name, commit }) {
      const found = await listStored(client, MOST + 1);
      const recipients = found.slice(0, MOST);
      const isWhole = found.length <= MOST;
      name(
        'reader',
        recipients.map(({ id }) => id),
      );
      if (!stated) return { items: recipients, isWhole };
      commit('marking', JSON.stringify([stated.scheme, stated.marking, stated.needToKnow ?? []]));
      const { items: groups } = await listGroups(client, { most: MOST_GROUPS });
      const known = new Set(groups.map((group) => group.name));
      const ids = recipients.map(({ id }) => id);
      const mayHave = await release(desk, actor, { stated, ids, known, now });
      return { items: recipients.map((one) => ({ ...one, mayHave: mayHave(one.id) })), isWhole };
    },
  });
}

interface Asked {
  readonly stated: Stated;
  readonly ids: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly now: Date;
}

/** Returns what tells whether a recipient may be given a copy of what is marked so. */
async function release(
  { database, schemes }: Desk,
  actor: Actor,
  { stated: { scheme, marking, needToKnow = [] }, ids, known, now }: Asked,
): Promise<(id: string) => boolean> {
  checkNeedToKnow(needToKnow);
  const label = schemes.label(scheme, marking, { needToKnow });
  const held = await allHeldNow(database.work, [actor.id, ...ids]);
  const may = (reader: Reader | undefined, action: 'display' | 'release'): boolean =>
    reader !== undefined && schemes.mayRead(reader, label, action, now.getTime()).allowed;
  if (!may(held.get(actor.id), 'display')) throw aboveClearance();
  return (id) => {
    const own = held.get(id);
    return may(own && { ...own, groups: (own.groups ?? []).filter((group) => known.has(group)) }, 'release');
  };
}
