import { describe, expect, it } from 'vitest';
import { readReaderFile } from './read-reader-file.ts';

const READER = `reader:
  id: gbr
  nationality: GBR
  organisation: GBR
  levels: { us-capco: S }
`;

/** The findings as a person reads them. */
function told(source: string): string[] {
  const { readers, findings } = readReaderFile(source);
  expect(readers).toEqual([]);
  return findings.map(({ line, column, message, code }) => `${line}:${column} ${message} (${code})`);
}

describe('a reader file that is right', () => {
  it('gives the reader with its defaults, and nothing for what is not stated', () => {
    expect(readReaderFile(READER)).toEqual({
      readers: [
        { id: 'gbr', nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' }, controls: {}, groups: [] },
      ],
      findings: [],
    });
  });

  it('may hold several', () => {
    const { readers, findings } = readReaderFile('readers:\n  - { id: a }\n  - { id: b, levels: { tlp: AMBER } }\n');
    expect([readers.map(({ id }) => id), findings]).toEqual([['a', 'b'], []]);
  });
});

describe('a reader file that is wrong', () => {
  it.each([
    ['', /^1:1 The file is empty; it begins with “reader:”.*\(reader-file-empty\)$/],
    ['order: {}\n', /^1:1 This is no reader file.*\(reader-file-unknown\)$/],
    ['reader:\n  id: a\n\tname: b\n', /^3:1 .*tab.*\(reader-file-yaml\)$/],
    ['reader: {}\n', /^1:9 “reader.id” is missing.*\(reader-file-invalid\)$/],
    ['readers: []\n', /^1:10 “readers” must have at least one entry/],
    [
      READER.replace('nationality', 'nationalty'),
      /^3:3 “nationalty” is no field of “reader”; did you mean “nationality”/,
    ],
    [READER.replace('GBR', 'gb'), /^3:16 “reader.nationality” must be an ISO 3166-1 code/],
    [READER.replace('S }', 'SECRET }'), /^5:23 “reader.levels.us-capco” must be one of U, R, C, S, TS\./],
    [READER.replace('us-capco', 'us-cap'), /^5:\d+ .*“reader.levels.us-cap”/],
    ['readers:\n  - { id: a }\n  - { id: a }\n', /^3:11 The id “a” is there twice.*\(reader-double-id\)$/],
    ['x'.repeat(1_000_001), /^1:1 .*\(reader-file-too-large\)$/],
  ])('is told with its place: %j', (source, sentence) => {
    expect(told(source).join('\n')).toMatch(sentence);
  });
});
