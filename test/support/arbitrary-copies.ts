import fc from 'fast-check';
import type { Copy, CopyInline, CopyPortion, CopySource } from '../../src/domain/copy.ts';
import { CONFIDENCES, LIKELIHOODS } from '../../src/domain/report.ts';
import { RELIABILITIES } from '../../src/domain/source.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';

/** Texts that are markup, marks or control signs somewhere, among ordinary words. */
const HOSTILE = [
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</style><b>', '&lt;', '&#91;', '<!-- x', '-->'],
  ...['(S//NF)', '(U)', '[TS]', 'S//NF', 'TLP:RED', 'TLP: AMBER+STRICT', '（S//NF）', '{U}', '(S', 'S //NF', '∕∕NF'],
  ...['# a', '* b', '1. c', '> d', '```', '`', '~~~', '| x | y |', '[^1]', '[a](javascript:alert(1))', '![x](y)', '\\'],
  ...['**', '_', '---', '===', '$x$', '#import "@preview/a:1.0.0"', '#read("/etc/passwd")', '@label', '<l>', '#{', ']'],
  ...['\u0000', '\u202e', '\u200b', '\n', '\n\n', '\r\n', '\t', '\u2028', '\ud800', '中文', 'العربية', 'Ελλάδα', '😀'],
  ...['STRICT', '+STRICT', ': a', 'copyright', '2012', 'REPLAY – NOT CLASSIFIED', 'SECRET//NOFORN', 'é', 'œuvre'],
];
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('council', 'tram', 'EU', 'of', 'Paris', 'and', '12', 'budget') },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);

/** Words of all kinds, with or without spaces between them. */
export const hostileText: fc.Arbitrary<string> = fc
  .tuple(fc.array(word, { maxLength: 8 }), fc.constantFrom(' ', ' ', ' ', ''))
  .map(([words, space]) => words.join(space));

const link = fc.constantFrom(
  'https://a.example/x?(S//NF)&b=[c]',
  'mailto:a@b.example',
  'javascript:alert(1)',
  'data:text/html,x',
);
const inline: fc.Arbitrary<CopyInline> = fc.oneof(
  { weight: 5, arbitrary: hostileText.map((text): CopyInline => ({ kind: 'text', text })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        text: hostileText,
        strong: fc.boolean(),
        emphasis: fc.boolean(),
        link: fc.option(link, { nil: undefined }),
      })
      .map(
        ({ text, strong, emphasis, link: address }): CopyInline => ({
          kind: 'text',
          text,
          ...(strong && { strong }),
          ...(emphasis && { emphasis }),
          ...(address !== undefined && { link: address }),
        }),
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 9).map((number): CopyInline => ({ kind: 'citation', number })) },
  { weight: 1, arbitrary: fc.constant<CopyInline>({ kind: 'reference', to: 'heading', number: '1' }) },
);
const inlines = fc.array(inline, { maxLength: 4 });

export const MARKS_OF = {
  'us-capco': ['U', 'C', 'S//NF', 'S//REL TO USA, AUS, CAN, GBR, NZL', 'TS//SI//NF'],
  tlp: ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'],
  desk: ['P', 'D', 'SP//NFA'],
} as const;
export type SchemeId = keyof typeof MARKS_OF;

function portionOf(marks: readonly string[]): fc.Arbitrary<CopyPortion> {
  const mark = fc.constantFrom(...marks);
  const shared = {
    mark,
    content: inlines,
    answers: fc.array(fc.record({ letter: fc.constant('C'), order: hostileText, isWhole: fc.boolean() }), {
      maxLength: 1,
    }),
    likelihood: fc.option(fc.constantFrom(...LIKELIHOODS), { nil: undefined }),
    confidence: fc.option(fc.constantFrom(...CONFIDENCES), { nil: undefined }),
  };
  const row = fc.record({ mark, cells: fc.array(inlines, { minLength: 2, maxLength: 2 }) });
  const any = fc.oneof(
    fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const), ...shared }),
    fc.record({
      kind: fc.constant('heading' as const),
      level: fc.constantFrom(1, 2, 3),
      number: fc.constant('1'),
      ...shared,
    }),
    fc.record({
      kind: fc.constant('item' as const),
      depth: fc.nat(4),
      sign: fc.constantFrom('1.', 'a.', '•'),
      ...shared,
    }),
    fc.record({
      kind: fc.constant('table' as const),
      number: fc.constant('1'),
      header: fc.array(inlines, { minLength: 2, maxLength: 2 }),
      rows: fc.array(row, { maxLength: 3 }),
      ...shared,
    }),
  );
  // Absent and undefined differ in a copy.
  return any.map(
    (portion) =>
      Object.fromEntries(Object.entries(portion).filter(([, value]) => value !== undefined)) as unknown as CopyPortion,
  );
}

const source: fc.Arbitrary<Omit<CopySource, 'number'>> = fc.record({
  title: hostileText,
  source: fc.option(hostileText),
  address: fc.option(fc.oneof(link, hostileText)),
  publishedOn: fc.constantFrom('2012-05-01', null),
  quotation: fc.option(hostileText),
  reliability: fc.option(fc.constantFrom(...RELIABILITIES)),
  credibility: fc.option(fc.integer({ min: 1, max: 6 })),
});

/** Marks of all portions, rows and the title of a copy, in its order. */
export function marksIn({ title, portions }: Copy): string[] {
  const ofPortions = portions.flatMap((one) => [
    one.mark,
    ...(one.kind === 'table' ? one.rows.map(({ mark }) => mark) : []),
  ]);
  return [...(title ? [title.mark] : []), ...ofPortions];
}

/** Copies with hostile words in every place, under the marks of a scheme and the banner that these come to. */
export function arbitraryCopy(scheme: SchemeId): fc.Arbitrary<Copy> {
  const known = standardSchemes.scheme(scheme);
  return fc
    .record({
      scheme: fc.constant(scheme),
      language: fc.constantFrom('en' as const, 'fr' as const),
      notice: fc.constantFrom('REPLAY – NOT CLASSIFIED', null),
      title: fc.option(fc.record({ mark: fc.constantFrom(...MARKS_OF[scheme]), text: hostileText })),
      saysCut: fc.boolean(),
      portions: fc.array(portionOf(MARKS_OF[scheme]), { minLength: 1, maxLength: 6 }),
      sources: fc.array(source, { minLength: 2, maxLength: 2 }),
      markOfSources: fc.constantFrom(...MARKS_OF[scheme]),
    })
    .map(({ markOfSources, ...copy }): Copy => {
      // Of the scheme of the copy, of another one, and as copies of before have it.
      const printed = [
        { scheme, mark: markOfSources },
        { scheme: 'other', mark: 'ANY' },
      ];
      const sources = copy.sources.map((one, index) => ({ number: index + 1, marks: printed.slice(index), ...one }));
      const whole = { ...copy, banner: '', sources };
      const marks = marksIn(whole).map((text) => known.read(text, 'portion').mark!);
      return { ...whole, banner: known.print(known.render(known.rollUp(marks).state), 'banner') };
    });
}
