import { describe, expect, it, onTestFinished } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { guard } from '../../test/support/guarded-sites.ts';
import { openSite } from '../../test/support/local-site.ts';
import { extractHere } from '../../test/support/pipeline.ts';
import { NOWHERE } from '../../test/support/read-source.ts';
import { testServer } from '../../test/support/store.ts';
import type { Actor } from '../actions/actor.ts';
import { createSource, type NewSource } from '../actions/create-source.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { coveredAddress } from '../sources/credentials/covered-address.ts';
import { Credential, Credentials } from '../sources/credentials/credential.ts';
import { tryDraft, trySource } from './trying.ts';

const newStore = testServer();
const HIGH = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const LOW = { nationality: 'GBR', organisation: 'GBR', levels: {} };
const PUBLIC = { scheme: 'us-capco', marking: 'U' } as const;

/** A front page with nine articles. */
const FRONT = Array.from(
  { length: 9 },
  (_, at) => `<li><a href="/2012/05/22/the-council-votes-${at}-times">The council votes ${at} times</a></li>`,
).join('');

async function scene() {
  const store = await newStore();
  const desk = { ...deskOn(store), now: Date.now };
  const [high, low] = [await actorOf(store, HIGH), await actorOf(store, LOW)];
  const shown: (string | undefined)[] = [];
  const made = await openSite((request, response) => {
    shown.push(request.headers.authorization);
    const page =
      request.url === '/' ? `<main><ul>${FRONT}</ul></main>` : `<title>Of ${request.url}</title><p>Words.</p>`;
    response.setHeader('content-type', 'text/html').end(page);
  });
  onTestFinished(() => made.close());
  const add = async (actor: Actor, more: Partial<NewSource> = {}): Promise<string> => {
    const described = {
      name: 'front',
      kind: 'web-page',
      address: made.origin,
      reliability: 'B',
      trusted: false,
    } as const;
    const schedule = { follow: 'links', most: 7 };
    return (await createSource(desk, actor, { ...described, ...PUBLIC, defaultMarking: PUBLIC, schedule, ...more })).id;
  };
  const world = {
    ...NOWHERE,
    fetch: guard([made]),
    credentials: new Credentials([new Credential(coveredAddress(made.origin)!, { token: 'subscribed' })]),
  };
  const partsFor = (actor: Actor) => {
    return { desk: desk as unknown as OpenDesk, actor, extract: extractHere, world, tell: () => undefined };
  };
  const tried = (actor: Actor, id: string) => trySource(partsFor(actor), id);
  const draft = (actor: Actor) =>
    tryDraft(partsFor(actor), {
      ...{ name: 'front', kind: 'web-page', address: made.origin, reliability: 'B', trusted: false },
      ...{ ...PUBLIC, defaultMarking: PUBLIC },
    });
  const rows = async (query: string) => (await store.database.owner.query(query)).rows;
  return { made, shown, high, low, add, tried, draft, rows };
}

describe('a trial of a source', () => {
  it('shows what would come first and how much is left, and keeps nothing', async () => {
    const { made, high, add, tried, rows } = await scene();
    const { items, isWhole, findings } = await tried(high, await add(high));
    expect(items).toHaveLength(5);
    expect(items[0]).toEqual({
      address: `${made.origin}/2012/05/22/the-council-votes-0-times`,
      title: 'Of /2012/05/22/the-council-votes-0-times',
      length: 6,
    });
    expect([isWhole, findings]).toMatchObject([
      true,
      [{ code: 'links-left', message: expect.stringContaining(' 4 ') }],
    ]);
    expect(await rows('select state from vigie.source')).toEqual([{ state: {} }]);
    expect(await rows('select id from vigie.document')).toEqual([]);
  });

  it('shows nobody’s credentials before the source is there, since its marking is not settled', async () => {
    const { shown, low, add, tried, draft } = await scene();
    expect((await draft(low)).items).toHaveLength(1);
    expect(new Set(shown)).toEqual(new Set([undefined]));
    await tried(low, await add(low, { schedule: {} }));
    expect(shown).toContain('Bearer subscribed');
  });

  it('tells why a source cannot be read', async () => {
    const { made, high, add, tried } = await scene();
    const { items, failure } = await tried(high, await add(high, { kind: 'feed', schedule: {} }));
    expect([items, failure?.code]).toEqual([[], 'feed-none']);
    const page = await add(high, { schedule: {}, address: `${made.origin}/notice` });
    expect((await tried(high, page)).items).toMatchObject([{ title: 'Of /notice' }]);
  });

  it('is refused to whoever may not read its documents, and of what may bring marks', async () => {
    const { made, high, low, add, tried } = await scene();
    const above = await add(high, { defaultMarking: { scheme: 'us-capco', marking: 'S//NF' } });
    await expect(tried(low, above)).rejects.toMatchObject({ code: 'source-not-found' });
    await expect(tried(low, await add(low, { trusted: true }))).rejects.toMatchObject({ code: 'source-not-tried' });
    expect(made.asked).toEqual([]);
  });
});
