import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { OpenConnections } from './open-connections.ts';

/** A server that answers after a while and leaves connections open, and somebody who asks it by such a one. */
async function listening(answerMs: number) {
  const server = createServer((_request, response) => setTimeout(() => response.end('done'), answerMs));
  server.keepAliveTimeout = 60_000;
  const connections = new OpenConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const ask = async (): Promise<string> => {
    const [answer] = (await once(get({ port, agent, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
    return (await answer.toArray()).join('');
  };
  const closed = async (): Promise<'closed' | 'open'> => {
    const over = new Promise<'closed'>((resolve) => server.close(() => resolve('closed')));
    connections.end();
    return Promise.race([over, pause(3_000, 'open' as const)]);
  };
  return { server, port, ask, closed };
}

describe('a server that closes', () => {
  it('does not wait for connections by which nothing was asked, or only the half of it', async () => {
    const { port, closed } = await listening(0);
    for (const said of ['', 'GET / HTTP/1.1\r\nHo']) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(said);
    }
    await pause(50);
    expect(await closed()).toBe('closed');
  });

  it('answers what was asked, and does not wait for another question', async () => {
    const { ask, closed } = await listening(300);
    const answer = ask();
    await pause(100);
    expect(await closed()).toBe('closed');
    expect(await answer).toBe('done');
  });

  it('does not wait for connections that rest after an answer', async () => {
    const { ask, closed } = await listening(0);
    expect(await ask()).toBe('done');
    expect(await closed()).toBe('closed');
  });
});
