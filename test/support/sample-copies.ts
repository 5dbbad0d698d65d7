import type { Copy, CopyInline, CopyPortion, IssuedCopy } from '../../src/domain/copy.ts';

const text = (words: string, more: Partial<Extract<CopyInline, { kind: 'text' }>> = {}): CopyInline => ({
  kind: 'text',
  text: words,
  ...more,
});
const cite = (number: number): CopyInline => ({ kind: 'citation', number });
const none = { answers: [] } as const;

/** 30 November 2026, 09:30 UTC. */
export const RELEASED_AT: number = Date.UTC(2026, 10, 30, 9, 30);

export function issued(copy: Copy, state: IssuedCopy['state'] = 'current'): IssuedCopy {
  return { id: '01937c2e-5a00-7000-8000-00000000c0de', releasedAt: RELEASED_AT, state, copy };
}

const ENGLISH_PORTIONS: readonly CopyPortion[] = [
  { kind: 'heading', level: 1, number: '1', mark: 'U', content: [text('What was asked')], ...none },
  {
    kind: 'paragraph',
    mark: 'U',
    content: [
      text('The order asks who finances the tram extension, and by when the contracts are to be signed. '),
      text('Three tenders', { strong: true }),
      text(' were published between March and May; two of them were withdrawn within a week '),
      cite(1),
      text('. See '),
      { kind: 'reference', to: 'heading', number: '2' },
      text(' and '),
      { kind: 'reference', to: 'table', number: '1' },
      text('.'),
    ],
    ...none,
  },
  { kind: 'heading', level: 1, number: '2', mark: 'S//NF', content: [text('What is known')], ...none },
  { kind: 'heading', level: 2, number: '2.1', mark: 'U', content: [text('Who pays')], ...none },
  {
    kind: 'paragraph',
    mark: 'S//NF',
    content: [
      text('The city will carry at least 60% of the cost, and a bank in the region the rest '),
      cite(2),
      text('. The council '),
      text('voted twice', { emphasis: true }),
      text(', as '),
      text('its minutes', { link: 'https://council.example/minutes/2026-05-12' }),
      text(' show.'),
    ],
    likelihood: 'likely',
    confidence: 'moderate',
    answers: [
      { letter: 'C', order: 'Tram extension, 2026', isWhole: true },
      { letter: 'D', order: 'Tram extension, 2026', isWhole: false },
    ],
  },
  {
    kind: 'item',
    depth: 0,
    sign: '1.',
    mark: 'U',
    content: [text('Tender of 12 March, withdrawn on 17 March.')],
    ...none,
  },
  {
    kind: 'item',
    depth: 1,
    sign: 'a.',
    mark: 'U',
    content: [
      text('Lot one: rails and points, with an option for forty more kilometres that nobody has taken up so far.'),
    ],
    ...none,
  },
  {
    kind: 'item',
    depth: 1,
    sign: 'b.',
    mark: 'S//REL TO USA, AUS, CAN, GBR, NZL',
    content: [text('Lot two: overhead line '), cite(3), text('.')],
    ...none,
  },
  { kind: 'item', depth: 2, sign: '•', mark: 'U', content: [text('Only one offer came in.')], ...none },
  { kind: 'item', depth: 2, sign: '•', mark: 'U', content: [text('It was above the estimate.')], ...none },
  {
    kind: 'item',
    depth: 0,
    sign: '2.',
    mark: 'U',
    content: [text('Tender of 2 April.')],
    confidence: 'high',
    answers: [],
  },
  {
    kind: 'quote',
    mark: 'U',
    content: [text('We shall sign before the summer, or not at all.\nThe offer lapses in June. '), cite(2)],
    ...none,
  },
  {
    kind: 'table',
    number: '1',
    mark: 'U',
    content: [text('Tenders and what became of them')],
    header: [[text('Tender')], [text('Value (EUR)')], [text('What became of it')]],
    rows: [
      { mark: 'U', cells: [[text('12 March')], [text('48,000,000')], [text('withdrawn after five days '), cite(1)]] },
      {
        mark: 'S//NF',
        cells: [
          [text('2 April')],
          [text('51,500,000')],
          [text('one offer, from a consortium that the city had spoken with before the tender was published')],
        ],
      },
      { mark: 'U', cells: [[text('20 May')], [], [text('open')]] },
    ],
    ...none,
  },
  { kind: 'heading', level: 1, number: '3', mark: 'U', content: [text('What is not known')], ...none },
  {
    kind: 'paragraph',
    mark: 'U',
    content: [text('Whether the bank has agreed in writing is not known.')],
    likelihood: 'even-chance',
    answers: [],
  },
];

/** In US markings, with everything that a copy can hold. */
export const ENGLISH: Copy = {
  scheme: 'us-capco',
  language: 'en',
  banner: 'SECRET//NOFORN',
  notice: 'REPLAY – NOT CLASSIFIED',
  title: { mark: 'U', text: 'Who finances the tram extension' },
  saysCut: true,
  portions: ENGLISH_PORTIONS,
  sources: [
    {
      number: 1,
      marks: [{ scheme: 'us-capco', mark: 'U' }],
      title: 'Notice 2026/S 052-114',
      source: 'Official journal',
      address: 'https://journal.example/notices/2026-052-114?lang=en&part=2',
      publishedOn: '2026-03-17',
      quotation: 'The procedure is discontinued.',
      reliability: 'A',
      credibility: 1,
    },
    {
      number: 2,
      marks: [
        { scheme: 'tlp', mark: 'TLP:GREEN' },
        { scheme: 'us-capco', mark: 'C' },
      ],
      title: 'Council minutes, 12 May',
      source: 'City council',
      address: 'https://council.example/minutes/2026-05-12',
      publishedOn: '2026-05-12',
      quotation:
        'The share of the city shall not be less than three fifths of the whole cost, whatever the outcome of the negotiations with the bank.',
      reliability: 'B',
      credibility: 2,
    },
    {
      number: 3,
      title: 'Field note',
      source: null,
      address: null,
      publishedOn: null,
      quotation: null,
      reliability: 'F',
      credibility: null,
    },
  ],
};

const FRENCH_MARKS = ['P', 'D', 'SP//NFA'] as const;

const FRENCH_PORTIONS: readonly CopyPortion[] = [
  { kind: 'heading', level: 1, number: '1', mark: 'P', content: [text('Ce qui était demandé')], ...none },
  {
    kind: 'paragraph',
    mark: 'P',
    content: [
      text('L’ordre demande qui finance l’extension du tramway et quand les contrats doivent être signés. '),
      text('Trois appels d’offres', { strong: true }),
      text(' ont été publiés entre mars et mai ; deux d’entre eux ont été retirés en moins d’une semaine '),
      cite(1),
      text('. Voir '),
      { kind: 'reference', to: 'heading', number: '2' },
      text(' et '),
      { kind: 'reference', to: 'table', number: '1' },
      text('.'),
    ],
    ...none,
  },
  { kind: 'heading', level: 1, number: '2', mark: 'SP//NFA', content: [text('Ce que l’on sait')], ...none },
  {
    kind: 'paragraph',
    mark: 'SP//NFA',
    content: [text('La ville portera au moins 60 % du coût, et une banque de la région le reste '), cite(2), text('.')],
    likelihood: 'almost-no-chance',
    confidence: 'moderate',
    answers: [
      { letter: 'C', order: 'Extension du tramway, 2026', isWhole: true },
      { letter: 'D', order: 'Extension du tramway, 2026', isWhole: false },
    ],
  },
];

/** In the desk's own marks, in French. */
export const FRENCH: Copy = {
  ...ENGLISH,
  scheme: 'desk',
  language: 'fr',
  banner: 'SOURCE-PROTECTED//NOT-FOR-ATTRIBUTION',
  notice: null,
  title: { mark: 'P', text: 'Qui finance l’extension du tramway à Besançon ?' },
  portions: [
    ...FRENCH_PORTIONS,
    ...ENGLISH_PORTIONS.slice(5, 13).map((portion, index): CopyPortion => {
      const mark = FRENCH_MARKS[index % 3]!;
      if (portion.kind !== 'table') return { ...portion, mark };
      return { ...portion, mark, rows: portion.rows.map((row, at) => ({ ...row, mark: FRENCH_MARKS[at % 3]! })) };
    }),
  ],
};

const TLP_MARKS = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT'] as const;

/** Under TLP, with a long table and without a title. */
export const TLP: Copy = {
  ...ENGLISH,
  scheme: 'tlp',
  banner: 'TLP:AMBER+STRICT',
  notice: null,
  title: null,
  saysCut: false,
  portions: ENGLISH_PORTIONS.map((portion, index): CopyPortion => {
    const mark = TLP_MARKS[index % 4]!;
    if (portion.kind !== 'table') return { ...portion, mark };
    const rows = Array.from({ length: 60 }, (_, at) => ({
      mark: TLP_MARKS[at % 4]!,
      cells: [[text(`host-${at}.example`)], [text(`${at * 7}`)], [text('seen once, then never again')]],
    }));
    return { ...portion, mark, rows };
  }),
};

/** A copy of so many paragraphs, for what is timed. */
export function longCopy(portions: number): Copy {
  const words = 'The council met, heard both sides, and put the question off until the next session in autumn. ';
  return {
    ...ENGLISH,
    portions: Array.from({ length: portions }, (_, index) => ({
      kind: 'paragraph',
      mark: index % 2 === 0 ? 'U' : 'S//NF',
      content: [text(`${index} ${words.repeat(4)}`), cite(1 + (index % 3))],
      answers: [],
    })),
  };
}
