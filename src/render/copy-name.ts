import type { IssuedCopy } from '../domain/copy.ts';
import { type CopyView, releaseDay, viewCopy } from './copy-view.ts';
import { subjectLine } from './subject-line.ts';

/** How much of a copy may be told where more people see it than the copy itself: in a subject, in the name of a file. */
export type MayTell = 'title' | 'banner' | 'nothing';

/** Longest name in bytes, without its ending; file systems take 255. */
const LONGEST_NAME = 120;

/**
 * Returns the name of a file with a copy, such as `replay-not-classified_2026-11-30_rapport.pdf`: of small letters, figures,
 * hyphens and low lines alone, which every file system and every header takes.
 */
export function copyFileName(issued: IssuedCopy, ending: string, mayTell: MayTell): string {
  const view = viewCopy(issued);
  const parts = [
    view.notice === undefined ? '' : asciiWords(view.notice),
    mayTell === 'nothing' || view.banner === undefined ? '' : asciiWords(view.banner),
    releaseDay(issued.releasedAt),
    (mayTell === 'title' && asciiWords(view.title.text)) || asciiWords(view.words.report),
  ];
  const name = parts.filter((part) => part !== '').join('_');
  return `${name.slice(0, LONGEST_NAME).replace(/[-_]+$/, '')}.${ending}`;
}

/** Returns the subject of a message with a copy: one line, with the notice first and no more than the caller allows. */
export function copySubject(issued: IssuedCopy, mayTell: MayTell): string {
  const view = viewCopy(issued);
  const parts = [view.notice, mayTell === 'nothing' ? undefined : view.banner, told(view, issued, mayTell)];
  return subjectLine(parts);
}

function told(view: CopyView, { state }: IssuedCopy, mayTell: MayTell): string {
  const title = mayTell === 'title' ? view.title.text : view.words.report;
  if (state === 'current') return title;
  const [word = ''] = (view.warning ?? '').split(/\s?:/);
  return `${word}${view.words.colon} ${title}`;
}

/** Returns a text as small letters and figures of ASCII with hyphens between its words; empty where it has none. */
function asciiWords(text: string): string {
  return text
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '-')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
