import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { identityProvider, identityRequest } from '../../schema/wire/identity.ts';
import { read, write } from './ask.ts';
import { ON_THE_WAY } from './session.ts';

/** What is done with the answer: sign in, prove it once more, or use a link that counts once. */
export type IdentityUse =
  | { readonly purpose: 'sign-in' }
  | { readonly purpose: 'proof' }
  | { readonly purpose: 'link'; readonly secret: string };

interface Waiting {
  readonly held: string;
  readonly use: IdentityUse;
  /** Where whoever asked goes on. */
  readonly back: string;
}

/** Which other house says who people are; nothing where the desk asks none. */
export function useIdentityProvider(): string | undefined {
  const { data } = useQuery({
    queryKey: ['identity-provider'],
    queryFn: ({ signal }) => read<z.infer<typeof identityProvider>>('/identity', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.name;
}

/** Leaves for the other house, which sends whoever it is back to `/identity`. */
export async function leaveForIdentity(use: IdentityUse): Promise<void> {
  const { purpose } = use;
  const { address, held } = await write<z.infer<typeof identityRequest>>('POST', '/identity/requests', { purpose });
  const { pathname, search } = window.location;
  const waiting: Waiting = { held, use, back: purpose === 'link' ? '/' : `${pathname.replace(/^\/+/, '/')}${search}` };
  window.sessionStorage.setItem(ON_THE_WAY, JSON.stringify(waiting));
  window.location.assign(address);
}

/** Gives the desk what the other house answered, once; returns where to go on. */
export async function answerIdentity(answer: string): Promise<string> {
  const kept = window.sessionStorage.getItem(ON_THE_WAY);
  window.sessionStorage.removeItem(ON_THE_WAY);
  if (kept === null) return '/';
  const { held, use, back } = JSON.parse(kept) as Waiting;
  await write('POST', addressOf(use), { held, answer });
  return back;
}

function addressOf(use: IdentityUse): string {
  if (use.purpose === 'link') return `/links/${encodeURIComponent(use.secret)}/identity`;
  return use.purpose === 'proof' ? '/session/proof/identity' : '/session/identity';
}
