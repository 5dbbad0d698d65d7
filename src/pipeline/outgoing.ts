import { isIP } from 'node:net';
import type { MailReach, ReachSettings } from '../actions/open-desk.ts';
import type { MailServer } from '../channels/mail.ts';
import { readDkimKey } from '../channels/read-dkim-key.ts';
import { isAllowed, readAllowList } from '../sources/fetch/allow-list.ts';
import { makeGuardedPost } from '../sources/fetch/guarded-post.ts';
import { SYSTEM_WORLD } from '../sources/fetch/system-world.ts';
import type { Outgoing } from './delivering.ts';

const USER_AGENT = 'Vigie/0.1.0';

/** How the program calls itself where it asks and where it sends. */
export function userAgent(contact: string | undefined): string {
  return contact === undefined ? USER_AGENT : `${USER_AGENT} (+${contact})`;
}

/** Returns by what deliveries leave the desk. Refused with `mail-dkim-key` where the key of mails cannot be read. */
export function outgoingOf({ hosts = [], contact, mail, origin }: ReachSettings): Omit<Outgoing, 'printer'> {
  return {
    post: makeGuardedPost({ userAgent: userAgent(contact), allow: hosts }, SYSTEM_WORLD),
    ...(mail && {
      mail: { from: mail.from, dkim: mail.dkim && readDkimKey(mail.dkim), server: serverOf(mail, hosts) },
    }),
    ...(origin && { portal: origin.href }),
  };
}

/** Whether a server is one's own does not hang on where its name leads: it is the one that the settings name. */
function serverOf({ host, port, isEncrypted, login }: MailReach, hosts: readonly string[]): MailServer {
  const named = new URL(`https://${isIP(host) === 6 ? `[${host}]` : host}:${port}/`);
  const isOwn = isLoopback(host) || isAllowed(named, readAllowList(hosts));
  return { host, port, isEncrypted, isOwn, login };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
