import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { apiScene, get } from '../../test/support/api.ts';
import { deskOn } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer } from '../../test/support/store.ts';
import type { OpenDesk } from '../actions/open-desk.ts';
import { verifyDeskLog } from '../actions/verify-log.ts';

const freshStore = testServer();
const logFolder = mkdtempSync(join(tmpdir(), 'vigie-log-'));
afterAll(() => rmSync(logFolder, { recursive: true, force: true }));

const verifying = (store: TestStore) => () => verifyDeskLog({ ...deskOn(store), logFolder } as unknown as OpenDesk);

describe('the log over HTTP', () => {
  it('is found by what was done, how it ended and when, with the names that the inspector may read', async () => {
    const scene = await apiScene(await freshStore());
    await get(scene, scene.ann, `/documents/${scene.documents[0]}`);
    await get(scene, scene.ann, `/documents/${scene.documents[1]}`);
    const read = async (query: string) => {
      const { items, names } = (await get(scene, scene.ann, `/log?${query}`)).json();
      return { actions: items.map((one: { entry: { action: string } }) => one.entry.action), names, items };
    };
    const documents = await read('action=document');
    expect(documents.actions).toContain('document-receive');
    expect(documents.actions).toContain('document-read');
    expect(documents.actions.every((action: string) => action.startsWith('document-'))).toBe(true);
    expect(documents.names[scene.documents[0]!]).toBe('About U');
    expect(JSON.stringify(documents)).not.toContain('NF');
    expect((await read('action=document&kind=change')).actions).not.toContain('document-read');
    expect(new Set((await read('action=document&kind=reading')).actions)).toEqual(new Set(['document-read']));
    expect((await read('outcome=refused&action=document')).actions).toEqual([]);
    const later = new Date(NOW + 1000).toISOString();
    expect((await read(`until=${later}`)).actions.length).toBeGreaterThan(0);
    expect((await read(`from=${later}`)).actions).toEqual([]);
  });

  it('tells inspectors whether it holds, and nothing of how much there is', async () => {
    const store = await freshStore();
    const scene = await apiScene(store, { verifyLog: verifying(store) });
    const checked = await get(scene, scene.ann, '/log/verification');
    expect(checked.json()).toEqual({
      isSound: true,
      hasKey: false,
      errors: [],
      checkedAt: new Date(NOW).toISOString(),
    });
    expect((await get(scene, scene.insider, '/log/verification')).json().code).toBe('action-not-your-role');
  });

  it('that was edited is told to be so', async () => {
    const store = await freshStore();
    const scene = await apiScene(store, { verifyLog: verifying(store) });
    await get(scene, scene.ann, '/log');
    await store.database.owner.query(
      `update vigie.audit_leaf set leaf_hash = sha256('another') where position = (select min(position) from vigie.audit_leaf)`,
    );
    const checked = (await get(scene, scene.ann, '/log/verification')).json();
    expect(checked.isSound).toBe(false);
    expect(checked.errors.length).toBeGreaterThan(0);
  });

  it('is not verified where the process cannot', async () => {
    const scene = await apiScene(await freshStore());
    expect((await get(scene, scene.ann, '/log/verification')).json().code).toBe('log-not-verified-here');
  });
});
