import type { HitNotice, NoticedHit, NoticedOrder } from '../domain/notice.ts';
import type { ReportLanguage } from '../domain/report.ts';
import { cleanText } from './clean-text.ts';
import type { MayTell } from './copy-name.ts';
import { type Html, html } from './html.ts';
import { subjectLine } from './subject-line.ts';
import { wrapLines } from './wrap-lines.ts';

/** A notice of hits as it is sent by mail. */
export interface WrittenNotice {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface NoticePlace {
  /** Where the desk is; without it a notice has no links. */
  readonly desk: string | undefined;
  /** What the subject may tell. */
  readonly subject: MayTell;
}

interface Words {
  /** The subject and the sentence of one that tells nothing else. */
  readonly silent: readonly [string, string];
  readonly count: (count: number, hasMore: boolean) => string;
  readonly unlisted: (count: number, hasMore: boolean) => string;
  readonly also: (letters: readonly string[]) => string;
  readonly open: string;
  readonly queue: string;
  readonly why: string;
  readonly colon: string;
}

const en: Words = {
  silent: ['New hits', 'There is something new in the queue for you. Sign in to see it.'],
  count: (count, hasMore) => {
    if (hasMore) return `More than ${count} new stories`;
    return count === 1 ? '1 new story' : `${count} new stories`;
  },
  unlisted: (count, hasMore) => `${hasMore ? 'More than ' : ''}${count} more in the queue.`,
  also: (letters) => ` (also ${letters.join(', ')})`,
  open: 'Open',
  queue: 'The queue',
  why: 'You get this since you chose to be told of new hits; change it in your settings under “Notices”.',
  colon: ':',
};

const fr: Words = {
  silent: ['Nouveaux résultats', 'La file contient du nouveau pour vous. Connectez-vous pour le voir.'],
  count: (count, hasMore) => {
    if (hasMore) return `Plus de ${count} nouvelles affaires`;
    return count < 2 ? `${count} nouvelle affaire` : `${count} nouvelles affaires`;
  },
  unlisted: (count, hasMore) => `${hasMore ? 'Plus de ' : ''}${count} de plus dans la file.`,
  also: (letters) => ` (et aussi ${letters.join(', ')})`,
  open: 'Ouvrir',
  queue: 'La file',
  why: 'Vous recevez ce message parce que vous avez demandé à être averti des nouveaux résultats\u202f; vous pouvez le changer dans vos réglages, sous «\u00a0Avis\u00a0».',
  colon: '\u00a0:',
};

const WORDS: Readonly<Record<ReportLanguage, Words>> = { en, fr };
const WIDTH = 72;

/** Writes a notice; one without orders tells nothing but that there is something. */
export function hitNotice(told: HitNotice, place: NoticePlace): WrittenNotice {
  const words = WORDS[told.language];
  const listed = told.orders.reduce((sum, { hits }) => sum + hits.length, 0);
  const unlisted = told.count - listed;
  const view: View = {
    ...{ told, words, desk: place.desk },
    head: [told.notice ?? '', told.banner].map(cleanText).filter((line) => line !== ''),
    more: told.orders.length > 0 && unlisted > 0 ? words.unlisted(unlisted, told.hasMore) : undefined,
  };
  return { subject: subjectOf(view, place.subject), text: asText(view), html: asHtml(view) };
}

interface View {
  readonly told: HitNotice;
  readonly words: Words;
  readonly desk: string | undefined;
  /** What stands above and below. */
  readonly head: readonly string[];
  /** That not all is listed. */
  readonly more: string | undefined;
}

function subjectOf({ told, words }: View, mayTell: MayTell): string {
  const { orders, notice, banner, count, hasMore } = told;
  const silent = [notice, words.silent[0]];
  const counted = words.count(count, hasMore);
  const [first, ...others] = orders;
  const titled =
    first && others.length === 0 && mayTell === 'title' ? `${counted}${words.colon} ${first.title}` : counted;
  const said = first === undefined || mayTell === 'nothing' ? silent : [notice, banner, titled];
  return subjectLine(said.map((part) => part && oneLine(part)));
}

function asText({ told, words, desk, head, more }: View): string {
  const lines = (text: string, first = '', rest = first): string =>
    wrapLines(oneLine(text), { width: WIDTH, first, rest }).join('\n');
  const hit = (one: NoticedHit): string =>
    [
      lines(`(${one.mark}) ${one.title}`, '- ', '  '),
      ...[factsOf(one, words), reasonOf(one)].filter((said) => said !== '').map((said) => lines(said, '  ')),
      ...(desk === undefined ? [] : [`  ${hitAddress(desk, one.id)}`]),
    ].join('\n');
  const order = (one: NoticedOrder): string => [lines(`(${one.mark}) ${one.title}`), ...one.hits.map(hit)].join('\n\n');
  const parts = [
    head.join('\n'),
    lines(told.orders.length === 0 ? words.silent[1] : `${words.count(told.count, told.hasMore)}.`),
    ...told.orders.map(order),
    ...(more === undefined ? [] : [more]),
    ...(desk === undefined ? [] : [`${words.queue}${words.colon} ${queueAddress(desk)}`]),
    lines(words.why),
    head.join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function asHtml({ told, words, desk, head, more }: View): string {
  const banner = head.length === 0 ? undefined : html`<p><strong>${head.map((line) => html`${line}<br>`)}</strong></p>`;
  const count = told.orders.length === 0 ? words.silent[1] : `${words.count(told.count, told.hasMore)}.`;
  const order = (one: NoticedOrder): Html => html`<h2 style="font-size:1.1em">(${one.mark}) ${cleanText(one.title)}</h2>
<ul>${one.hits.map((hit) => hitAsHtml(hit, words, desk))}</ul>
`;
  const queue = desk === undefined ? undefined : html`<p><a href="${queueAddress(desk)}">${words.queue}</a></p>`;
  return html`<!doctype html>
<html lang="${told.language}"><head><meta charset="utf-8"><title>${words.silent[0]}</title></head><body>
${banner}<p>${count}</p>
${told.orders.map(order)}${more === undefined ? undefined : html`<p>${more}</p>`}${queue}<p><small>${words.why}</small></p>
${banner}</body></html>
`.text;
}

function hitAsHtml(hit: NoticedHit, words: Words, desk: string | undefined): Html {
  const title = html`(${hit.mark}) <strong>${cleanText(hit.title)}</strong>`;
  const reason = hit.reason.map(({ text, found }) =>
    found ? html`<mark>${cleanText(text)}</mark>` : html`${cleanText(text)}`,
  );
  return html`<li><p>${title}<br>${cleanText(factsOf(hit, words))}</p>
${reason.length === 0 ? undefined : html`<p>${reason}</p>\n`}${desk === undefined ? undefined : html`<p><a href="${hitAddress(desk, hit.id)}">${words.open}</a></p>\n`}</li>
`;
}

/** Which question it answers, from where it is, and of which day. */
function factsOf({ letter, question, alsoAnswers, source, publishedOn }: NoticedHit, words: Words): string {
  const others = alsoAnswers.length === 0 ? '' : words.also(alsoAnswers);
  const asked = `${letter}${words.colon} ${question}${others}`;
  return [asked, [source, publishedOn].filter((fact) => fact !== null).join(', ')]
    .filter((said) => said !== '')
    .join(' — ');
}

/** In plain text what was found stands between angle quotes. */
function reasonOf({ reason }: NoticedHit): string {
  return reason.map(({ text, found }) => (found ? `‹${text}›` : text)).join('');
}

/** Lines that a title brings could pass for those of the notice, or for its banner. */
function oneLine(text: string): string {
  return cleanText(text).replace(/[ \n]+/g, ' ');
}

function hitAddress(desk: string, id: string): string {
  return new URL(`/triage?hit=${encodeURIComponent(id)}`, desk).href;
}

function queueAddress(desk: string): string {
  return new URL('/triage', desk).href;
}
