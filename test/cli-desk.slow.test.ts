import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDesk, openDesk } from '../src/actions/open-desk.ts';
import { inTransaction } from '../src/store/transaction.ts';
import { addOne } from './support/audit-log.ts';
import { runVigie } from './support/run-vigie.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-cli-desk-'));
chmodSync(folder, 0o711);
const settings = { dataFolder: join(folder, 'desk'), systemFolder: folder };
/** The commands join the server that this one runs. */
let desk: OpenDesk;

beforeAll(async () => {
  desk = await openDesk(settings);
}, 60_000);
afterAll(async () => {
  await desk?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const vigie = (...words: string[]) => runVigie(words, { settings: async () => settings });

const addEntries = (first: number, count: number) =>
  inTransaction(desk.database.work, async (client) => {
    for (let number = first; number < first + count; number++) await addOne(client, number);
  });

describe('vigie store status', () => {
  it('says what there is', async () => {
    const { status, out, error } = await vigie('store', 'status');
    expect([status, error]).toEqual([0, '']);
    expect(out).toMatch(/^database +vigie, on the private server$/m);
    expect(out).toMatch(/^PostgreSQL +\d+/m);
    expect(out).toMatch(/^size +\d+\.\d MB$/m);
    expect(out).toMatch(/^schema version +\d+$/m);
    for (const name of ['labels', 'documents', 'orders', 'hits', 'log entries']) {
      expect(out).toMatch(new RegExp(`^${name} +0$`, 'm'));
    }
  });
});

describe('vigie audit', () => {
  it('verifies a log before anything is in it, and makes nothing for it', async () => {
    const { status, out } = await vigie('audit', 'verify');
    expect(status).toBe(0);
    expect(out).toMatch(/^entries +0$/m);
    expect(out).toMatch(/^key +none yet/m);
    expect(existsSync(join(desk.logFolder, 'audit-key'))).toBe(false);
  });

  it('signs what waits, keeps the note and prints it', async () => {
    await addEntries(0, 30);
    expect((await vigie('audit', 'verify')).out).toMatch(/^unsequenced +30$/m);
    const kept = join(folder, 'kept.txt');
    const { status, out } = await vigie('audit', 'checkpoint', '--out', kept);
    expect(status).toBe(0);
    const [origin, size] = out.split('\n');
    expect(size).toBe('30');
    expect(readFileSync(kept, 'utf8')).toBe(out);
    const names = readdirSync(join(desk.logFolder, 'checkpoints'));
    expect(names.map((name) => readFileSync(join(desk.logFolder, 'checkpoints', name), 'utf8'))).toEqual([out]);
    const key = await vigie('audit', 'key');
    expect(key.out.startsWith(`${origin}+`)).toBe(true);
    expect(key.out).toBe(readFileSync(join(desk.logFolder, 'audit-key.pub'), 'utf8'));
    const again = await vigie('audit', 'checkpoint');
    expect(again.out).toBe(out);
    const nowhere = await vigie('audit', 'checkpoint', '--out', join(folder, 'none', 'kept.txt'));
    expect(nowhere.status).toBe(2);
    expect(nowhere.error).toContain('(audit-checkpoint-unwritable)');
  });

  it('finds it sound, with the checkpoint that was kept elsewhere', async () => {
    const { status, out } = await vigie('audit', 'verify', '--checkpoint', join(folder, 'kept.txt'));
    expect(status).toBe(0);
    expect(out).toMatch(/^proven +30$/m);
    expect(out).toMatch(/^compared with +2 exported checkpoints$/m);
    expect(out).toMatch(/^the log +is sound$/m);
  });

  it('proves an entry to whoever has the key', async () => {
    const { rows } = await desk.database.owner.query<{ id: string }>(
      'select entry_id as id from vigie.audit_leaf order by position limit 1',
    );
    const [proof, key] = [join(folder, 'proof.json'), join(folder, 'desk.pub')];
    const proven = await vigie('audit', 'prove', rows[0]!.id);
    expect([proven.status, proven.error]).toEqual([0, '']);
    writeFileSync(proof, proven.out);
    writeFileSync(key, (await vigie('audit', 'key')).out);
    const checked = await vigie('audit', 'check-proof', proof, '--key', key);
    expect(checked.status).toBe(0);
    expect(checked.out).toMatch(/^Entry \S+ is number 0 of the \d+ that the checkpoint vouches for\.$/m);
    writeFileSync(proof, proven.out.replace('"index": 0', '"index": 1'));
    const changed = await vigie('audit', 'check-proof', proof, '--key', key);
    expect([changed.status, changed.out]).toEqual([1, expect.stringContaining('(audit-proof-fails)')]);
    for (const id of ['x', '00000000-0000-4000-8000-000000000000']) {
      expect((await vigie('audit', 'prove', id)).error).toContain('(audit-entry-not-in-log)');
    }
    expect((await vigie('audit', 'check-proof', key, '--key', key)).error).toContain('(audit-proof-file)');
    expect((await vigie('audit', 'check-proof', proof, '--key', proof)).error).toContain('(audit-key-invalid)');
  });

  it('names the first bad entry, and does not sign', async () => {
    await desk.database.owner.query(
      `update vigie.audit_entry set content = convert_to(replace(convert_from(content, 'UTF8'), 'done', 'failed'), 'UTF8')
       where id = (select entry_id from vigie.audit_leaf where position = 17)`,
    );
    const { status, out } = await vigie('audit', 'verify');
    expect(status).toBe(1);
    expect(out).toContain('(audit-entry-edited)');
    expect(out).toMatch(/^first bad entry +17$/m);
    expect(out).toMatch(/^the log +is not sound$/m);
    await desk.database.owner.query('delete from vigie.audit_checkpoint');
    await desk.database.owner.query('delete from vigie.audit_leaf where position > 20');
    await desk.database.owner.query('delete from vigie.audit_node where (place + 1) * (1 << level) > 21');
    await desk.database.owner.query(
      'delete from vigie.audit_entry where id not in (select entry_id from vigie.audit_leaf)',
    );
    const refused = await vigie('audit', 'checkpoint');
    expect(refused.status).toBe(2);
    expect(refused.error).toContain('(audit-log-changed)');
    const rolled = await vigie('audit', 'verify');
    expect(rolled.out).toContain('(audit-rolled-back)');
  });

  it('tells files that cannot be used', async () => {
    const missing = await vigie('audit', 'verify', '--checkpoint', join(folder, 'none.txt'));
    expect(missing.status).toBe(2);
    expect(missing.error).toContain('(audit-checkpoint-unreadable)');
    writeFileSync(join(folder, 'not-a-note.txt'), 'hello');
    const wrong = await vigie('audit', 'verify', '--checkpoint', join(folder, 'not-a-note.txt'));
    expect(wrong.status).toBe(1);
    expect(wrong.out).toContain('(audit-note-no-signature)');
  });

  it('does not go on under a new key', async () => {
    rmSync(join(desk.logFolder, 'audit-key'));
    const { status, error } = await vigie('audit', 'checkpoint');
    expect(status).toBe(2);
    expect(error).toContain('(audit-key-lost)');
  });
});
