import { describe, expect, it } from 'vitest';
import type { MatchDocument } from './document.ts';
import type { ReasonSpan } from './explain.ts';
import { cutPieces, type Piece, snippetOf, titleOf } from './snippet.ts';

/** A document with the words between brackets as its reason; the figure before the bracket is the part they serve. */
function marked(text: string): { document: MatchDocument; reason: ReasonSpan[] } {
  const reason: ReasonSpan[] = [];
  let plain = '';
  for (const [, before = '', part, word] of text.matchAll(/([^\d[]*)(?:(\d)\[([^\]]*)\])?/g)) {
    plain += before;
    if (word === undefined) continue;
    reason.push({ field: 'text', start: plain.length, end: plain.length + word.length, serves: [part!] });
    plain += word;
  }
  return { document: { id: 'd', title: '', text: plain }, reason };
}

function shown(text: string, width: number): string {
  const { document, reason } = marked(text);
  return textOf(snippetOf(document, reason, width));
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('');
}

const gap = ' and so it goes on and on'.repeat(10);

describe('the snippet of a hit', () => {
  it('is the whole text where there is room', () => {
    expect(shown('Some 0[growth] came.', 60)).toBe('Some [growth] came.');
  });

  it('takes no longer for a text of nothing but found words, and still shows what stands at its end', () => {
    const { document, reason } = marked(`${'0[growth] 1[plan] '.repeat(10_000)}2[harbour]`);
    const began = performance.now();
    const snippet = textOf(snippetOf(document, reason, 240));
    const many = performance.now() - began;
    expect(snippet).toContain('[growth] [plan]');
    expect(snippet).toContain('[harbour]');
    const few = marked('0[growth] 1[plan] '.repeat(500));
    const again = performance.now();
    snippetOf(few.document, few.reason, 240);
    expect(many).toBeLessThan(5 * (performance.now() - again) + 50);
  });

  it('keeps to whole words around the place', () => {
    expect(shown(`${gap} 0[growth]${gap}`, 60)).toMatch(/^… [a-z ]* \[growth\] [a-z ]* …$/);
  });

  it.each([60, 80, 160])('stays within %i characters', (width) => {
    const snippet = shown(`${gap} 0[one]${gap} 1[two]${gap} 2[three]${gap}`, width);
    expect(snippet.replace(/[[\]]/g, '').length).toBeLessThanOrEqual(width);
  });

  it('shows the parts that an AND joins, in the order of the text', () => {
    expect(shown(`${gap} 1[one]${gap} 0[two]${gap} 2[three]${gap}`, 90)).toMatch(
      /^… [a-z ]*\[one\][a-z ]* … [a-z ]*\[two\][a-z ]* … [a-z ]*\[three\][a-z ]* …$/,
    );
  });

  it('shows one place where it holds every part', () => {
    expect(shown(`${gap} 0[one]${gap} 0[one] and 1[two]${gap}`, 90)).toMatch(/^… [a-z ]*\[one\] and \[two\][a-z ]* …$/);
  });

  it('takes the place with the most different words among equals', () => {
    expect(shown(`0[one] 0[one] 0[one]${gap} 0[two] 0[three]${gap}`, 60)).toMatch(/\[two\] \[three\]/);
  });

  it('joins places that stand close together', () => {
    expect(shown(`0[one] and then 1[two]${gap}`, 60)).toMatch(/^\[one\] and then \[two\]/);
  });

  it('is the head of the text where nothing was found in it', () => {
    expect(shown(`The head${gap}`, 60)).toMatch(/^The head and so it goes on.* …$/);
  });

  it('is one line', () => {
    expect(shown('A\n\n 0[growth]\tof\r\u2028it', 60)).toBe('A [growth] of it');
  });

  it('is nothing for an empty text', () => {
    expect(shown('', 60)).toBe('');
  });

  it('does not cut a sign of two units in half', () => {
    expect(shown(`${'😀'.repeat(200)}0[x]${'😀'.repeat(200)}`, 61)).not.toMatch(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
    );
  });
});

describe('the title of a hit', () => {
  it('has its found words apart', () => {
    const document = { id: 'd', title: 'Growth is back', text: '' };
    expect(textOf(titleOf(document, [{ field: 'title', start: 0, end: 6, serves: [''] }]))).toBe('[Growth] is back');
  });

  it('is cut to a width with an ellipsis', () => {
    const pieces = [
      { text: 'Growth', found: true },
      { text: ' is back', found: false },
    ];
    expect(textOf(cutPieces(pieces, 10))).toBe('[Growth] is…');
    expect(textOf(cutPieces(pieces, 14))).toBe('[Growth] is back');
  });
});
