import { useSession } from '../wire/session.ts';

/** Returns whether whoever is signed in has one of these roles. */
export function useMay(...roles: readonly string[]): boolean {
  const { data } = useSession();
  return roles.some((role) => data?.roles.includes(role));
}
