import { Refusal } from '../errors.ts';
import { anyWayIn, dropCredentials, hasWayIn, holdAccount, setPassword } from '../store/account-passwords.ts';
import { type Identity, linkTo } from '../store/linked-identities.ts';
import type { LinkPurpose } from '../store/one-time-links.ts';
import { findLink, type StoredLink, takeLink } from '../store/one-time-links.ts';
import { lockReaders } from '../store/readers.ts';
import { act, type Deed } from './act.ts';
import { SYSTEM } from './actor.ts';
import { checkPassword } from './check-password.ts';
import type { Desk } from './desk.ts';
import { checkIdentity, identityTaken } from './link-identity.ts';
import { hashPassword } from './password-hash.ts';
import { secretHash } from './secret.ts';
import { addFirst, type FirstAccount, type PreparedFirst, prepareFirst } from './set-up-desk.ts';
import type { SignInClient } from './sign-in-client.ts';
import { giveBackTry, takeTry, triesBy } from './sign-in-tries.ts';

/** What somebody takes to sign in by, and who they are where the desk has no account yet. */
export interface Acceptance {
  readonly password?: string | undefined;
  /** What another house proved of them, in the place of a password. */
  readonly identity?: Identity | undefined;
  readonly first?: FirstAccount | undefined;
  readonly client: SignInClient;
}

/** What is shown to who opens a link. */
export interface ReadableLink {
  readonly purpose: LinkPurpose;
  /** None where the desk has no account yet: `first` says who it will be. */
  readonly accountName?: string | undefined;
  readonly expiresAt: Date;
}

/** Returns what a link is for, without using it; nothing where it cannot be used. */
export async function readLink(desk: Desk, secret: string): Promise<ReadableLink | undefined> {
  const link = await linkOf(desk, secretHash(secret));
  if (!link) return undefined;
  const { purpose, accountName, expiresAt } = link;
  return { purpose, expiresAt, ...(accountName !== null && { accountName }) };
}

/**
 * Uses a link: from then on the account signs in with what was given. One that is not known, was used, or is over is refused
 * in the same words (`link-not-valid`), and so is an invitation where the account has come to sign in otherwise: only a reset
 * takes away all by which the account proved itself before. Whoever shows what is no link counts as who fails to sign in
 * (`sign-in-too-often`), and leaves no entry: strangers fill no log.
 */
export async function acceptLink(
  desk: Desk,
  secret: string,
  given: Acceptance,
): Promise<{ readonly accountId: string; readonly accountName: string }> {
  const { hash, link } = await linkShown(desk, secret, given.client);
  return act(desk, SYSTEM, {
    action: 'link-accept',
    roles: ['system'],
    objects: link.accountId ? [{ noun: 'account', id: link.accountId }] : [],
    as: 'work',
    async prepare(now) {
      const { first, identity } = given;
      const prepared = link.accountId === null ? await prepareFirst(desk, firstOf(given), now) : undefined;
      if (identity) checkIdentity(identity);
      const passwordHash = identity ? undefined : await newHash(given, link.accountName ?? first?.name ?? '');
      return { prepared, passwordHash };
    },
    async work(deed, { prepared, passwordHash }: Prepared) {
      if (link.accountId) await holdAccount(deed.client, link.accountId);
      const taken = await take(deed, hash);
      const account = taken.accountId === null ? await firstAccount(desk, deed, given, prepared) : nameOf(taken);
      if (taken.purpose === 'reset') await dropCredentials(deed.client, account.accountId);
      if (passwordHash !== undefined) {
        await setPassword(deed.client, { accountId: account.accountId, hash: passwordHash }, deed.now);
      }
      const { identity } = given;
      if (identity && !(await linkTo(deed.client, identity, account.accountId, deed.now))) throw identityTaken();
      return account;
    },
  });
}

interface Prepared {
  readonly prepared: PreparedFirst | undefined;
  readonly passwordHash: string | undefined;
}

/** Returns the link that somebody shows; a try that shows none stays counted. */
async function linkShown(
  desk: Desk,
  secret: string,
  client: SignInClient,
): Promise<{ readonly hash: Buffer; readonly link: StoredLink }> {
  const tries = await triesBy(desk, client);
  await takeTry(desk, tries);
  const hash = secretHash(secret);
  const link = await linkOf(desk, hash);
  if (!hash || !link) throw notValid();
  await giveBackTry(desk, tries);
  return { hash, link };
}

async function linkOf(desk: Desk, hash: Buffer | undefined): Promise<StoredLink | undefined> {
  return hash && findLink(desk.database.work, hash, new Date(desk.now()));
}

async function newHash({ password = '' }: Acceptance, ownName: string): Promise<string> {
  await checkPassword(password, ownName);
  return hashPassword(password);
}

/**
 * By a link of set-up nobody comes in once anybody can; of two at once the second waits for the first. Nor by an invitation
 * whoever can sign in already, by an identity that was linked, or a password taken, after it was made.
 */
async function take({ client, now }: Deed, hash: Buffer): Promise<StoredLink> {
  const link = await takeLink(client, hash, now);
  if (!link) throw notValid();
  if (link.purpose === 'invite' && (await hasWayIn(client, link.accountId!))) throw notValid();
  if (link.purpose !== 'set-up') return link;
  await lockReaders(client);
  if (await anyWayIn(client)) throw notValid();
  return link;
}

async function firstAccount(
  desk: Desk,
  deed: Deed,
  given: Acceptance,
  prepared: PreparedFirst | undefined,
): Promise<{ readonly accountId: string; readonly accountName: string }> {
  if (!prepared) throw notValid();
  const { id } = await addFirst(desk, deed, firstOf(given), prepared);
  return { accountId: id, accountName: firstOf(given).name };
}

function nameOf({ accountId, accountName }: StoredLink): { readonly accountId: string; readonly accountName: string } {
  return { accountId: accountId!, accountName: accountName! };
}

function firstOf({ first }: Acceptance): FirstAccount {
  if (first) return first;
  const message = 'This desk has no account yet: say who you are, with a name, a clearance and a marking.';
  throw new Refusal('invalid', 'set-up-account', message);
}

function notValid(): Refusal {
  const message = 'This link cannot be used: it was used before, is over, or is none; ask for a new one.';
  return new Refusal('not-allowed', 'link-not-valid', message);
}
