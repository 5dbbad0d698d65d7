import { getSchema } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property-runs.ts';
import { CONFIDENCES, type Inline, LIKELIHOODS, type ReportPortion } from '../../schema/report-text.ts';
import { bodyOf, documentOf, type ReportBody } from './report-document.ts';
import { REPORT_NODES } from './report-nodes.ts';

const schema = getSchema(REPORT_NODES);
const marks = fc.constantFrom('', 'U', 'S//NF', 'TLP:AMBER', 'S//REL');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const looks = fc.record(
  {
    strong: fc.constant(true as const),
    emphasis: fc.constant(true as const),
    link: fc.constantFrom('https://example.org/', 'mailto:a@example.org'),
  },
  { requiredKeys: [] },
);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.string({ minLength: 1, unit: 'grapheme' }), looks)
      .map(([text, look]) => ({ kind: 'text' as const, text, ...look })),
  },
  fc.record({ kind: fc.constantFrom('citation' as const, 'reference' as const), id: fc.uuid() }),
);

/** Words with the same looks beside each other are one text: what is edited knows no seam between them. */
function seamless(inlines: readonly Inline[]): readonly Inline[] {
  const lookOf = (one: Inline) => JSON.stringify({ ...one, text: '' });
  const joined: Inline[] = [];
  for (const one of inlines) {
    const last = joined.at(-1);
    if (last?.kind === 'text' && one.kind === 'text' && lookOf(last) === lookOf(one)) {
      joined.splice(-1, 1, { ...last, text: last.text + one.text });
    } else joined.push(one);
  }
  return joined;
}

const inlines = fc.array(inline, { maxLength: 4 }).map(seamless);
const words = fc.array(inline, { minLength: 1, maxLength: 4 }).map(seamless);
const cells = fc.array(inlines, { maxLength: 3 });
const shape = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1, 2, 3), content: words }),
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'quote' as const), content: words }),
  fc.record({ kind: fc.constant('item' as const), depth: fc.nat(3), isNumbered: fc.boolean(), content: words }),
  fc.record({
    ...{ kind: fc.constant('table' as const), content: inlines, header: cells },
    rows: fc.array(fc.record({ mark: marks, cells }), { maxLength: 3 }),
  }),
);
const portion = fc
  .tuple(
    fc.record({ id: fc.uuid(), mark: marks }),
    fc.record(
      { confidence: fc.constantFrom(...CONFIDENCES), likelihood: fc.constantFrom(...LIKELIHOODS) },
      { requiredKeys: [] },
    ),
    shape,
  )
  .map(([own, judged, rest]) => ({ ...own, ...judged, ...rest }) as ReportPortion);
const body: fc.Arbitrary<ReportBody> = fc
  .uniqueArray(portion, { maxLength: 6, selector: ({ id }) => id })
  .chain((portions) =>
    fc.record({
      portions: fc.constant(portions),
      answers: fc
        .tuple(
          ...portions.map(({ id }) =>
            maybe(
              fc
                .record({ questionId: fc.uuid(), isWhole: fc.boolean() })
                .map((answer) => ({ portionId: id, ...answer })),
            ),
          ),
        )
        .map((answers) => answers.filter((answer) => answer !== undefined)),
    }),
  );

describe('the document that is edited', () => {
  it('holds all of a report, and gives it back as it was', () => {
    fc.assert(
      fc.property(body, (written) => {
        const document = schema.nodeFromJSON(documentOf(written));
        document.check();
        expect(bodyOf(document.toJSON())).toEqual(written);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('is an empty paragraph where nothing is written, which is no portion', () => {
    const document = schema.nodeFromJSON(documentOf({ portions: [], answers: [] }));
    document.check();
    expect(document.childCount).toBe(1);
    expect(bodyOf(document.toJSON())).toEqual({ portions: [], answers: [] });
  });
});
