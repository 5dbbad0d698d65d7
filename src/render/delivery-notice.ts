import type { Delivered } from '../domain/channel.ts';
import type { IssuedCopy } from '../domain/copy.ts';
import { releaseDayInWords, viewCopy } from './copy-view.ts';
import { html } from './html.ts';

/** What is told of a copy without anything of it. */
export interface DeliveryNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface NoticeWords {
  /** Subject and sentence of each. */
  readonly told: Readonly<Record<Delivered, readonly [string, (day: string) => string]>>;
  readonly portal: string;
}

const en: NoticeWords = {
  told: {
    copy: ['A report for you', (day) => `There is a report for you, of ${day}. Sign in to read it.`],
    recalled: [
      'Report recalled',
      (day) => `A report that you were sent on ${day} was recalled. Do not use it, and delete every copy of it.`,
    ],
    superseded: ['Report superseded', (day) => `A report that you were sent on ${day} is no longer current.`],
  },
  portal: 'Read it here:',
};

const fr: NoticeWords = {
  told: {
    copy: ['Un rapport pour vous', (day) => `Un rapport du ${day} vous attend. Connectez-vous pour le lire.`],
    recalled: [
      'Rapport rappelé',
      (day) =>
        `Un rapport qui vous a été envoyé le ${day} a été rappelé. Ne l’utilisez pas et supprimez-en toutes les copies.`,
    ],
    superseded: ['Rapport remplacé', (day) => `Un rapport qui vous a été envoyé le ${day} n’est plus à jour.`],
  },
  portal: 'À lire ici\u00a0:',
};

const WORDS = { en, fr };

/** Returns what says that a copy is there, or is over, and nothing of what stands in it; `portal` is where it is read. */
export function deliveryNotice(issued: IssuedCopy, what: Delivered, portal: string | undefined): DeliveryNotice {
  // Of a recalled copy a view has nothing but its day, its language and the notice that stands everywhere.
  const { language, notice } = viewCopy({ ...issued, state: 'recalled' });
  const words = WORDS[language];
  const [subject, sentence] = words.told[what];
  const told = sentence(releaseDayInWords(issued));
  const place = portal === undefined ? [] : [`${words.portal} ${portal}`];
  const lines = [notice, told, ...place, notice].filter((line) => line !== undefined);
  const page = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head><body>${lines.map((line) => html`<p>${line}</p>`)}</body></html>
`;
  return {
    subject: [notice, subject].filter((part) => part !== undefined).join(' – '),
    text: `${lines.join('\n\n')}\n`,
    html: page.text,
  };
}
