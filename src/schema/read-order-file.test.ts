import { describe, expect, it } from 'vitest';
import { readOrderFile } from './read-order-file.ts';

const ORDER = `order:
  id: growth
  title: Growth
  purpose: To test
  marking: TLP:CLEAR
  window: { from: 2012-01-01, until: unknown }
  disciplines: [open-web]
  targets:
    - { letter: A, target: paris, marking: TLP:CLEAR }
  questions:
    - letter: A
      wording: What is said about growth?
      expression: growth
`;
const TARGETS = `targets:
  - id: paris
    name: Paris
    kind: place
    aliases:
      - { text: Paris }
`;

/** The findings as a person reads them. */
function told(source: string): string[] {
  return readOrderFile(source).findings.map(
    ({ line, column, severity, message, code }) => `${line}:${column} ${severity} ${message} (${code})`,
  );
}

/** What is told where one line of the order is another. */
function toldWhere(line: string, other: string): string[] {
  expect(ORDER + TARGETS).toContain(line);
  return told((ORDER.includes(line) ? ORDER : TARGETS).replace(line, other));
}

describe('an order file that is right', () => {
  it('has no finding, and gives the order with its defaults', () => {
    const { orders, findings } = readOrderFile(ORDER);
    expect(findings).toEqual([]);
    expect(orders.map(({ item }) => item)).toMatchObject([
      { id: 'growth', priority: 3, status: 'draft', replay: false, events: [], recipients: [], unknowns: [] },
    ]);
    expect(orders[0]!.item.questions).toMatchObject([
      { letter: 'A', state: 'open', expressions: [{ language: 'en' }] },
    ]);
  });

  it('may hold several documents', () => {
    const { orders, targets, findings } = readOrderFile(`${ORDER}---\n${TARGETS}`);
    expect([orders.length, targets.length, findings]).toEqual([1, 1, []]);
  });

  it('takes the language of the question before that of the order', () => {
    const languages = (source: string) =>
      readOrderFile(source).orders[0]!.item.questions[0]!.expressions.map(({ language }) => language);
    const french = ORDER.replace('  purpose', '  language: fr\n  purpose');
    expect(languages(french)).toEqual(['fr']);
    expect(languages(french.replace('      wording', '      language: de\n      wording'))).toEqual(['de']);
    expect(languages(ORDER.replace('expression: growth', 'expression: { en: growth, fr: croissance }'))).toEqual([
      'en',
      'fr',
    ]);
  });

  it('tells where each part of it stands', () => {
    const { orders, targets } = readOrderFile(`${ORDER}---\n${TARGETS}`);
    expect(orders[0]!.placeOf(['questions', 0, 'wording'])).toEqual({ line: 12, column: 16 });
    expect(orders[0]!.placeOf(['questions', 0, 'neededBy'])).toEqual({ line: 11, column: 7 });
    expect(targets[0]!.placeOf(['id'])).toEqual({ line: 16, column: 9 });
  });
});

const MARKING_HINT = 'write the handling marking, such as S//NF or TLP:AMBER; it is never assumed.';

describe('an order file that is wrong', () => {
  it.each<[string, string, string[]]>([
    ['  marking: TLP:CLEAR\n', '', [`2:3 error “order.marking” is missing: ${MARKING_HINT} (order-file-invalid)`]],
    [
      'id: growth',
      'id: the growth',
      [
        '2:7 error “order.id” must be a name of letters, digits, - and _ (at most 100), such as parties-2012. (order-file-invalid)',
      ],
    ],
    [
      'title: Growth',
      'title: 2012',
      ['3:10 error “order.title” must be text; put it in quotation marks. (order-file-invalid)'],
    ],
    ['title: Growth', 'title: " "', ['3:10 error “order.title” must not be empty. (order-file-invalid)']],
    [
      'title: Growth',
      'title: Growth\n  prority: 2',
      ['4:3 error “prority” is no field of “order”; did you mean “priority”? (order-file-invalid)'],
    ],
    [
      'title: Growth',
      'title: Growth\n  priority: 0',
      ['4:13 error “order.priority” must be a whole number from 1 (most urgent) to 5. (order-file-invalid)'],
    ],
    [
      'title: Growth',
      'title: Growth\n  status: opened',
      [
        '4:11 error “order.status” must be one of draft, review, open, suspended, closed, expired. (order-file-invalid)',
      ],
    ],
    [
      'title: Growth',
      'title: Growth\n  recipients: [{ name: A, address: nowhere }]',
      ['4:36 error “order.recipients.address” must be an address such as desk@example.org. (order-file-invalid)'],
    ],
    [
      'from: 2012-01-01',
      'from: 2012-02-30',
      ['6:19 error “order.window.from” must be a day that exists, written YYYY-MM-DD. (order-file-invalid)'],
    ],
    [
      'from: 2012-01-01',
      'from: 0000-01-01',
      ['6:19 error “order.window.from” must be a day that exists, written YYYY-MM-DD. (order-file-invalid)'],
    ],
    [
      'from: 2012-01-01',
      'start: 2012-01-01',
      ['6:13 error “start” is no field of “order.window”; the fields are from, until. (order-file-invalid)'],
    ],
    [
      'until: unknown',
      'until: 2011-12-31',
      ['6:11 error The window ends before it begins; put the earlier day under “from”. (order-window-reversed)'],
    ],
    [
      '[open-web]',
      '[spies]',
      ['7:17 error “order.disciplines” must be one of open-web, open-data, documents, people. (order-file-invalid)'],
    ],
    ['[open-web]', '[]', ['7:16 error “order.disciplines” must have at least one entry. (order-file-invalid)']],
    [
      'letter: A, target: paris',
      'letter: a, target: paris',
      [
        '9:17 error “order.targets.letter” must be a capital letter, such as A; AB and A2 will do too. (order-file-invalid)',
      ],
    ],
    [
      'target: paris, marking: TLP:CLEAR',
      'target: paris',
      [`9:7 error “order.targets.marking” is missing: ${MARKING_HINT} (order-file-invalid)`],
    ],
    [
      '    - { letter: A, target: paris, marking: TLP:CLEAR }',
      '    - { letter: A, target: paris, marking: S }\n    - { letter: A, target: lyon, marking: S }',
      ['10:17 error The letter A is used twice among the targets; each needs its own. (order-double-letter)'],
    ],
    [
      '      expression: growth\n',
      '',
      [
        '11:7 error “order.questions.expression” is missing: write what to look for, in the query language. (order-file-invalid)',
      ],
    ],
    [
      '      expression: growth\n',
      '      expression: growth\n    - { letter: A, wording: Who?, expression: growth }\n',
      ['14:17 error The letter A is used twice among the questions; each needs its own. (order-double-letter)'],
    ],
    [
      'expression: growth',
      'expression: { english: growth }',
      [
        '13:19 error “order.questions.expression” must be an expression, or one for each language, such as { en: growth, fr: croissance }. (order-file-invalid)',
      ],
    ],
    [
      'expression: growth',
      'expression: growth\n      threshold: { amount: a lot }',
      ['14:28 error “a lot” is no amount; write a figure and a currency, such as 200M USD. (order-threshold-amount)'],
    ],
    [
      'expression: growth',
      'expression: growth\n      neededBy: soon',
      ['14:17 error “order.questions.neededBy” must be a day that exists, written YYYY-MM-DD. (order-file-invalid)'],
    ],
    [
      'kind: place',
      'kind: person',
      [
        '2:5 error “targets.role” is needed for a person: the public role (office, candidate, executive …) that makes them a target. (order-file-invalid)',
      ],
    ],
    [
      'kind: place',
      'kind: town',
      [
        '4:11 error “targets.kind” must be one of person, party, organisation, country, company, place, product, project. (order-file-invalid)',
      ],
    ],
    [
      '{ text: Paris }',
      '{ text: Paris, exakt: true }',
      ['6:24 error “exakt” is no field of “targets.aliases”; did you mean “exact”? (order-file-invalid)'],
    ],
    [
      '{ text: Paris }',
      '{ text: Paris, from: 2012-01-02, until: 2012-01-01 }',
      ['6:9 error The alias “Paris” ends before it begins; put the earlier day under “from”. (target-alias-window)'],
    ],
    [
      '{ text: Paris }',
      '{ text: Par*, exact: true }',
      [
        '6:17 error The alias “Par*” cannot be looked for. A beginning (*) or a near spelling (~) cannot keep its case; leave out “exact” or the sign. (target-alias)',
      ],
    ],
  ])('%j as %j', (line, other, sentences) => {
    expect(toldWhere(line, other)).toEqual(sentences);
  });

  it.each([
    ['', 'The file is empty; it begins with “order:” or with “targets:”. (order-file-empty)', '1:1'],
    [
      'just words',
      'The file begins neither with “order:” nor with “targets:”, so it is no order file. (order-file-unknown)',
      '1:1',
    ],
    ['order:\n\tid: x\n', 'The line is indented with a tab; YAML takes spaces only. (order-file-yaml)', '2:1'],
    ['order:\n  id: x\n  id: y\n', 'This field is there twice; keep one of them. (order-file-yaml)', '3:3'],
    ['order:\n  id: "x\n', 'This is not YAML: Missing closing "quote. (order-file-yaml)', '3:1'],
  ])('%j', (source, sentence, place) => {
    expect(told(source)).toEqual([`${place} error ${sentence}`]);
  });

  it('because it is too large', () => {
    expect(told('#'.repeat(1_000_001))).toEqual([
      '1:1 error An order file has at most 1,000,000 characters; share its targets out to several files. (order-file-too-large)',
    ]);
  });

  it('because its aliases would multiply', () => {
    const bomb = [
      'a: &a [1,2,3,4,5,6,7,8,9]',
      ...'bcdef'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[at]}`).join(',')}]`),
    ];
    expect(told(bomb.join('\n'))).toEqual([
      '1:1 error The aliases (*name) of the file multiply too much; write the parts out. (order-file-yaml)',
    ]);
  });

  it('gives no order, but the others of the file', () => {
    const { orders, findings } = readOrderFile(`${ORDER.replace('growth\n', 'the growth\n')}---\n${ORDER}`);
    expect([orders.length, findings.length]).toEqual([1, 1]);
  });
});

describe('the end of a window', () => {
  it('is a day or unknown', () => {
    expect(toldWhere('until: unknown', 'until: never')).toEqual([
      '6:38 error “order.window.until” must be a day that exists, written YYYY-MM-DD, or the word unknown. (order-file-invalid)',
    ]);
  });
});

describe('a finding in an expression', () => {
  const placeOf = (expression: string): string | undefined =>
    told(ORDER.replace('      expression: growth', `      expression: ${expression}`))[0]?.split(' ')[0];

  it.each([
    ['plain text', 'growth AND (', '13:31'],
    ['double quotation marks', '"growth AND ("', '13:32'],
    ['single quotation marks with one inside', "'\"l''euro\" AND ('", '13:35'],
    ['a folded block', '>-\n        growth\n        AND (euro AND )', '15:23'],
    ['a literal block', '|\n        growth\n        AND (euro AND )', '15:23'],
    ['one of several languages', '\n        en: growth\n        fr: croissance AND )', '15:28'],
  ])('is placed in %s', (_name, expression, place) => {
    expect(placeOf(expression)).toBe(place);
  });

  it('is placed at the start of a text with escapes', () => {
    expect(placeOf('"\\"euro\\" AND ("')).toBe('13:19');
  });
});

describe('an order file that is made to cost much', () => {
  it('names fields by plain words alone, so that none overwrites another', () => {
    for (const line of ['  *m : U', '  ? [marking]\n  : U']) {
      const source = ORDER.replace('  id: growth', '  id: &m growth').replace(
        '  title: Growth',
        `  title: Growth\n${line}`,
      );
      expect(told(source)).toEqual([expect.stringContaining('The name of a field is a plain word')]);
    }
    expect(told('order:\n  1: a\n  "1": b\n')).toEqual([
      expect.stringContaining('3:3 error This field is there twice'),
    ]);
  });

  it('is told of at most 200 findings, and that there are more', () => {
    const { findings } = readOrderFile('a\n---\n'.repeat(1000));
    expect(findings).toHaveLength(201);
    expect(findings.at(-1)).toMatchObject({ code: 'order-file-more', severity: 'error', line: 399 });
  });
});
