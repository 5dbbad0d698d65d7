import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { LONGEST_BODY, LONGEST_TITLE } from './document.ts';
import { LANGUAGE } from './identifier.ts';

/** What a member of the desk saw or was told, as it is written down. */
export interface WrittenNote {
  readonly title: string;
  readonly body: string;
  /** The day of the observation, `YYYY-MM-DD`. */
  readonly observedOn?: string | undefined;
  /** ISO 639-1 code. */
  readonly language?: string | undefined;
}

/** Refuses what is no note: `note-empty`, `note-too-large`, `note-day`, `note-language`. */
export function checkNote({ title, body, observedOn, language }: WrittenNote): void {
  if (title.trim() === '' || body.trim() === '') {
    throw new Refusal('invalid', 'note-empty', 'A note has a title and a text.');
  }
  if (title.length > LONGEST_TITLE || body.length > LONGEST_BODY) {
    const message = `A note has at most ${LONGEST_TITLE} characters in its title and ${LONGEST_BODY} in its text.`;
    throw new Refusal('invalid', 'note-too-large', message);
  }
  if (observedOn !== undefined && !isDay(observedOn)) {
    throw new Refusal('invalid', 'note-day', 'A note is of a day that exists, written YYYY-MM-DD.');
  }
  if (language !== undefined && !LANGUAGE.test(language)) {
    throw new Refusal('invalid', 'note-language', 'A language is an ISO 639-1 code of two small letters, such as fr.');
  }
}
