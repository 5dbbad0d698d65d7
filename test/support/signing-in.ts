import { acceptLink } from '../../src/actions/accept-link.ts';
import { type Actor, loadActor, type Role } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { invitePerson } from '../../src/actions/make-link.ts';
import { signIn } from '../../src/actions/sign-in.ts';
import { actorOf, deskOn } from './desk.ts';
import { NOW, type TestStore } from './store.ts';

export const PASSWORD = 'kettle harbour ninety';
export const CLIENT = { address: '192.0.2.7', description: 'a browser' };
export const READER = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** A desk whose clock is set by hand, with an administrator. */
export interface SignInDesk {
  readonly store: TestStore;
  readonly desk: Desk;
  readonly administrator: Actor;
  /** Milliseconds since the clock of the tests. */
  later(milliseconds: number): void;
}

export async function signInDesk(store: TestStore): Promise<SignInDesk> {
  let now = NOW;
  const desk = { ...deskOn(store), now: () => now };
  const administrator = await actorOf(store, READER, ['administrator']);
  const later = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { store, desk, administrator, later };
}

/** Makes an account of this name that can sign in by `PASSWORD`. */
export async function member(
  { store, desk, administrator }: SignInDesk,
  name: string,
  roles: readonly Role[] = ['editor', 'analyst'],
): Promise<Actor> {
  const { actorId } = await store.session(READER, roles);
  await store.database.work.query('update vigie.reader set name = $2 where id = $1', [actorId, name]);
  const { secret } = await invitePerson(desk, administrator, actorId);
  await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT });
  return loadActor(store.database, actorId, desk.now());
}

export function signInAs(desk: Desk, name: string, given: { readonly password?: string; readonly totp?: string } = {}) {
  return signIn(desk, { name, password: PASSWORD, client: CLIENT, ...given });
}

/** What became of an act: `done`, or all that a refusal says. */
export function told(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    ({ kind, code, message }) => JSON.stringify({ kind, code, message }),
  );
}

/** What became of an act, by its code alone. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    ({ code }) => code as string,
  );
}
