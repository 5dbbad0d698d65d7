import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text of a stream of public data, with the name of its file. */
interface StreamText {
  readonly id: string;
  readonly text: string;
}

/** Reads the public speeches below `streams`, in the order of their dates, and the line above each that names the speaker. */
export function readSpeeches(streams: string): (StreamText & { readonly speaker: string })[] {
  return namesIn(join(streams, 'speeches-en'), '.txt').map((id) => {
    const text = readFileSync(join(streams, 'speeches-en', id), 'utf8');
    const end = text.indexOf('\n');
    return { id, speaker: text.slice(0, end), text: text.slice(end + 1) };
  });
}

/** Reads the news articles below `streams`, without their tags. */
export function readNews(streams: string): StreamText[] {
  return namesIn(join(streams, 'wikinews-fr'), '.html').map((id) => {
    const html = readFileSync(join(streams, 'wikinews-fr', id), 'utf8');
    return { id, text: html.slice(html.indexOf('<body')).replace(/<[^>]*>/g, '') };
  });
}

interface Note {
  readonly title?: string;
  readonly text: string;
}

/** A threat advisory, as far as it is read here (CSAF 2.0). */
export interface Advisory {
  readonly document: {
    readonly title: string;
    readonly notes?: readonly Note[];
    readonly tracking: { readonly initial_release_date?: string };
  };
  readonly vulnerabilities?: readonly { readonly notes?: readonly Note[] }[];
}

/** Reads the threat advisories below `streams`, in the order of their names. */
export function readAdvisories(streams: string): Advisory[] {
  return readdirSync(join(streams, 'csaf'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => JSON.parse(readFileSync(join(streams, 'csaf', path), 'utf8')) as Advisory);
}

/** Returns the text of the notes of an advisory whose titles do not match `without`. */
export function notesOf({ document, vulnerabilities = [] }: Advisory, without: RegExp): string {
  const notes = (document.notes ?? []).filter(({ title = '' }) => !without.test(title));
  return [...notes, ...vulnerabilities.flatMap((one) => one.notes ?? [])].map(({ text }) => text).join('\n\n');
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** Returns stretches of `words` words of the texts, at most `most` of them, evenly taken from all. */
export function stretchesOf(texts: readonly StreamText[], words: number, most: number): string[] {
  const all = texts.flatMap(({ text }) => {
    const spoken = text.split(/\s+/).filter((word) => word !== '');
    return Array.from({ length: Math.floor(spoken.length / words) }, (_, index) =>
      spoken.slice(index * words, (index + 1) * words).join(' '),
    );
  });
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, index) => index % step === 0).slice(0, most);
}

/** Returns `text` with a share of its words, drawn by `below`, replaced by words of its own that stand elsewhere. */
export function editedCopy(text: string, share: number, below: (below: number) => number): string {
  const words = text.split(' ');
  const places = new Set<number>();
  while (places.size < Math.round(words.length * share)) places.add(below(words.length));
  const edited = [...words];
  for (const place of places) {
    let word = words[below(words.length)]!;
    for (let tries = 0; tries < 20 && word === words[place]; tries++) word = words[below(words.length)]!;
    edited[place] = word;
  }
  return edited.join(' ');
}
