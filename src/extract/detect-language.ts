import type { Document } from '../domain/document.ts';

/** Characters of words below which a text is too short to tell: of shorter ones too many are taken for another language. */
const LEAST = 80;
/** Characters of words of each sample; a detector looks at fewer than 400 bytes of what it is given. */
const SAMPLE = 400;
/** Characters of the text from which a sample is taken: addresses, figures and rules are left out of it. */
const WINDOW = 1_500;
const NO_WORDS = /(?:https?:\/\/|www\.)\S+|\S*[\d@_\\/]\S*|[-=*~.]{4,}/g;

/**
 * Returns a document with the language (ISO 639-1) that its text is written in, where it states none. Where the samples of the
 * text do not agree, or say nothing that can be relied on, the language stays unknown, as that of a short text.
 */
export async function withLanguage(document: Document): Promise<Document> {
  if (document.lang !== undefined) return document;
  const lang = await detectLanguage(`${document.title}\n${document.text}`);
  return lang === undefined ? document : { ...document, lang };
}

/** Returns the language (ISO 639-1) of a text, by samples of its beginning, middle and end, or undefined. */
export async function detectLanguage(text: string): Promise<string | undefined> {
  const samples = samplesOf(text);
  if (samples.reduce((length, sample) => length + sample.length, 0) < LEAST) return undefined;
  // Its tables take some 90 MB and a sixth of a second: most files state their language.
  const { eld } = await import('eld/extrasmall');
  const results = samples.map((sample) => eld.detect(sample));
  const reliable = results.filter((result) => result.isReliable());
  const [first] = reliable;
  if (first === undefined || reliable.length * 2 < results.length) return undefined;
  return reliable.every(({ language }) => language === first.language) ? first.language : undefined;
}

function samplesOf(text: string): readonly string[] {
  if (text.length <= WINDOW) {
    const words = wordsIn(text);
    return words.length <= SAMPLE * 1.5 ? [words] : spread(words, SAMPLE);
  }
  return spread(text, WINDOW).map((part) => wordsIn(part).slice(0, SAMPLE));
}

/** The beginning, the middle and the end of a text. */
function spread(text: string, length: number): readonly string[] {
  const middle = Math.floor((text.length - length) / 2);
  return [text.slice(0, length), text.slice(middle, middle + length), text.slice(-length)];
}

function wordsIn(text: string): string {
  return text.replace(NO_WORDS, ' ').replace(/\s+/g, ' ').trim();
}
