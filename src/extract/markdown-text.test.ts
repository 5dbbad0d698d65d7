import { describe, expect, it } from 'vitest';
import { markdownText } from './markdown-text.ts';

const text = (source: string) => markdownText(source).text;

describe('markdownText', () => {
  it('removes emphasis, code marks and links, and keeps their text', () => {
    expect(text('A **bold *and slanted* word**, `code_*x*`, _so_, ~~gone~~ and [a link](http://x.org/(y) "t").')).toBe(
      'A bold and slanted word, code_*x*, so, gone and a link.',
    );
    expect(text('![picture](p.png) [![badge](b.svg)](http://x) [ref][1] <https://x.org> a[^1]\n\n[1]: http://y')).toBe(
      'picture badge ref https://x.org a',
    );
  });

  it('keeps what only looks like markup', () => {
    expect(text('2 * 3 * 4, snake_case_name, 5 < 6, \\*not\\* [brackets] a ~ b # c')).toBe(
      '2 * 3 * 4, snake_case_name, 5 < 6, *not* [brackets] a ~ b # c',
    );
  });

  it('sets headings, list items and rows apart as paragraphs', () => {
    expect(text('# One #\nText\nruns on\n- a\n- [x] b\n  more\n1. c\n\nTwo\n---\n> said\n> so')).toBe(
      'One\n\nText\nruns on\n\na\n\nb\nmore\n\nc\n\nTwo\n\nsaid\nso',
    );
    expect(text('| a | b |\n|---|:-:|\n| 1 | 2 |')).toBe('a\tb\n\n1\t2');
  });

  it('keeps the text of code fences as it is', () => {
    expect(text('before\n```js\n# no *heading*\n```\nafter\n~~~\nopen')).toBe(
      'before\n\n# no *heading*\n\nafter\n\nopen',
    );
  });

  it('drops comments and tags', () => {
    expect(text('a <!-- no\n\nno --> b <b class="x">c</b><br>')).toBe('a  b c');
    expect(text('a <!-- no end')).toBe('a <!-- no end');
  });

  it('says what its parts are', () => {
    const source = '# H\n\nOne\nline\n- a\n- b\n\n> q\n> r\n\n```\nx\n\ny\n```\n|a|b|\n\nEnd';
    const { text: whole, portions } = markdownText(source);
    expect(portions.map(({ kind, start, end }) => [kind, whole.slice(start, end)])).toEqual([
      ['heading', 'H'],
      ['paragraph', 'One\nline'],
      ['list-item', 'a'],
      ['list-item', 'b'],
      ['quote', 'q\nr'],
      ['code', 'x\n\ny'],
      ['table', 'a\tb'],
      ['paragraph', 'End'],
    ]);
  });

  it('knows its first heading', () => {
    expect(markdownText('intro\n\n## The *first*\n\n# Second').heading).toBe('The first');
    expect(markdownText('Under\n=====\nx').heading).toBe('Under');
  });

  it.each(['[', '![', '*', '_a', '`', '<!--', '<a', '|', '- ', '[a](', '# ', '> ', ' ', '~~', '\\'])(
    'comes to an end on a long run of “%s”',
    (piece) => {
      for (const end of ['', 'x', '\nx']) expect(markdownText(piece.repeat(200_000) + end).text).toBeTypeOf('string');
    },
  );
});
