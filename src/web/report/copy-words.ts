import type { Confidence, Likelihood, Reliability, ReportLanguage } from '../../schema/report-text.ts';

/** What Vigie itself says in a copy, in the language of the report and not in that of whoever reads it. */
export interface CopyWords {
  /** In place of a title that the reader may not read. */
  readonly report: string;
  readonly cut: string;
  readonly superseded: string;
  readonly recalled: string;
  readonly sources: string;
  readonly table: (number: string) => string;
  readonly section: (number: string) => string;
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
}

/** In hundredths, as in ICD 203. */
export const RANGES: Readonly<Record<Likelihood, string>> = {
  'almost-no-chance': '1–5',
  'very-unlikely': '5–20',
  unlikely: '20–45',
  'even-chance': '45–55',
  likely: '55–80',
  'very-likely': '80–95',
  'almost-certain': '95–99',
};

const likelihoodsEn: CopyWords['likelihoods'] = {
  'almost-no-chance': 'almost no chance',
  'very-unlikely': 'very unlikely',
  unlikely: 'unlikely',
  'even-chance': 'roughly even chance',
  likely: 'likely',
  'very-likely': 'very likely',
  'almost-certain': 'almost certain',
};

const likelihoodsFr: CopyWords['likelihoods'] = {
  'almost-no-chance': 'presque exclu',
  'very-unlikely': 'très improbable',
  unlikely: 'improbable',
  'even-chance': 'chances à peu près égales',
  likely: 'probable',
  'very-likely': 'très probable',
  'almost-certain': 'presque certain',
};

const confidencesEn: CopyWords['confidences'] = { low: 'low', moderate: 'moderate', high: 'high' };
const confidencesFr: CopyWords['confidences'] = { low: 'faible', moderate: 'moyenne', high: 'élevée' };

const en: CopyWords = {
  report: 'Report',
  cut: 'This copy holds what its reader may read.',
  superseded: 'Superseded: this copy is no longer current.',
  recalled: 'Recalled: this report was withdrawn. Do not use it, and delete every copy of it.',
  sources: 'Sources',
  table: (number) => `Table\u00a0${number}`,
  section: (number) => `section\u00a0${number}`,
  source: (number) => `Source ${number}`,
  quoted: (text) => `“${text}”`,
  answers: (letter, order, isWhole) => `Answers question ${letter} of “${order}”${isWhole ? '' : ' in part'}.`,
  likelihoods: likelihoodsEn,
  confidences: confidencesEn,
  likelihood: (likelihood) => `Likelihood: ${likelihoodsEn[likelihood]} (${RANGES[likelihood]}%).`,
  confidence: (confidence) => `Confidence: ${confidencesEn[confidence]}.`,
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
};

const fr: CopyWords = {
  report: 'Rapport',
  cut: 'Cette copie contient ce que son lecteur peut lire.',
  superseded: 'Remplacé\u00a0: cette copie n’est plus à jour.',
  recalled: 'Rappelé\u00a0: ce rapport a été retiré. Ne l’utilisez pas et supprimez-en toutes les copies.',
  sources: 'Sources',
  table: (number) => `Tableau\u00a0${number}`,
  section: (number) => `section\u00a0${number}`,
  source: (number) => `Source ${number}`,
  quoted: (text) => `«\u00a0${text}\u00a0»`,
  answers: (letter, order, isWhole) =>
    `Répond${isWhole ? '' : ' en partie'} à la question ${letter} de «\u00a0${order}\u00a0».`,
  likelihoods: likelihoodsFr,
  confidences: confidencesFr,
  likelihood: (likelihood) => `Probabilité\u00a0: ${likelihoodsFr[likelihood]} (${RANGES[likelihood]}\u202f%).`,
  confidence: (confidence) => `Confiance\u00a0: ${confidencesFr[confidence]}.`,
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
