import { once } from 'node:events';
import { connect } from 'node:net';
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

  it('closes without waiting for connections by which nothing was asked, or only the half of it', async () => {
    const api = await listening();
    const { hostname, port } = new URL(api.address);
    const sockets = await Promise.all(
      ['', 'GET /api/orders HTTP/1.1\r\nHost: local'].map(async (said) => {
        const socket = connect(Number(port), hostname);
        await once(socket, 'connect');
        socket.write(said);
        return socket;
      }),
    );
    const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
    // What the second one said is on its way.
    await fetch(`${api.address}/api/orders`);
    await api.close();
    await ended;
  }, 5_000);

  it('says that another program has its port, and that the machine has no such address', async () => {
    const { address } = await listening();
    await expect(listening({ port: Number(new URL(address).port) })).rejects.toMatchObject({ code: 'port-taken' });
    await expect(listening({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'listen-address' });
  });
});
