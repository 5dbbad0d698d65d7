import type { Desk } from '../actions/desk.ts';
import type { ComposedMail, DkimKey, MailAddress } from '../channels/mail-message.ts';
import type { ComposedWebhook } from '../channels/webhook.ts';
import type { PrintsCopies } from './renderings.ts';

/** From whom mails are. */
export interface MailIdentity {
  readonly from: MailAddress;
  readonly dkim?: DkimKey | undefined;
}

export interface ComposerParts {
  readonly desk: Desk;
  readonly printer: PrintsCopies;
  /** Without it there are no mails. */
  readonly mail?: MailIdentity | undefined;
  /** Where recipients read what is for them. */
  readonly portal?: string | undefined;
}

/** Why a delivery does not go out. */
export type WithheldCode =
  | 'channel-ceiling'
  | 'channel-closed'
  | 'copy-not-sent'
  | 'copy-recalled'
  | 'copy-superseded'
  | 'notice-empty'
  | 'recipient-closed'
  | 'recipient-not-cleared';

/** What is to be done about a delivery at this moment. */
export type Composed =
  | { readonly kind: 'mail'; readonly mail: ComposedMail }
  | { readonly kind: 'webhook'; readonly webhook: ComposedWebhook }
  /** Its recipient may not have it, or the channel may not carry it; `code` says why. */
  | { readonly kind: 'withheld'; readonly code: WithheldCode }
  /** It waits, for so many milliseconds. */
  | { readonly kind: 'later'; readonly wait: number };

/** Until something else about the same copy has been settled, or what is missing is there. */
export const MOMENT = 5_000;
