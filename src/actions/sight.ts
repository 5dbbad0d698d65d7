import type { Act } from './act.ts';
import type { Actor } from './actor.ts';

/**
 * Administrators keep all people and groups; everybody else sees those of whom they may know. Whoever is seen as an
 * administrator must still be one when the act is done: the right to see all comes with no other role.
 */
export function sightOf({ roles }: Actor): Pick<Act<unknown>, 'as' | 'roles'> {
  if (roles.includes('administrator')) return { as: 'work', roles: ['administrator'] };
  return { as: 'app', roles: ['editor', 'analyst', 'releaser'] };
}
