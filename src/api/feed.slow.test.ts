import { describe, expect, it } from 'vitest';
import { openApi } from '../../test/support/api.ts';
import { ReleaseScene, SECRET } from '../../test/support/releases.ts';
import { paragraph, text, writtenReport } from '../../test/support/reports.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import { changeClearance } from '../actions/change-clearance.ts';
import { USUAL_OPTIONS } from '../domain/channel.ts';

const newStore = testServer();
const WORDS = 'Berths <4> & "5" are free.';
const report = () => writtenReport([paragraph('U', text('All may know.')), paragraph('S//NF', text(WORDS))]);

async function scene(marking = 'S//NF', options = USUAL_OPTIONS) {
  const at = await ReleaseScene.open(await newStore());
  const { id, channels } = await at.recipient(SECRET, { kind: 'atom', address: '', marking, options });
  const reader = await at.signedIn(id);
  const opened = await openApi(at.store, { clock: () => at.now });
  const headers = await opened.by(reader, ['read']);
  const feed = (more: Record<string, string> = {}) =>
    opened.api.inject({ url: '/api/feed', headers: { ...headers, ...more } });
  return { at, id, reader, opened, headers, feed, channelId: channels[0]!.id };
}

describe('the feed of a recipient', () => {
  it('has the copies that are theirs, whole, and is the same until something is new', async () => {
    const { at, id, feed, channelId } = await scene();
    await at.released(report(), [id]);
    const answer = await feed();
    expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(answer.body).toContain(`<id>urn:uuid:${channelId}</id>`);
    expect(answer.body).toContain('href="http://localhost:4280/api/feed"');
    const copy = /<entry[\s\S]*<id>urn:uuid:([0-9a-f-]{36})<\/id>/.exec(answer.body)![1];
    const { rows } = await at.store.database.owner.query('select id from vigie.release_copy');
    expect(rows).toEqual([{ id: copy }]);
    // What a reader of feeds makes of it: markup once unpacked, the signs of the text once more.
    expect(answer.body).toContain('Berths &#38;#60;4&#38;#62; &#38;#38; &#38;#34;5&#38;#34; are free.');
    const unchanged = await feed({ 'if-none-match': answer.headers['etag'] as string });
    expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
    await at.released(report(), [id]);
    expect((await feed({ 'if-none-match': answer.headers['etag'] as string })).statusCode).toBe(200);
    const proof = await at.store.database.owner.query("select detail from vigie.receipt where kind = 'reading'");
    expect(proof.rows).toEqual([{ detail: { by: 'atom' } }, { detail: { by: 'atom' } }]);
  });

  it('proves once that a copy was in it, where it is fetched twice at the same time', async () => {
    const { at, id, feed } = await scene();
    await at.released(report(), [id]);
    const { owner } = at.store.database;
    const holder = await owner.connect();
    await holder.query('begin');
    await holder.query('select from vigie.delivery for update');
    const fetched = Promise.all([feed(), feed()]);
    await expect.poll(async () => (await owner.query('select from pg_locks where not granted')).rowCount).toBe(2);
    await holder.query('commit');
    holder.release();
    await fetched;
    const proof = await owner.query("select from vigie.receipt where kind = 'reading'");
    expect(proof.rowCount).toBe(1);
  });

  it('says of what was recalled or superseded that it is over, and holds nothing of it', async () => {
    const { at, id, feed } = await scene('S//NF', { ...USUAL_OPTIONS, subject: 'title' });
    const first = await at.released({ ...report(), title: 'The berths' }, [id]);
    expect((await feed()).body).toContain('The berths');
    const old = await at.released({ ...report(), title: 'The piers' }, [id]);
    await at.recall(first.id);
    const other = await at.recipient(SECRET);
    await at.released(report(), [other.id], old.reportId);
    const { body } = await feed();
    expect(body).toContain('Report recalled');
    expect(body).toContain('Report superseded');
    expect(body).not.toMatch(/berths|piers|NOFORN/i);
    expect(body).toContain(`<updated>${new Date(at.now).toISOString()}</updated>`);
  });

  it('has nothing above what the channel may carry, nor what its reader may not read any more', async () => {
    const low = await scene('U');
    await low.at.released(report(), [low.id]);
    expect((await low.feed()).body).not.toContain('<entry');
    const { at, id, feed } = await scene();
    await at.released(report(), [id]);
    await changeClearance(at.desk, at.admin, { id, clearance: {} });
    const { statusCode, body } = await feed();
    expect([statusCode, body.includes('<entry')]).toEqual([200, false]);
  });

  it('is fetched by a token alone, as a bearer or as a password, and by nobody else', async () => {
    const { at, opened, headers, feed, channelId } = await scene();
    const token = headers['authorization']!.replace('Bearer ', '');
    const basic = (word: string) => `Basic ${Buffer.from(`any:${word}`).toString('base64')}`;
    expect((await feed({ authorization: basic(token) })).statusCode).toBe(200);
    for (const authorization of [basic('x'), basic(''), 'Basic', `Bearer ${token}x`, '']) {
      const refused = await feed({ authorization });
      expect([refused.statusCode, refused.json().code]).toEqual([401, 'not-signed-in']);
      expect(refused.headers['www-authenticate']).toContain('Basic');
    }
    // Nothing else takes a password of this kind.
    const other = await opened.api.inject({ url: '/api/copies', headers: { ...headers, authorization: basic(token) } });
    expect([other.statusCode, other.headers['www-authenticate']]).toEqual([401, undefined]);
    await at.channelState(channelId, 'paused');
    expect((await feed()).json()).toMatchObject({ status: 404, code: 'channel-not-found' });
  });
});

describe('a copy as a file', () => {
  it('is saved in each form by a name that tells its banner, and of a recalled one there is none', async () => {
    const { at, id, opened, headers } = await scene();
    const release = await at.released(report(), [id]);
    const { rows } = await at.store.database.owner.query<{ id: string }>('select id from vigie.release_copy');
    const file = (as: string, copyId = rows[0]!.id) =>
      opened.api.inject({ url: `/api/copies/${copyId}/file?as=${as}`, headers });
    for (const [as, ending] of Object.entries({ html: 'html', text: 'txt', markdown: 'md', stix: 'json' })) {
      const answer = await file(as);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-disposition']).toMatch(
        new RegExp(`^attachment; filename="[a-z_-]*secret-noforn_2026-11-20_report\\.${ending}"$`),
      );
      expect(answer.headers['content-type']).toBe('application/octet-stream');
      expect(answer.body).toMatch(/Berths/);
    }
    expect((await file('exe')).statusCode).toBe(400);
    const unknown = await file('text', uuid());
    await at.recall(release.id);
    const recalled = await file('text');
    expect([recalled.statusCode, recalled.json().detail]).toEqual([404, unknown.json().detail]);
    expect(at.now).toBeGreaterThan(NOW);
  });
});
