import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';

export interface LocalSite {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Such as `127.0.0.1:40123`, as the allow-list has it. */
  readonly place: string;
  /** What was asked for, in order: method and path. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A site on a free port of this machine. `answer` gets every request but those for robots.txt, unless it wants them. */
export async function openSite(answer: RequestListener, robots?: RequestListener): Promise<LocalSite> {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url !== '/robots.txt') return answer(request, response);
    if (robots) return robots(request, response);
    response.writeHead(404).end();
  });
  return listening(server, asked);
}

/** A site that speaks bytes, for answers that no HTTP server would give; robots.txt is answered. */
export async function openRawSite(answer: (socket: Socket, request: string) => void): Promise<LocalSite> {
  const asked: string[] = [];
  const server = createSocketServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const request = data.toString('latin1');
      asked.push(request.split(' HTTP/')[0]!);
      if (request.startsWith('GET /robots.txt ')) socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
      else answer(socket, request);
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  const site = await listening(server, asked);
  return {
    ...site,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return site.close();
    },
  };
}

async function listening(
  server: ReturnType<typeof createServer> | ReturnType<typeof createSocketServer>,
  asked: string[],
): Promise<LocalSite> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const place = `127.0.0.1:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close(() => resolve());
    });
  return { origin: `http://${place}`, place, asked, close };
}
