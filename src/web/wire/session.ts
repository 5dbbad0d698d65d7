import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refused, read, write } from './ask.ts';

/** Where a browser keeps what it asked another house for, until the answer is there. */
export const ON_THE_WAY = 'vigie.identity';

/** Who is signed in. */
export interface SignedInAs {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What is typed to sign in. */
export interface SignIn {
  readonly name: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/** Who is signed in; nobody where that is null. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    async queryFn(): Promise<SignedInAs | null> {
      try {
        return await read<SignedInAs>('/session');
      } catch (error) {
        if (error instanceof Refused && error.problem.status === 401) return null;
        throw error;
      }
    },
  });
}

/** Whether who is signed in may write orders; what the desk itself would say, said before anybody asks it. */
export function useMayWriteOrders(): boolean {
  const roles = useSession().data?.roles ?? [];
  return roles.includes('editor') || roles.includes('analyst');
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (typed: SignIn) => write<void>('POST', '/session', typed),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Forgets all that was read but who is signed in, and where somebody was on the way to. */
export function forgetRead(queries: QueryClient): void {
  window.sessionStorage.removeItem(ON_THE_WAY);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => write<void>('DELETE', '/session'),
    onSuccess() {
      // What looks at the session sees this at once; nothing that somebody has read stays for whoever comes next.
      queries.setQueryData(['session'], null);
      forgetRead(queries);
    },
  });
}
