import { afterEach, describe, expect, it } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { type ListeningApi, type ListenPlace, listenForPeople } from './listen.ts';

const freshStore = testServer();
const open: ListeningApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

async function listening({ host = '127.0.0.1', port = 0 }: Partial<ListenPlace> = {}): Promise<ListeningApi> {
  const store = await freshStore();
  const actor = await actorOf(store, {});
  const caller = async () => ({ actor, scopes: ['read'] as const });
  const failed = (_id: string, error: unknown): void => expect.unreachable(String(error));
  const options = { desk: deskOn(store), callers: { byToken: caller, bySession: caller }, failed };
  const api = await listenForPeople({ host, port }, options);
  open.push(api);
  return api;
}

describe('the API as it listens', () => {
  it('answers on the loopback, and not any more when it was closed', async () => {
    const api = await listening();
    const ask = () => fetch(`${api.address}/api/orders`, { headers: { authorization: 'Bearer any' } });
    expect(await (await ask()).json()).toEqual({ items: [] });
    await api.close();
    await expect(ask()).rejects.toThrow();
  });

  it('says that another program has its port, and that the machine has no such address', async () => {
    const { address } = await listening();
    await expect(listening({ port: Number(new URL(address).port) })).rejects.toMatchObject({ code: 'port-taken' });
    await expect(listening({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'listen-address' });
  });
});
