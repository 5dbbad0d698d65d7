import type { SourceWorld } from '../source.ts';

/**
 * Returns the world in which the source at `address` is read: what it fetches below the address of its credential is signed
 * in, and nothing else. A source that has none signs in nowhere, whatever it links to.
 */
export function signedIn(world: SourceWorld, address: string): SourceWorld {
  const signIn = world.credentials.of(address);
  if (signIn === undefined) return world;
  return { ...world, fetch: (target, request = {}) => world.fetch(target, { ...request, signIn }) };
}
