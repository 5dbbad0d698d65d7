import type { AddressInfo } from 'node:net';
import { Refusal } from '../errors.ts';
import { OpenConnections } from './open-connections.ts';
import { type ApiOptions, makeApi } from './server.ts';

/** The API as it listens. */
export interface ListeningApi {
  /** Such as `http://127.0.0.1:4280`. */
  readonly address: string;
  /** Ends when what was asked is answered. */
  close(): Promise<void>;
}

/** Where the API listens. */
export interface ListenPlace {
  /** An address of this machine; the loopback unless it is reached from elsewhere, through a proxy that encrypts. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/**
 * Lets the API of a desk listen. Refused with `port-taken` where another program listens there, and with `listen-address` where
 * the machine has no such address.
 */
export async function listenForPeople({ host, port }: ListenPlace, options: ApiOptions): Promise<ListeningApi> {
  const api = await makeApi(options);
  const connections = new OpenConnections(api.server);
  try {
    await api.listen({ host, port });
  } catch (error) {
    await api.close();
    throw refusalOf(error as NodeJS.ErrnoException, { host, port }) ?? error;
  }
  const { address, family, port: chosen } = api.server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  const close = async (): Promise<void> => {
    connections.end();
    await api.close();
  };
  return { address: `http://${name}:${chosen}`, close };
}

function refusalOf({ code }: NodeJS.ErrnoException, { host, port }: ListenPlace): Refusal | undefined {
  if (code === 'EADDRINUSE') {
    return new Refusal(
      'conflict',
      'port-taken',
      `Another program listens on port ${port} of this machine; take another one.`,
    );
  }
  if (code === 'EACCES') {
    return new Refusal(
      'not-allowed',
      'port-not-allowed',
      `This program may not listen on port ${port}; take one above 1023.`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Refusal('invalid', 'listen-address', `This machine has no address “${host}”; it is usually 127.0.0.1.`);
  }
  return undefined;
}
