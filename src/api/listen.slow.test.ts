import { afterEach, describe, expect, it } from 'vitest';
import { deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { type ListeningApi, type ListenPlace, listenForPeople } from './listen.ts';

const freshStore = testServer();
const open: ListeningApi[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

async function listening({ host = '127.0.0.1', port = 0 }: Partial<ListenPlace> = {}): Promise<ListeningApi> {
  const failed = (_id: string, error: unknown): void => expect.unreachable(String(error));
  const api = await listenForPeople({ host, port }, { desk: deskOn(await freshStore()), failed });
  open.push(api);
  return api;
}

describe('the API as it listens', () => {
  it('answers on the loopback, and not any more when it was closed', async () => {
    const api = await listening();
    const ask = () => fetch(`${api.address}/api/orders`);
    expect(await (await ask()).json()).toMatchObject({ code: 'not-signed-in' });
    await api.close();
    await expect(ask()).rejects.toThrow();
  });

  it('says that another program has its port, and that the machine has no such address', async () => {
    const { address } = await listening();
    await expect(listening({ port: Number(new URL(address).port) })).rejects.toMatchObject({ code: 'port-taken' });
    await expect(listening({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'listen-address' });
  });
});
