import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reader } from '../../reader.ts';
import type { LabelCategory, NatoLabel } from './label.ts';
import { printNatoLabel } from './print-label.ts';
import { readNatoLabel } from './read-label.ts';
import { natoLevel, natoRequirement, natoTokens } from './requirement.ts';

const NAMESPACE = 'xmlns="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0"';
const POLICY = '<PolicyIdentifier URI="urn:oid:1.3.26.1.3.1">NATO</PolicyIdentifier>';
const CREATED = '<CreationDateTime>2012-05-06T20:00:00Z</CreationDateTime>';

function labelXml(inside: string, after = CREATED, name = 'originatorConfidentialityLabel'): string {
  return `<${name} ${NAMESPACE}><ConfidentialityInformation>${inside}</ConfidentialityInformation>${after}</${name}>`;
}

function category(type: string, tagName: string, ...values: string[]): string {
  const inner = values.map((value) => `<GenericValue>${value}</GenericValue>`).join('');
  return `<Category Type="${type}" TagName="${tagName}">${inner}</Category>`;
}

function secret(...more: string[]): string {
  return labelXml(`${POLICY}<Classification>SECRET</Classification>${more.join('')}`);
}

function bound(...metadata: string[]): string {
  const inner = metadata.map((each) => `<Metadata>${each}</Metadata>`).join('');
  const binding = `<MetadataBinding>${inner}<DataReference URI=""/></MetadataBinding>`;
  const namespace = 'urn:nato:stanag:4778:bindinginformation:1:0';
  return `<BindingInformation xmlns="${namespace}"><MetadataBindingContainer>${binding}</MetadataBindingContainer></BindingInformation>`;
}

function read(source: string): NatoLabel {
  const { mark, findings } = readNatoLabel(source);
  if (!mark) throw new Error(findings.map(({ message }) => message).join(' '));
  return mark;
}

/** What the findings are, with a star for errors. */
function codes(source: string): string[] {
  const { mark, findings } = readNatoLabel(source);
  const errors = findings.some(({ severity }) => severity === 'error');
  expect(mark === undefined).toBe(errors);
  return findings.map(({ code, severity }) => (severity === 'error' ? `${code}*` : code));
}

function maySee(source: string, held: Omit<Reader, 'id'>): boolean {
  const tokens = new Set(natoTokens({ id: 'r', ...held }));
  if (held.nationality) tokens.add(`country/${held.nationality}`);
  return natoRequirement(read(source)).clauses.every(({ anyOf }) => anyOf.some((token) => tokens.has(token)));
}

const name = fc
  .stringMatching(/^[A-Za-zé&<>"'/%]([A-Za-zé&<>"'/% ]{0,6}[A-Za-zé])?$/)
  .filter((each) => !/ {2}/.test(each));
const uri = fc.constantFrom('urn:oid:1.3.26.1.3.1', 'urn:oid:2.25.7');
const time = fc.constantFrom('2012-05-06T20:00:00Z', '2012-05-06T20:00:00.5+02:00');
const categories = fc.array(
  fc.record(
    {
      type: fc.constantFrom('restrictive', 'permissive', 'informative'),
      tagName: name,
      uri,
      values: fc.array(name, { maxLength: 3 }),
    },
    { requiredKeys: ['type', 'tagName', 'values'] },
  ) as fc.Arbitrary<LabelCategory>,
  { maxLength: 3 },
);
const content = {
  policy: fc.record({ name, uri }, { requiredKeys: ['name'] }) as fc.Arbitrary<NatoLabel['policy']>,
  classification: name,
  categories,
  privacyMark: name,
};
const required = { requiredKeys: ['policy', 'classification', 'categories'] as const };
const label = (alternatives: fc.Arbitrary<NatoLabel[]>) =>
  fc.record(
    {
      ...content,
      created: time,
      review: time,
      originator: fc.record({ type: fc.constant('rfc822Name'), id: name }),
      successor: fc.record({ from: time, content: fc.record(content, { requiredKeys: [...required.requiredKeys] }) }),
      alternatives,
    },
    { requiredKeys: [...required.requiredKeys, 'alternatives'] },
  ) as fc.Arbitrary<NatoLabel>;
const labels = label(fc.array(label(fc.constant([])), { maxLength: 2 }));

describe('reading a label of STANAG 4774', () => {
  it('finds policy, classification, categories, privacy mark, times, originator and successor', () => {
    const successor =
      `<SuccessionHandling><SuccessionDateTime>2022-05-06T20:00:00Z</SuccessionDateTime><SuccessorConfidentialityLabel>` +
      `<ConfidentialityInformation>${POLICY}<Classification>UNCLASSIFIED</Classification></ConfidentialityInformation>` +
      `</SuccessorConfidentialityLabel></SuccessionHandling>`;
    const originator = '<OriginatorID IDType="rfc822Name">desk@example.org</OriginatorID>';
    const source = labelXml(
      `${POLICY}<Classification> SECRET </Classification><PrivacyMark>CLEAR</PrivacyMark>${category('PERMISSIVE', 'Only', 'FRA')}`,
      `${originator}${CREATED}${successor}`,
    );
    const policy = { name: 'NATO', uri: 'urn:oid:1.3.26.1.3.1' };
    expect(readNatoLabel(source)).toEqual({
      mark: {
        policy,
        classification: 'SECRET',
        categories: [{ type: 'permissive', tagName: 'Only', values: ['FRA'] }],
        privacyMark: 'CLEAR',
        created: '2012-05-06T20:00:00Z',
        originator: { type: 'rfc822Name', id: 'desk@example.org' },
        successor: {
          from: '2022-05-06T20:00:00Z',
          content: { policy, classification: 'UNCLASSIFIED', categories: [] },
        },
        alternatives: [],
      },
      findings: [],
    });
  });

  it('finds the originator label and its alternatives in binding information', () => {
    const other = '<PolicyIdentifier>HARBOUR</PolicyIdentifier><Classification>INNER</Classification>';
    const { alternatives, classification } = read(
      bound(labelXml(other, CREATED, 'alternativeConfidentialityLabel'), secret()),
    );
    expect(classification).toBe('SECRET');
    expect(alternatives.map(({ policy }) => policy.name)).toEqual(['HARBOUR']);
  });

  it.each([
    ['no XML', 'SECRET', ['xml-syntax*']],
    ['another document', '<a/>', ['label-not-one*']],
    ['another namespace', '<originatorConfidentialityLabel xmlns="urn:x"/>', ['label-not-one*']],
    ['two originators', bound(secret(), secret()), ['label-not-one*']],
    ['no creation time', labelXml(`${POLICY}<Classification>SECRET</Classification>`, ''), ['label-no-creation-time']],
    [
      'a time that is none',
      labelXml(`${POLICY}<Classification>SECRET</Classification>`, '<CreationDateTime>today</CreationDateTime>'),
      ['label-bad-time*'],
    ],
    ['no policy', labelXml('<Classification>SECRET</Classification>'), ['label-missing*']],
    ['no classification', labelXml(POLICY), ['label-missing*']],
    ['an empty classification', labelXml(`${POLICY}<Classification> </Classification>`), ['label-missing*']],
    ['two classifications', secret('<Classification>UNCLASSIFIED</Classification>'), ['label-repeated*']],
    [
      'a classification with elements',
      labelXml(`${POLICY}<Classification>SECRET<b/></Classification>`),
      ['label-unknown-element*'],
    ],
    ['an element of its own', secret('<Handling>BURN</Handling>'), ['label-unknown-element*']],
    ['an element of others within', secret('<x:Limit xmlns:x="urn:x"/>'), ['label-unknown-element*']],
    [
      'an element of others beside',
      labelXml(`${POLICY}<Classification>SECRET</Classification>`, `${CREATED}<x:a xmlns:x="urn:x"/>`),
      ['label-unknown-element'],
    ],
    [
      'an unknown element beside',
      labelXml(`${POLICY}<Classification>SECRET</Classification>`, `${CREATED}<Limit/>`),
      ['label-unknown-element*'],
    ],
    ['text between', secret('BURN'), ['label-stray-text*']],
    [
      'an unknown attribute',
      secret('<Category Type="INFORMATIVE" TagName="A" Hard="yes"/>'),
      ['label-unknown-attribute'],
    ],
    ['an unknown type', secret(category('SECRETIVE', 'A', 'B')), ['label-category-type*']],
    ['a type in small letters', secret(category('permissive', 'Only', 'FRA')), ['label-category-type']],
    ['no tag name', secret('<Category Type="RESTRICTIVE"/>'), ['label-missing*']],
    ['an empty value', secret(category('RESTRICTIVE', 'A', '')), ['label-missing*']],
    [
      'a number for a value',
      secret('<Category Type="RESTRICTIVE" TagName="A"><IntegerValue>4</IntegerValue></Category>'),
      ['label-value-form*'],
    ],
    [
      'an older value',
      secret('<Category Type="RESTRICTIVE" TagName="A"><CategoryValue>B</CategoryValue></Category>'),
      ['label-value-form'],
    ],
    [
      'an unknown value',
      secret('<Category Type="RESTRICTIVE" TagName="A"><Value>B</Value></Category>'),
      ['label-unknown-element*'],
    ],
    ['no value', secret(category('PERMISSIVE', 'Only')), ['label-empty-category']],
    [
      'a category twice',
      secret(category('PERMISSIVE', 'Only', 'FRA'), category('PERMISSIVE', 'only', 'SWE')),
      ['label-repeated-category'],
    ],
    ['a label of another kind', bound(secret(), `<newLabel ${NAMESPACE}/>`), ['label-unknown-element*']],
    [
      'a signature',
      bound(secret()).replace('<MetadataB', '<S xmlns="http://www.w3.org/2000/09/xmldsig#"/><MetadataB'),
      ['label-signature-not-checked'],
    ],
    [
      'two bindings',
      bound(secret()).replace('</MetadataBinding>', '</MetadataBinding><MetadataBinding/>'),
      ['label-binding-unclear*'],
    ],
    [
      'a label elsewhere',
      bound(secret()).replace('<DataR', '<MetadataReference URI="x"/><DataR'),
      ['label-binding-unclear*'],
    ],
    ['a billion laughs', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', ['xml-doctype*']],
  ])('says what is wrong with %s', (_, source, expected) => {
    expect(codes(source)).toEqual(expected);
  });

  it.each([
    ['categories', secret(...Array.from({ length: 12_000 }, (_, at) => category('PERMISSIVE', `T${at}`, 'A')))],
    ['values', secret(category('PERMISSIVE', 'Only', ...Array.from({ length: 25_000 }, (_, at) => `V${at}`)))],
    ['unknown elements', secret('<a/>'.repeat(200_000))],
    ['nested elements', secret('<a>'.repeat(300_000))],
  ])('stays quick with many %s', (_, source) => {
    const begun = performance.now();
    const { mark } = readNatoLabel(source);
    if (mark) natoRequirement(mark);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('takes a comment inside a name for nothing', () => {
    expect(read(labelXml(`${POLICY}<Classification>SEC<!-- -->RET</Classification>`)).classification).toBe('SECRET');
  });

  it('points at the element', () => {
    const source = secret('<Handling>BURN</Handling>');
    const [finding] = readNatoLabel(source).findings;
    expect(source.slice(finding!.span.start, finding!.span.end)).toBe('<Handling');
  });
});

describe('writing a label', () => {
  it('comes back to the same label', () => {
    fc.assert(
      fc.property(labels, (each) => {
        expect(readNatoLabel(printNatoLabel(each)).mark).toEqual(each);
      }),
    );
  });

  it.each([
    [{ classification: '' }],
    [{ classification: ' SECRET' }],
    [{ classification: 'A\u0000B' }],
    [{ created: 'today' }],
  ])('is refused where it could not be read: %j', (change) => {
    const whole: NatoLabel = { policy: { name: 'NATO' }, classification: 'SECRET', categories: [], alternatives: [] };
    const code = { code: 'label-not-printable' };
    expect(() => printNatoLabel({ ...whole, ...change })).toThrow(expect.objectContaining(code));
  });
});

describe('what a NATO label asks', () => {
  it('is the level, or a higher one', () => {
    const levels = ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET', 'COSMIC TOP SECRET'];
    const table = levels.map((asked) =>
      levels.map((held) =>
        maySee(labelXml(`${POLICY}<Classification>${asked}</Classification>`), { levels: { nato: held } }),
      ),
    );
    expect(table).toEqual(levels.map((_, asked) => levels.map((__, held) => held >= asked)));
  });

  it('knows a level with the words NATO and COSMIC and without', () => {
    expect(['nato secret', 'Cosmic Top Secret', 'TOP SECRET', 'COSMIC SECRET', 'SECRETS'].map(natoLevel)).toEqual([
      'SECRET',
      'TOP SECRET',
      'TOP SECRET',
      undefined,
      undefined,
    ]);
  });

  it('is every restrictive value', () => {
    const source = secret(category('RESTRICTIVE', 'Additional Sensitivity', 'ATOMAL', 'CRYPTO'));
    const held = (...controls: string[]) => ({ levels: { nato: 'SECRET' }, controls: { nato: controls } });
    expect(maySee(source, held('Additional Sensitivity/ATOMAL'))).toBe(false);
    expect(maySee(source, held('Additional Sensitivity/ATOMAL', 'additional sensitivity/CRYPTO'))).toBe(true);
  });

  it('is any permissive value of each category, and countries are countries', () => {
    const source = secret(category('PERMISSIVE', 'Releasable To', 'SWE', 'KFOR'));
    const levels = { nato: 'SECRET' };
    expect(maySee(source, { levels })).toBe(false);
    expect(maySee(source, { levels, nationality: 'SWE' })).toBe(true);
    expect(maySee(source, { levels, controls: { nato: ['Releasable To/KFOR'] } })).toBe(true);
    const twice = secret(category('PERMISSIVE', 'Only', 'SWE'), category('PERMISSIVE', 'Only', 'FRA'));
    expect(maySee(twice, { levels, nationality: 'SWE' })).toBe(false);
  });

  it('tells a permissive category that is absent from one that is empty', () => {
    const held = { levels: { nato: 'COSMIC TOP SECRET' }, nationality: 'SWE' };
    expect(maySee(secret(), held)).toBe(true);
    expect(maySee(secret(category('PERMISSIVE', 'Releasable To')), held)).toBe(false);
  });

  it('is nothing for informative values', () => {
    expect(maySee(secret(category('INFORMATIVE', 'Administrative', 'STAFF')), { levels: { nato: 'SECRET' } })).toBe(
      true,
    );
  });

  it('is what nobody has where the policy, the level or the use of a tag set is unknown', () => {
    const asked = (source: string) => natoRequirement(read(source)).clauses;
    const unknown = [{ anyOf: [], reason: 'unknown' }];
    expect(
      asked(labelXml('<PolicyIdentifier>HARBOUR</PolicyIdentifier><Classification>SECRET</Classification>')),
    ).toEqual(unknown);
    const forged = '<PolicyIdentifier URI="urn:oid:1.2">NATO</PolicyIdentifier><Classification>SECRET</Classification>';
    expect(asked(labelXml(forged))).toEqual(unknown);
    expect(asked(labelXml(`${POLICY}<Classification>SECRETISH</Classification>`))).toEqual(unknown);
    const invalid = [{ anyOf: [], reason: 'invalid' }];
    expect(asked(secret(category('INFORMATIVE', 'Additional Sensitivity', 'ATOMAL')))).toEqual(invalid);
  });

  it('is not eased by an alternative label', () => {
    const other = '<PolicyIdentifier>HARBOUR</PolicyIdentifier><Classification>INNER</Classification>';
    const easy = labelXml(
      `${POLICY}<Classification>UNCLASSIFIED</Classification>`,
      CREATED,
      'alternativeConfidentialityLabel',
    );
    expect(maySee(bound(labelXml(other), easy), { levels: { nato: 'COSMIC TOP SECRET' } })).toBe(false);
  });

  it('is also what an announced successor asks', () => {
    const own = { policy: { name: 'NATO' }, classification: 'RESTRICTED', categories: [] };
    const later = (classification: string) => {
      const successor = { from: '2022-05-06T20:00:00Z', content: { ...own, classification } };
      return maySee(printNatoLabel({ ...own, successor, alternatives: [] }), { levels: { nato: 'RESTRICTED' } });
    };
    expect(['UNCLASSIFIED', 'SECRET', 'SECRETISH'].map(later)).toEqual([true, false, false]);
  });

  it('keeps steps of a token apart', () => {
    const clauses = (tagName: string, value: string) =>
      natoRequirement(read(secret(category('RESTRICTIVE', tagName, value)))).clauses;
    expect(clauses('A/B', 'C')).not.toEqual(clauses('A', 'B/C'));
  });
});
