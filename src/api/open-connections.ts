import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends the connections of a server that is to close, each as soon as nothing is owed to it. The server itself ends only those
 * that rest at that moment: it waits for those by which nothing was asked yet, some of which browsers open beforehand, and for
 * those that wait for another question after the answer to their last one.
 */
export class OpenConnections {
  readonly #open = new Set<Socket>();
  /** How many answers each is owed. */
  readonly #owed = new Map<Socket, number>();
  #isEnding = false;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      if (this.#isEnding) return socket.destroy();
      this.#open.add(socket);
      return socket.once('close', () => {
        this.#open.delete(socket);
        this.#owed.delete(socket);
      });
    });
    server.prependListener('request', ({ socket }: { readonly socket: Socket }, response: ServerResponse) => {
      this.#owed.set(socket, (this.#owed.get(socket) ?? 0) + 1);
      response.once('close', () => this.#answered(socket));
    });
  }

  /** Ends those that rest, and each other one behind its answer. */
  end(): void {
    this.#isEnding = true;
    for (const socket of this.#open) if (!this.#owed.has(socket)) socket.destroy();
  }

  #answered(socket: Socket): void {
    const left = (this.#owed.get(socket) ?? 0) - 1;
    if (left > 0) return void this.#owed.set(socket, left);
    this.#owed.delete(socket);
    if (this.#isEnding) socket.destroySoon();
  }
}
