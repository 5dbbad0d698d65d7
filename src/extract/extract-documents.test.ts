import { describe, expect, it } from 'vitest';
import { extractedFrom } from '../../test/support/extracted.ts';
import type { Document } from '../domain/document.ts';
import { type Extracted, type ExtractProblem, isExtractProblem, type Origin } from './extract-problem.ts';

function all(path: string, content: string | Uint8Array, origin: Partial<Origin> = {}): Promise<Extracted[]> {
  return extractedFrom(content, { path, ...origin });
}

/** The one document of the file, without its portions. */
async function one(path: string, content: string | Uint8Array, origin: Partial<Origin> = {}): Promise<Document> {
  const items = await all(path, content, origin);
  expect(items).toHaveLength(1);
  expect(items[0]).not.toHaveProperty('problem');
  const { portions: _, ...document } = items[0] as Document;
  return document;
}

async function codes(path: string, content: string | Uint8Array): Promise<string[]> {
  return (await all(path, content))
    .filter(isExtractProblem)
    .map(({ code, line }) => (line === undefined ? code : `${code}:${line}`));
}

describe('a plain text', () => {
  it('has a short first line as its title, and the rest as its text', async () => {
    expect(await one('a/b.txt', '\ufeff\n  The title \r\n\r\nFirst.\r\nSecond.\n', { lang: 'en' })).toEqual({
      id: 'a/b.txt',
      title: 'The title',
      text: 'First.\nSecond.',
      lang: 'en',
    });
  });

  it('has no title where the first line is long, alone or runs on', async () => {
    expect(await one('b.txt', 'Just a line.')).toMatchObject({ title: '', text: 'Just a line.' });
    expect((await one('b.txt', `${'x'.repeat(121)}\n\nmore`)).title).toBe('');
    expect((await one('b.txt', 'A text that is wrapped\nafter some words.')).title).toBe('');
  });

  it('has the date and the title of a dated file name', async () => {
    expect(await one('s\\1789-04-30-first-inaugural-address.txt', 'Speaker\n\nText')).toEqual({
      id: 's/1789-04-30-first-inaugural-address.txt',
      title: 'first inaugural address',
      text: 'Speaker\n\nText',
      date: '1789-04-30',
    });
    expect((await one('2012-02-31-no-day.txt', 'x')).date).toBeUndefined();
  });

  it('that is empty is a problem', async () => {
    expect(await codes('a.txt', '')).toEqual(['extract-no-text']);
    expect(await codes('a.txt', ' \n\t')).toEqual(['extract-no-text']);
  });
});

describe('a Markdown text', () => {
  it('takes its fields from the front matter', async () => {
    const front =
      'title: "T"\ndate: 2012-05-22\nlang: fr-FR\nsource: AFP\nstage: award\ncountry: fr\nurl: http://x\nother: 1';
    expect(
      await one('a.md', `---\n${front}\namounts:\n  - {value: 5, currency: eur}\n---\n# T\n\nBody *text*.`),
    ).toEqual({
      id: 'a.md',
      title: 'T',
      text: 'Body text.',
      lang: 'fr',
      date: '2012-05-22',
      source: 'AFP',
      stage: 'award',
      country: 'FR',
      amounts: [{ value: 5, currency: 'EUR' }],
    });
  });

  it('takes its title from the first heading', async () => {
    expect(await one('2012-05-22.md', '# Head\n\nBody')).toEqual({
      id: '2012-05-22.md',
      title: 'Head',
      text: 'Body',
      date: '2012-05-22',
    });
  });

  it('is read without a front matter or a field that is wrong, and says so', async () => {
    const broken = await all('a.md', '---\na: [\n---\nBody');
    expect(broken.map((item) => ('problem' in item ? item.code : item.text))).toEqual([
      'extract-bad-front-matter',
      'Body',
    ]);
    expect(await codes('a.md', '---\ndate: soon\namounts: 5\n---\nBody')).toEqual([
      'extract-bad-field',
      'extract-bad-field',
    ]);
    expect(await codes('a.md', '---\n- x\n---\nBody')).toEqual(['extract-bad-front-matter']);
    expect((await one('a.md', '---\nno front matter here')).text).toBe('no front matter here');
  });

  it('is not brought down by a hostile front matter', async () => {
    for (const front of ['['.repeat(60_000), '- '.repeat(30_000), `a: ${'{a: '.repeat(9000)}`]) {
      expect(await codes('a.md', `---\n${front}\n---\nBody`)).toEqual(['extract-bad-front-matter']);
    }
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'.split('').map((letter, at) => bombLine(letter, at))];
    expect(await codes('a.md', `---\n${bomb.join('\n')}\n---\nBody`)).toEqual(['extract-bad-front-matter']);
  });
});

function bombLine(letter: string, at: number): string {
  const before = `*${'abcdefg'[at]}`;
  return `${letter}: &${letter} [${Array(9).fill(before).join(',')}]`;
}

describe('a JSON file', () => {
  it('holds one record, a list or documents', async () => {
    expect(
      await one('a.json', '{"id": 7, "title": "T", "text": "X", "published": "2012-05-22T01:00:00+02:00"}'),
    ).toEqual({
      id: '7',
      title: 'T',
      text: 'X',
      date: '2012-05-21',
    });
    const list = '[{"text": "one"}, {"text": "two", "id": "mine"}]';
    expect((await all('a.json', list)).map((item) => (item as Document).id)).toEqual(['a.json#1', 'mine']);
    expect(await all('a.json', `{"documents": ${list}}`)).toEqual(await all('a.json', list));
  });

  it('has a text in other fields where it has no “text”, each part once', async () => {
    const record = { description: 'Short.', content: 'Short. And long.', body: 'Else.' };
    expect((await one('a.json', JSON.stringify(record))).text).toBe('Else.\n\nShort. And long.');
  });

  it('reports fields of a wrong type and gives the document without them', async () => {
    const record = { text: 'x', title: 3, lang: 'klingon', date: 5, country: 'France', amounts: [{ value: '1' }] };
    const items = await all('a.json', JSON.stringify(record));
    expect(items.filter(isExtractProblem).map(({ code }) => code)).toEqual(Array(5).fill('extract-bad-field'));
    expect(items.at(-1)).toEqual({ id: 'a.json', title: '', text: 'x' });
  });

  it('of an unknown shape gives all its strings, and the amounts with a currency', async () => {
    const release = {
      publishedDate: '2012-05-22',
      tender: { title: 'Road', items: ['Tar'], value: { amount: 5, currency: 'GBP' } },
    };
    expect(await one('a.json', JSON.stringify(release))).toMatchObject({
      text: '2012-05-22\n\nRoad\n\nTar\n\nGBP',
      date: '2012-05-22',
      amounts: [{ value: 5, currency: 'GBP' }],
    });
  });

  it.each([
    ['{"text": ', 'extract-bad-json'],
    ['', 'extract-bad-json'],
    ['7', 'extract-not-a-record'],
    ['[null]', 'extract-not-a-record'],
    ['[]', 'extract-no-text'],
    ['{}', 'extract-no-text'],
    ['{"id": "a", "date": "2012-01-01"}', 'extract-no-text'],
    ['{"text": "  "}', 'extract-no-text'],
  ])('that holds %s is a problem', async (content, code) => {
    expect(await codes('a.json', content)).toEqual([code]);
  });

  it('that is broken is told without its words', async () => {
    for (const content of [
      '{"text": secret words',
      `["${'x'.repeat(50)}", secret, "words"]`,
      '{"a": tru, "b": "words"}',
    ]) {
      const [problem] = await all('a.json', content);
      expect(problem).toMatchObject({ code: 'extract-bad-json', message: expect.stringContaining('Unexpected token') });
      expect((problem as ExtractProblem).message).not.toMatch(/secret|words|text/);
    }
  });

  it('has no field that it inherits', async () => {
    expect((await one('a.json', '{"text": "x", "__proto__": {"title": "no"}}')).title).toBe('');
  });
});

describe('a JSONL file', () => {
  it('gives a document or a problem for each line, with its number', async () => {
    const items = await all('a.jsonl', '{"text":"one"}\r\n\nbroken\n{"title":"T"}\n[1]\n{"x":1}');
    expect(items.map((item) => ('problem' in item ? `${item.code}:${item.line}` : item.id))).toEqual([
      'a.jsonl:1',
      'extract-bad-json:3',
      'a.jsonl:4',
      'extract-not-a-record:5',
      'extract-no-text:6',
    ]);
    expect(await codes('a.jsonl', '\n')).toEqual(['extract-no-text']);
  });
});

describe('a file of another or no extension', () => {
  it.each([
    ['<!DOCTYPE html><p>Hello <b>you</b>', 'Hello you'],
    ['<?xml version="1.0"?><a><b>x</b><b>y</b></a>', 'x\ny'],
    ['{"text": "json"}', 'json'],
    ['---\ntitle: T\n---\n*md*', 'md'],
    ['plain', 'plain'],
  ])('is known by its content: %s', async (content, text) => {
    expect((await one('name', content)).text).toBe(text);
    expect((await one('name.unknown', content)).text).toBe(text);
  });

  it('is known as JSONL by its second line', async () => {
    expect(await all('-', '{"text":"a"}\n{"text":"b"}\n')).toHaveLength(2);
  });
});

describe('the limits', () => {
  it.each([
    ['a picture', 'a.pdf', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an office document of before 2007', 'a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['bytes that are no text', 'a.txt', 'a\0b'],
  ])('%s is a problem', async (_, path, content) => {
    expect(await codes(path, content)).toEqual(['extract-unknown-format']);
  });

  it('a file above 64 MB is a problem', async () => {
    expect(await codes('a.txt', new Uint8Array(64 * 1024 * 1024 + 1).fill(65))).toEqual(['extract-too-large']);
  });

  const deep = 100_000;
  it.each([
    ['a.html', '<div>'.repeat(deep)],
    ['a.html', '<b a=">" =" \'>'.repeat(deep)],
    ['a.html', '<p><td>'.repeat(deep)],
    ['a.html', '<svg/><g/>'.repeat(deep) + '<title><i></title>'.repeat(9) + '<em>'.repeat(deep)],
    ['a.xml', '<a>'.repeat(deep)],
    ['a.xml', `<TEI><text>${'<div><head>x</head>'.repeat(deep)}`],
    ['a.json', '['.repeat(deep)],
    ['a.json', `{"text":${'['.repeat(deep)}${']'.repeat(deep)}}`],
    ['a.json', '{"a":'.repeat(deep)],
    ['a.html', `<p>x<script type="application/ld+json">${'['.repeat(deep)}</script>`.replace('<p>', '<i>'.repeat(501))],
  ])('deep nesting in %s is a problem and no crash', async (path, content) => {
    expect(await codes(path, content)).toEqual(['extract-too-deep']);
  });

  it('deep nesting in a line of JSONL costs that line only', async () => {
    expect(await codes('a.jsonl', `{"text":"a"}\n${'['.repeat(deep)}\n{"text":"b"}`)).toEqual(['extract-too-deep:2']);
  });

  it('nesting just below the limit is read', async () => {
    expect((await one('a.html', `${'<div>'.repeat(490)}x`)).text).toBe('x');
    expect((await one('a.xml', `${'<a>'.repeat(500)}x${'</a>'.repeat(500)}`)).text).toBe('x');
    expect((await one('a.json', `{"a":${'['.repeat(499)}"x"${']'.repeat(499)}}`)).text).toBe('x');
  });

  it('many parts one after the other are no depth', async () => {
    for (const part of [
      '<p>a<br>',
      '<li>b',
      '<tr><td>c<td>d',
      '<dt>e<dd>f',
      '<option>g',
      '<img src="h">i',
      '<i/></i>',
    ]) {
      expect(await codes('a.html', `<div>x${part.repeat(2000)}`), part).toEqual([]);
    }
  });

  it('more markup than memory can hold is a problem', async () => {
    expect(await codes('a.html', '<b></b>'.repeat(600_000))).toEqual(['extract-too-large']);
    expect(await codes('a.xml', `<a>${'&amp;'.repeat(1_100_000)}</a>`)).toEqual(['extract-too-large']);
    expect(await codes('a.json', `[${'[],'.repeat(2_100_000)}[]]`)).toEqual(['extract-too-large']);
  });
});
