import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { errorsAmong, type Finding, printFinding } from './finding.ts';
import { parse } from './parse.ts';

function firstFinding(source: string): Finding {
  const parsed = parse(source);
  const findings = parsed.ok ? check(parsed.expression, { language: 'en', lookup: () => undefined }) : parsed.findings;
  return findings[0]!;
}

/** What was written, the code, the sentence, and the two lines that a terminal shows under it. */
const TABLE: readonly (readonly [source: string, code: string, sentence: string, shown: string, caret: string])[] = [
  ['', 'query-empty', 'The expression is empty; write what to look for, such as growth AND "euro zone".', '', '^'],
  [
    'growth AND',
    'query-unfinished',
    'The expression ends where a word or a condition is expected.',
    'growth AND',
    '          ^',
  ],
  [
    '(growth AND )',
    'query-unfinished',
    'A word or a condition is expected before this parenthesis closes.',
    '(growth AND )',
    '            ^',
  ],
  [
    'growth AND "euro zone',
    'query-unclosed-quotation',
    'This quotation mark is never closed.',
    'growth AND "euro zone',
    '           ^^^^^^^^^^',
  ],
  [
    'growth AND (euro OR zone',
    'query-unclosed-parenthesis',
    'This parenthesis is never closed.',
    'growth AND (euro OR zone',
    '           ^',
  ],
  ['growth)', 'query-unopened-parenthesis', 'This parenthesis closes nothing.', 'growth)', '      ^'],
  [
    'growth 100 %',
    'query-missing-operator',
    'Write AND or OR before this, or put the words in quotation marks.',
    'growth 100 %',
    '       ^^^',
  ],
  [
    'a \u001b b',
    'query-stray-character',
    'The character U+001B has no meaning here; words with such signs go in quotation marks.',
    'a   b',
    '  ^',
  ],
  [
    'growth AND %',
    'query-stray-character',
    'The character “%” has no meaning here; words with such signs go in quotation marks.',
    'growth AND %',
    '           ^',
  ],
  [
    'euro zone',
    'query-missing-operator',
    'Write AND or OR before this, or put the words in quotation marks.',
    'euro zone',
    '     ^^^^',
  ],
  [
    'euro and zone',
    'query-missing-operator',
    'Write AND or OR before this, or put the words in quotation marks. Operators are written in capitals: AND, OR, NOT, NEAR/8.',
    'euro and zone',
    '     ^^^',
  ],
  [
    'growth near/3 euro',
    'query-missing-operator',
    'Write AND or OR before this, or put the words in quotation marks. Operators are written in capitals: AND, OR, NOT, NEAR/8.',
    'growth near/3 euro',
    '       ^^^^^^',
  ],
  [
    'growth AND OR euro',
    'query-misplaced-operator',
    '“OR” has nothing to join here; to look for it as a word, put it in quotation marks.',
    'growth AND OR euro',
    '           ^^',
  ],
  [
    'NEAR/3 a',
    'query-misplaced-operator',
    '“NEAR/3” has nothing to join here; to look for it as a word, put it in quotation marks.',
    'NEAR/3 a',
    '^^^^^^',
  ],
  [
    'DEATH SENTENCE',
    'query-misplaced-operator',
    '“SENTENCE” has nothing to join here; to look for it as a word, put it in quotation marks.',
    'DEATH SENTENCE',
    '      ^^^^^^^^',
  ],
  [
    'title:NOT a',
    'query-misplaced-operator',
    'NOT does not go here; put it and what it excludes in parentheses.',
    'title:NOT a',
    '      ^^^',
  ],
  [
    'a AND b OR c',
    'query-mixed-operators',
    'AND and OR stand side by side; parentheses must say which belongs together.',
    'a AND b OR c',
    '        ^^',
  ],
  [
    'growth NEAR euro',
    'query-bad-distance',
    'Write the distance in words after a slash, from 1 to 100, such as NEAR/8.',
    'growth NEAR euro',
    '       ^^^^',
  ],
  [
    'growth NEAR/101 euro',
    'query-bad-distance',
    'Write the distance in words after a slash, from 1 to 100, such as NEAR/8.',
    'growth NEAR/101 euro',
    '       ^^^^^^^^',
  ],
  [
    'a NEAR/2 b NEAR/2 c',
    'query-chained-proximity',
    'Put parentheses around the first NEAR or BEFORE before the second.',
    'a NEAR/2 b NEAR/2 c',
    '           ^^^^^^',
  ],
  [
    '(a AND b) NEAR/3 c',
    'query-near-operand',
    'NEAR and BEFORE join words, phrases, targets, amounts, or a choice of these with OR.',
    '(a AND b) NEAR/3 c',
    '^^^^^^^^^',
  ],
  [
    'a IN SENTENCE b',
    'query-unfinished-in',
    'After IN comes SENTENCE WITH or DOCUMENT WITH, and then a word or a parenthesis.',
    'a IN SENTENCE b',
    '  ^^^^^^^^^^^^^',
  ],
  [
    'a IN SENTENCE WITH b IN DOCUMENT WITH c',
    'query-chained-in',
    'Put parentheses around the first IN … WITH before the second.',
    'a IN SENTENCE WITH b IN DOCUMENT WITH c',
    '                     ^^',
  ],
  [
    'headline:euro',
    'query-unknown-field',
    'There is no field “headline”; the fields are title, body, lang, source and stage. Words with a colon go in quotation marks.',
    'headline:euro',
    '^^^^^^^^',
  ],
  [
    'title:lang:fr',
    'query-field-condition',
    'After title: and body: come words, phrases, targets and amounts only.',
    'title:lang:fr',
    '      ^^^^^^^',
  ],
  [
    'source:(Reuters AND AFP)',
    'query-bad-value',
    'After lang:, source: and stage: comes one value, or several in parentheses with OR between them.',
    'source:(Reuters AND AFP)',
    '                ^^^',
  ],
  [
    'lang:french',
    'query-bad-language',
    'A language is its ISO 639-1 code of two letters, such as lang:fr.',
    'lang:french',
    '     ^^^^^^',
  ],
  [
    'growth >= 3',
    'query-misplaced-comparison',
    '“>=” follows the word amount or date, in small letters.',
    'growth >= 3',
    '       ^^',
  ],
  [
    'Amount >= 3 EUR',
    'query-misplaced-comparison',
    '“>=” follows the word amount or date, in small letters.',
    'Amount >= 3 EUR',
    '       ^^',
  ],
  ['"..."', 'query-empty-phrase', 'There is no letter and no digit here to look for.', '"..."', '^^^^^'],
  ['=.', 'query-empty-phrase', 'There is no letter and no digit here to look for.', '=.', '^^'],
  ['&', 'query-empty-word', '“&” holds no letter and no digit to look for.', '&', '^'],
  [
    'growth AND -football',
    'query-leading-sign',
    'A sign before a word means nothing here; write NOT before what must be absent.',
    'growth AND -football',
    '           ^^^^^^^^^',
  ],
  [
    'e*lection',
    'query-misplaced-wildcard',
    'One * or ~ may stand at the end of a word, and nowhere else.',
    'e*lection',
    '^^^^^^^^^',
  ],
  [
    'source:Reut*',
    'query-misplaced-wildcard',
    'The value of source: takes no * and no ~.',
    'source:Reut*',
    '       ^^^^^',
  ],
  [
    '"euro zon*"',
    'query-wildcard-in-phrase',
    'Exact words and phrases take no * and no ~; write euro BEFORE/1 zon* instead.',
    '"euro zon*"',
    '^^^^^^^^^^^',
  ],
  ['el*', 'query-short-prefix', 'A prefix is one word of at least 3 letters, such as elect*.', 'el*', '^^^'],
  [
    'eur~',
    'query-short-fuzzy',
    'A word with an edit allowed has at least 4 letters, such as Strauss~.',
    'eur~',
    '^^^^',
  ],
  [
    `${'a'.repeat(41)}~`,
    'query-long-fuzzy',
    'A word with an edit allowed has at most 40 letters.',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa~',
    '^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^',
  ],
  [
    'amount >= 200',
    'query-bad-amount',
    'An amount is a figure that can be read in one way and a currency code, such as amount >= 200M USD.',
    'amount >= 200',
    '^^^^^^^^^^^^^',
  ],
  [
    'amount >= $1,200',
    'query-bad-amount',
    'An amount is a figure that can be read in one way and a currency code, such as amount >= 200M USD.',
    'amount >= $1,200',
    '^^^^^^^^^^^^^^^^',
  ],
  [
    'amount >= 200M XYZ',
    'query-unknown-currency',
    '“XYZ” is no currency code of ISO 4217, such as USD, EUR or GBP.',
    'amount >= 200M XYZ',
    '               ^^^',
  ],
  [
    'date >= 2012-02-30',
    'query-bad-date',
    'A date is a UTC day that exists, such as date >= 2012-04-22; a month (2012-04) or year also serves.',
    'date >= 2012-02-30',
    '^^^^^^^^^^^^^^^^^^',
  ],
  [
    'growth\n\tAND (euro zone)',
    'query-missing-operator',
    'Write AND or OR before this, or put the words in quotation marks.',
    ' AND (euro zone)',
    '           ^^^^',
  ],
  [
    '@nobody',
    'query-unknown-target',
    'There is no target “nobody”; add it to the targets of the order, or of its folder.',
    '@nobody',
    '^^^^^^^',
  ],
  [
    'NOT football',
    'query-nothing-required',
    'Nothing at all must hold for this: every document without the excluded words would match. Add a word or a condition that must be there.',
    'NOT football',
    '^^^^^^^^^^^^',
  ],
  [
    'x'.repeat(20_001),
    'query-too-long',
    'The expression is longer than 20000 characters.',
    '…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '                                                             ^',
  ],
  [
    `${'('.repeat(41)}a${')'.repeat(41)}`,
    'query-too-deep',
    'The expression is nested more than 40 levels deep.',
    '(((((((((((((((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))))))))))))))',
    '                                         ^',
  ],
  [
    `${'a OR '.repeat(2000)}a`,
    'query-too-many-leaves',
    'The expression has more than 2000 words and conditions; a target with aliases keeps it short.',
    '…a OR a OR a OR a OR a OR a OR a OR a OR a OR a OR a OR a OR a',
    '                                                             ^',
  ],
];

describe('a finding', () => {
  it.each(TABLE)(
    'about %j has a code, a sentence, and a caret under its place',
    (...[source, code, sentence, shown, caret]) => {
      const finding = firstFinding(source);
      expect(finding.severity).toBe('error');
      expect(printFinding(finding, source)).toBe(`error: ${sentence} (${code})\n  ${shown}\n  ${caret}`);
    },
  );

  it('has a sentence that begins as one and ends as one', () => {
    for (const [, , sentence] of TABLE) expect(sentence).toMatch(/^[A-Z“@].*\.$/);
  });

  it('is printed with the line that it is about, though it is the first character of the text', () => {
    const finding: Finding = { code: 'a-b', severity: 'warning', message: 'So.', span: { start: 0, end: 0 } };
    expect(printFinding(finding, '\nabc')).toBe('warning: So. (a-b)\n  \n  ^');
    expect(printFinding({ ...finding, span: { start: 2, end: 3 } }, '\nabc')).toBe('warning: So. (a-b)\n  abc\n   ^');
    expect(printFinding({ ...finding, span: { start: 90, end: 99 } }, 'abc')).toBe('warning: So. (a-b)\n  abc\n     ^');
  });

  it('sends no escape and no invisible sign of the text to the terminal', () => {
    const finding: Finding = { code: 'a-b', severity: 'error', message: 'So.', span: { start: 3, end: 4 } };
    expect(printFinding(finding, 'a\u001b\u202eb')).toBe('error: So. (a-b)\n  a  b\n     ^');
  });

  it('forbids the use of the text where it is an error', () => {
    const span = { start: 0, end: 0 };
    const warning: Finding = { code: 'a-b', severity: 'warning', message: 'So.', span };
    const error: Finding = { code: 'c-d', severity: 'error', message: 'So.', span };
    expect(errorsAmong([warning, error])).toEqual([error]);
  });
});
