import type { Confidence, Likelihood, ReportLanguage } from './report.ts';
import type { Reliability } from './source.ts';

/** What Vigie itself says in a copy, in the language of the report and not in that of whoever reads it. */
export interface CopyWords {
  /** In place of a title that the reader may not read. */
  readonly report: string;
  readonly released: (day: string) => string;
  readonly cut: string;
  readonly superseded: string;
  readonly recalled: string;
  readonly sources: string;
  readonly table: (number: string) => string;
  readonly section: (number: string) => string;
  readonly tableReference: (number: string) => string;
  readonly source: (number: number) => string;
  readonly quoted: (text: string) => string;
  readonly answers: (letter: string, order: string, isWhole: boolean) => string;
  readonly likelihoods: Readonly<Record<Likelihood, string>>;
  readonly confidences: Readonly<Record<Confidence, string>>;
  readonly likelihood: (likelihood: Likelihood) => string;
  readonly confidence: (confidence: Confidence) => string;
  readonly reliability: Readonly<Record<Reliability, string>>;
  /** From 1 to 6. */
  readonly credibility: readonly string[];
  /** The code of reliability and credibility, such as `B2`, with what it means. */
  readonly grade: (code: string, meaning: string) => string;
  /** As it is set behind a word. */
  readonly colon: string;
  /** A day of the calendar; the month is from 1. */
  readonly day: (year: number, month: number, day: number) => string;
  /** Of a file that lacks letters for some signs. */
  readonly unshown: string;
}

const MONTHS: Readonly<Record<ReportLanguage, readonly string[]>> = {
  en: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
  fr: [
    ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin'],
    ...['juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  ],
};

/** In hundredths, as in ICD 203. */
export const LIKELIHOOD_RANGES: Readonly<Record<Likelihood, string>> = {
  'almost-no-chance': '1–5',
  'very-unlikely': '5–20',
  unlikely: '20–45',
  'even-chance': '45–55',
  likely: '55–80',
  'very-likely': '80–95',
  'almost-certain': '95–99',
};

const LIKELIHOOD: Readonly<Record<ReportLanguage, Readonly<Record<Likelihood, string>>>> = {
  en: {
    'almost-no-chance': 'almost no chance',
    'very-unlikely': 'very unlikely',
    unlikely: 'unlikely',
    'even-chance': 'roughly even chance',
    likely: 'likely',
    'very-likely': 'very likely',
    'almost-certain': 'almost certain',
  },
  fr: {
    'almost-no-chance': 'presque exclu',
    'very-unlikely': 'très improbable',
    unlikely: 'improbable',
    'even-chance': 'chances à peu près égales',
    likely: 'probable',
    'very-likely': 'très probable',
    'almost-certain': 'presque certain',
  },
};

const CONFIDENCE: Readonly<Record<ReportLanguage, Readonly<Record<Confidence, string>>>> = {
  en: { low: 'low', moderate: 'moderate', high: 'high' },
  fr: { low: 'faible', moderate: 'moyenne', high: 'élevée' },
};

const en: CopyWords = {
  report: 'Report',
  released: (day) => `Released on ${day}`,
  cut: 'This copy holds what its reader may read.',
  superseded: 'Superseded: this copy is no longer current.',
  recalled: 'Recalled: this report was withdrawn. Do not use it, and delete every copy of it.',
  sources: 'Sources',
  table: (number) => `Table\u00a0${number}`,
  section: (number) => `section\u00a0${number}`,
  tableReference: (number) => `table\u00a0${number}`,
  source: (number) => `Source ${number}`,
  quoted: (text) => `“${text}”`,
  answers: (letter, order, isWhole) => `Answers question ${letter} of “${order}”${isWhole ? '' : ' in part'}.`,
  likelihoods: LIKELIHOOD.en,
  confidences: CONFIDENCE.en,
  likelihood: (likelihood) => `Likelihood: ${LIKELIHOOD.en[likelihood]} (${LIKELIHOOD_RANGES[likelihood]}%).`,
  confidence: (confidence) => `Confidence: ${CONFIDENCE.en[confidence]}.`,
  reliability: {
    A: 'reliable',
    B: 'usually reliable',
    C: 'fairly reliable',
    D: 'not usually reliable',
    E: 'unreliable',
    F: 'reliability cannot be judged',
  },
  credibility: [
    ...['confirmed by other sources', 'probably true', 'possibly true'],
    ...['doubtful', 'improbable', 'truth cannot be judged'],
  ],
  grade: (code, meaning) => `${code}: ${meaning}`,
  colon: ':',
  day: (year, month, day) => `${day} ${MONTHS.en[month - 1]} ${year}`,
  unshown: 'The sign □ stands for signs that this file has no letters for; the other forms of this copy show them.',
};

const fr: CopyWords = {
  report: 'Rapport',
  released: (day) => `Diffusé le ${day}`,
  cut: 'Cette copie contient ce que son lecteur peut lire.',
  superseded: 'Remplacé\u00a0: cette copie n’est plus à jour.',
  recalled: 'Rappelé\u00a0: ce rapport a été retiré. Ne l’utilisez pas et supprimez-en toutes les copies.',
  sources: 'Sources',
  table: (number) => `Tableau\u00a0${number}`,
  section: (number) => `section\u00a0${number}`,
  tableReference: (number) => `tableau\u00a0${number}`,
  source: (number) => `Source ${number}`,
  quoted: (text) => `«\u00a0${text}\u00a0»`,
  answers: (letter, order, isWhole) =>
    `Répond${isWhole ? '' : ' en partie'} à la question ${letter} de «\u00a0${order}\u00a0».`,
  likelihoods: LIKELIHOOD.fr,
  confidences: CONFIDENCE.fr,
  likelihood: (likelihood) =>
    `Probabilité\u00a0: ${LIKELIHOOD.fr[likelihood]} (${LIKELIHOOD_RANGES[likelihood]}\u202f%).`,
  confidence: (confidence) => `Confiance\u00a0: ${CONFIDENCE.fr[confidence]}.`,
  reliability: {
    A: 'fiable',
    B: 'habituellement fiable',
    C: 'assez fiable',
    D: 'rarement fiable',
    E: 'non fiable',
    F: 'fiabilité impossible à juger',
  },
  credibility: [
    ...['confirmé par d’autres sources', 'probablement vrai', 'peut-être vrai'],
    ...['douteux', 'improbable', 'véracité impossible à juger'],
  ],
  grade: (code, meaning) => `${code}\u00a0: ${meaning}`,
  colon: '\u00a0:',
  day: (year, month, day) => `${day === 1 ? '1er' : day} ${MONTHS.fr[month - 1]} ${year}`,
  unshown:
    'Le signe □ remplace les signes que ce fichier ne peut dessiner\u202f; les autres formes de cette copie les montrent.',
};

export const COPY_WORDS: Readonly<Record<ReportLanguage, CopyWords>> = { en, fr };

/** What a grade means: `usually reliable, probably true`. */
export function gradeInWords(
  { reliability, credibility }: { readonly reliability: Reliability | null; readonly credibility: number | null },
  words: CopyWords,
): string {
  const said = [reliability && words.reliability[reliability], credibility && words.credibility[credibility - 1]];
  return said.filter(Boolean).join(', ');
}
