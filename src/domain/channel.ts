import { Refusal } from '../errors.ts';

export const CHANNEL_KINDS = ['portal', 'mail', 'webhook', 'atom'] as const;
/** By which way copies reach a recipient: they sign in and read, or it is sent, or they fetch it with a program. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
/** Ways by which the desk itself sends. */
export const PUSHED: readonly ChannelKind[] = ['mail', 'webhook'];

export const CHANNEL_STATES = ['active', 'paused', 'closed'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** What a message may tell before it is opened, and what it holds. */
export interface ChannelOptions {
  /** A notice says that there is something to read in the portal, and nothing of it. */
  readonly form: 'whole' | 'notice';
  /** Whether a mail has the copy as PDF with it. */
  readonly hasPdf: boolean;
  /** What subjects and titles may tell: the title of the copy, its banner, or nothing. */
  readonly subject: 'title' | 'banner' | 'nothing';
}

/** Whether a channel tells nothing of a copy but that there is one: then its ceiling does not matter. */
export function tellsNothing({
  kind,
  options,
}: {
  readonly kind: ChannelKind;
  readonly options: Partial<ChannelOptions>;
}): boolean {
  return PUSHED.includes(kind) && options.form === 'notice';
}

export const USUAL_OPTIONS: ChannelOptions = { form: 'whole', hasPdf: false, subject: 'banner' };

const LONGEST_ADDRESS = 500;
/** RFC 5321, without quoted names, comments and domains in brackets: what could carry another header or command is none. */
const MAIL_ADDRESS = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)*[\p{L}\p{N}-]{1,63}$/u;

/** Without a name, a password and a fragment; whether its host may be asked is looked at whenever something is sent. */
const WEB_ADDRESS = /^https?:\/\/[^\s/?#@\\]+(?:[/?][^\s#]*)?$/;

/** Returns the address of a channel; refused with `channel-address` where it is none of its kind. */
export function channelAddress(kind: ChannelKind, address: string): string {
  const trimmed = address.trim();
  if (trimmed.length <= LONGEST_ADDRESS && isAddress(kind, trimmed)) return trimmed;
  throw new Refusal('invalid', 'channel-address', WANTED[kind]);
}

const WANTED: Readonly<Record<ChannelKind, string>> = {
  portal: 'The portal is where the desk is; it has no address of its own.',
  mail: 'A mail goes to an address such as name@example.org.',
  webhook: 'A webhook is an address that begins with https, without a name or password in it.',
  atom: 'A feed is fetched from the desk; it has no address of its own.',
};

function isAddress(kind: ChannelKind, address: string): boolean {
  if (kind === 'mail') return MAIL_ADDRESS.test(address);
  return kind === 'webhook' ? WEB_ADDRESS.test(address) : address === '';
}

export const DELIVERY_STATES = ['waiting', 'sending', 'accepted', 'failed', 'withheld', 'unknown', 'bounced'] as const;
/**
 * How far a delivery is. `unknown`: it was sent and the answer was lost, so that it is not sent again. `withheld`: its
 * recipient may not have it any more, or the channel may not carry it.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What a delivery brings: a copy, or that one was recalled or superseded. */
export const DELIVERED = ['copy', 'recalled', 'superseded'] as const;
export type Delivered = (typeof DELIVERED)[number];

const MINUTE = 60_000;
/** Minutes until the next attempt, after the first failure, the second, and so on: for three days. */
const WAITS = [1, 5, 15, 60, 180, 360, 720, 1440, 1440];

/** Returns when a delivery that failed so often is tried again (milliseconds since 1970); nothing where it is given up. */
export function nextAttempt(failures: number, now: number): number | undefined {
  const minutes = WAITS[failures - 1];
  return minutes === undefined ? undefined : now + minutes * MINUTE;
}

export const SATISFACTIONS = ['satisfied', 'partly', 'further-question'] as const;
/** What a recipient says of a copy: it answers what they asked, in part, or raises a further question. */
export type Satisfaction = (typeof SATISFACTIONS)[number];
