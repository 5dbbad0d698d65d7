import { createHash } from 'node:crypto';
import { loadActor } from '../../src/actions/actor.ts';
import { createChannel } from '../../src/actions/create-channel.ts';
import { createRecipient } from '../../src/actions/create-recipient.ts';
import { draftReport } from '../../src/actions/draft-report.ts';
import { moveReport } from '../../src/actions/move-report.ts';
import { type OpenDesk, openDesk } from '../../src/actions/open-desk.ts';
import type { DatabaseSettings } from '../../src/store/database/open-database.ts';
import type { ReceivedWebhook } from './delivering.ts';
import { actorOf } from './desk.ts';
import { errorsOfLog } from './fault-findings.ts';
import { paragraph, text, writtenReport } from './reports.ts';
import { storeOf } from './store.ts';

const SECRET = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const CLEARANCES = [{}, SECRET, { ...SECRET, nationality: 'AUS', organisation: 'AUS' }];

/** A desk with so many recipients, each with a webhook. */
export interface ReleaseDesk {
  readonly authorId: string;
  readonly otherId: string;
  readonly releaserId: string;
  readonly recipientIds: readonly string[];
  /** Secrets of webhooks by their channels. */
  readonly secrets: ReadonlyMap<string, string>;
}

export async function furnishRelease(
  settings: DatabaseSettings,
  { address, copies }: { readonly address: string; readonly copies: number },
): Promise<ReleaseDesk> {
  return withDesk(settings, async (desk) => {
    const store = storeOf(desk.database);
    const people = [await actorOf(store, SECRET), await actorOf(store, SECRET)];
    const releaser = await actorOf(store, SECRET, ['releaser']);
    const admin = await actorOf(store, SECRET, ['administrator']);
    const secrets = new Map<string, string>();
    const recipientIds: string[] = [];
    for (let number = 0; number < copies; number++) {
      const clearance = CLEARANCES[number % CLEARANCES.length]!;
      const made = { name: `Reader ${number}`, kind: 'person', clearance, scheme: 'us-capco', marking: 'U' } as const;
      const { id } = await createRecipient(desk, admin, made);
      const way = { recipientId: id, kind: 'webhook', address, scheme: 'us-capco', marking: 'S//NF' } as const;
      const channel = await createChannel(desk, admin, way);
      secrets.set(channel.id, channel.secret!);
      recipientIds.push(id);
    }
    const [author, other] = people;
    return { authorId: author!.id, otherId: other!.id, releaserId: releaser.id, recipientIds, secrets };
  });
}

/** Writes a report for all of them and brings it to its approval; returns its id. */
export async function approveAnother(settings: DatabaseSettings, made: ReleaseDesk): Promise<string> {
  return withDesk(settings, async (desk) => {
    const [author, other] = await Promise.all(
      [made.authorId, made.otherId].map((id) => loadActor(desk.database, id, desk.now())),
    );
    const report = writtenReport([
      paragraph('U', text('Everybody may have this.')),
      paragraph('S//REL TO USA, AUS', text('Two countries may have this.')),
      paragraph('S//NF', text('One country may have this.')),
    ]);
    const drafted = await draftReport(desk, author!, { report });
    const submitted = await moveReport(desk, author!, { ...drafted, move: 'submit' });
    await moveReport(desk, other!, { ...drafted, ...submitted, move: 'approve' });
    return drafted.id;
  });
}

interface Delivered {
  readonly id: string;
  readonly copyId: string;
  readonly channelId: string;
  readonly state: string;
  readonly attempts: number;
  readonly acceptances: number;
  readonly tries: number;
  readonly hash: string | null;
}

/** What is wrong with what came of a release; nothing where each recipient got one, and the ledger is true. */
export async function wrongWithRelease(
  settings: DatabaseSettings,
  { reportId, made, webhooks }: { reportId: string; made: ReleaseDesk; webhooks: readonly ReceivedWebhook[] },
  verify: (webhook: ReceivedWebhook, secret: string) => boolean,
): Promise<readonly string[]> {
  return withDesk(settings, async (desk) => {
    const { rows } = await desk.database.owner.query<Delivered>(DELIVERED, [reportId]);
    const wrong: string[] = [];
    const check = (isRight: boolean, what: string): void => void (isRight || wrong.push(what));
    check(rows.length === made.recipientIds.length, `${rows.length} deliveries are planned`);
    const byId = new Map<string, ReceivedWebhook[]>();
    for (const one of webhooks) {
      const id = one.headers['webhook-id']!;
      byId.set(id, [...(byId.get(id) ?? []), one]);
    }
    for (const { id, copyId, channelId, state, attempts, acceptances, tries, hash } of rows) {
      const got = byId.get(id) ?? [];
      check(got.length > 0, `${id} did not come`);
      check(new Set(got.map(({ text: body }) => body)).size <= 1, `${id} came with other words`);
      check(
        got.every(({ body }) => body.data.id === copyId),
        `${id} came with another copy`,
      );
      check(
        got.every((one) => verify(one, made.secrets.get(channelId)!)),
        `${id} is not signed`,
      );
      check(state === 'accepted' && acceptances === 1, `${id} is ${state}, accepted ${acceptances} times`);
      check(
        attempts === tries && got.length <= attempts,
        `${id}: ${attempts} attempts, ${tries} receipts, ${got.length} came`,
      );
      check(got[0] === undefined || hash === hashOf(got[0].text), `${id} has a hash of something else`);
    }
    const known = new Set(rows.map(({ id }) => id));
    for (const id of byId.keys()) check(known.has(id), `${id} came and is in no ledger`);
    return [...wrong, ...(await unlogged(desk, reportId)), ...(await errorsOfLog(desk))];
  });
}

const DELIVERED = `select delivery.id, copy_id as "copyId", channel_id as "channelId", delivery.state, attempts,
    (select count(*)::int from vigie.receipt where delivery_id = delivery.id and kind = 'acceptance') as acceptances,
    (select count(*)::int from vigie.receipt where delivery_id = delivery.id and kind in ('attempt', 'acceptance')) as tries,
    (select detail ->> 'hash' from vigie.receipt where delivery_id = delivery.id and kind = 'acceptance') as hash
  from vigie.delivery join vigie.channel on channel.id = channel_id and channel.kind = 'webhook'
  join vigie.release_copy on release_copy.id = copy_id join vigie.release on release.id = release_id
  where report_id = $1`;

/** Deliveries that were taken more often than settled by the entries of the log, or less often than they were tried. */
async function unlogged({ database }: OpenDesk, reportId: string): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ found: string }>(
    `with named as (
       select (object ->> 'id')::uuid as id,
         count(*) filter (where content ->> 'action' = 'delivery-take') as taken,
         count(*) filter (where content ->> 'action' = 'delivery-settle') as settled
       from (select convert_from(content, 'UTF8')::jsonb as content from vigie.audit_entry) entry
       cross join jsonb_array_elements(content -> 'objects') object
       where content ->> 'outcome' = 'done' group by 1)
     select format('%s: %s attempts, taken %s and settled %s times', ours.id, attempts, taken, settled) as found
     from (${DELIVERED}) ours left join named using (id)
     where taken is distinct from settled or coalesce(taken, 0) < attempts`,
    [reportId],
  );
  return rows.map(({ found }) => found);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function withDesk<T>(settings: DatabaseSettings, work: (desk: OpenDesk) => Promise<T>): Promise<T> {
  const desk = await openDesk({ ...settings, whenOwned: 'refuse' });
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
