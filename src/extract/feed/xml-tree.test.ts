import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property-runs.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

/** A tree as nested lists: name, attributes where there are any, children; `!` after what was still open. */
function shown(element: XmlElement | string): unknown {
  if (typeof element === 'string') return element;
  const attributes = Object.fromEntries(element.attributes);
  const inside = element.children.map(shown);
  const name = element.closed ? element.name : `${element.name}!`;
  return Object.keys(attributes).length === 0 ? [name, ...inside] : [name, attributes, ...inside];
}

const shownRoot = (text: string) => {
  const { root } = readXml(text);
  return root && shown(root);
};

describe('readXml', () => {
  it.each([
    ['<a b="1" c=\'2\'>x<b/>y</a>', ['a', { b: '1', c: '2' }, 'x', ['b'], 'y']],
    ['junk <?xml version="1.0"?><!-- <b> --><a>x</a> junk', ['a', 'x']],
    ['<A><B>x</b></a>', ['a', ['b', 'x']]],
    ['<a><![CDATA[<b> & ]]>x</a>', ['a', '<b> & ', 'x']],
    ['<a b=1 c d="x>y">z</a>', ['a', { b: '1', c: '', d: 'x>y' }, 'z']],
    ['<a>1 < 2 & 3 &amp;amp; &eacute; &nope;</a>', ['a', '1 ', '<', ' 2 & 3 &amp; é &nope;']],
    ['<a>&#233;&#xE9;&#146;&#0;&#xD800;</a>', ['a', 'éé’&#0;&#xD800;']],
    ['<a><b>x</a>', ['a', ['b', 'x']]],
    ['<a></c>x</a>', ['a', 'x']],
    ['<a><item>1<item>2</a>', ['a', ['item', '1'], ['item', '2']]],
    ['<!DOCTYPE a [ <!ENTITY x "y"> <!-- > --> ]><a>&x;</a>', ['a', 'y']],
    ['<a>x</a', ['a', 'x']],
    ['<a>x', ['a!', 'x']],
    ['<a><b>x</b><c>y', ['a!', ['b', 'x'], ['c!', 'y']]],
    ['<a><b href="x', ['a!']],
    ['<a><![CDATA[x', ['a!', 'x']],
    ['', undefined],
    ['no markup', undefined],
  ])('reads %j', (text, expected) => {
    expect(shownRoot(text)).toEqual(expected);
  });

  it('says whether the text broke off', () => {
    expect(readXml('<a><b/></a>').isCut).toBe(false);
    expect(readXml('<a><b></a>').isCut).toBe(false);
    expect(readXml('<a><b>').isCut).toBe(true);
    expect(readXml('<a><!-- ').isCut).toBe(true);
  });

  it('replaces no entity inside of an entity, and none from elsewhere', () => {
    const lol = (level: number) => `<!ENTITY lol${level} "${`&lol${level - 1};`.repeat(10)}">`;
    const levels = Array.from({ length: 9 }, (_, level) => lol(level + 1)).join('');
    const bomb = `<!DOCTYPE a [<!ENTITY lol0 "lol">${levels}<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&lol9;&x;&lol0;</a>`;
    expect(shownRoot(bomb)).toEqual(['a', '&lol9;&x;lol']);
  });

  it('leaves out what lies deeper than any feed', () => {
    const { root, isTooDeep } = readXml(`${'<a>'.repeat(5000)}deep${'</a>'.repeat(4999)}<b>x</b></a>`);
    let depth = 0;
    for (let at = root; at; at = at.children.find((child) => typeof child !== 'string') as XmlElement | undefined)
      depth++;
    expect([depth, isTooDeep]).toEqual([200, true]);
    expect(readXml(`${'<a>'.repeat(200)}deep${'</a>'.repeat(200)}`).isTooDeep).toBe(false);
    expect(root!.children.map(shown).at(-1)).toEqual(['b', 'x']);
  });

  it('stops at more tags than it takes apart', () => {
    expect(readXml(`<a>${'<b/>'.repeat(600_000)}</a>`).isTooLarge).toBe(true);
  });

  it.each([
    ['closing tags without an end', '</a'],
    ['opening tags without an end', '<a b="'],
    ['document types without an end', '<!DOCTYPE ['],
    ['comments without an end', '<!--'],
    ['sections without an end', '<a><![CDATA['],
    ['references', '&'],
    ['names', `<${'a'.repeat(50)}`],
    ['blanks', '<a      '],
    ['quotation marks', '<a "\''],
  ])('takes time in line with the length for %s', (_name, part) => {
    const timed = (times: number) => {
      const text = `<r>${part.repeat(times)}`;
      const began = performance.now();
      readXml(text);
      return performance.now() - began;
    };
    timed(2_000);
    expect(timed(100_000)).toBeLessThan(1500);
  });

  it('reads what it is given, whatever that is', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      ';',
      '!',
      '[',
      ']',
      '-',
      'a',
      'item',
      ' ',
      '<a>',
      '</a>',
      '<![CDATA[',
      ']]>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => readXml(pieces.join(''))).not.toThrow();
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});
