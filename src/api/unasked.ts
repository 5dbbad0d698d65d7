import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends connections by which nothing was asked when a server is to close: browsers open some beforehand, and the server would
 * wait for them as for those that it owes an answer (Node takes a connection for busy until its first request came).
 */
export class UnaskedConnections {
  readonly #sockets = new Set<Socket>();
  #isEnding = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      if (this.#isEnding) return socket.destroy();
      this.#sockets.add(socket);
      return socket.once('close', () => this.#sockets.delete(socket));
    });
    server.prependListener('request', ({ socket }: { readonly socket: Socket }) => this.#sockets.delete(socket));
  }

  /** Ends those that there are, and those that come from now on. */
  end(): void {
    this.#isEnding = true;
    for (const socket of this.#sockets) socket.destroy();
  }
}
