import type { FastifyRequest } from 'fastify';
import type { Keyed } from '../actions/once.ts';
import { Refusal } from '../errors.ts';

/**
 * Returns the key with which a write was sent (`Idempotency-Key`, draft-ietf-httpapi-idempotency-key-header-07), where it has one;
 * refused with `idempotency-key` where that is no key.
 */
export function keyOf({ method, url, headers, body }: FastifyRequest): Keyed | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) {
    return { key, request: JSON.stringify([method, url, body ?? null]) };
  }
  throw new Refusal(
    'invalid',
    'idempotency-key',
    'A key is 1 to 200 letters, digits and signs of ASCII, without spaces.',
  );
}
