import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOf, childrenOf, readXml, textOf, XML_NAMESPACE, type XmlElement } from './xml.ts';
import { writeXml } from './xml-writer.ts';

function root(source: string): XmlElement {
  const reading = readXml(source);
  if (!reading.ok) throw new Error(reading.findings[0]!.message);
  return reading.root;
}

/** The code and the place of what is wrong. */
function refusal(source: string): string {
  const reading = readXml(source);
  return reading.ok ? 'read' : `${reading.findings[0]!.code} ${reading.findings[0]!.span.start}`;
}

const name = fc.stringMatching(/^[a-zé_][a-z0-9.-]{0,4}$/).filter((each) => !each.startsWith('xml'));
const namespace = fc.constantFrom('', 'urn:one', 'urn:two', 'http://three/&"<');
const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '\t', '\r', '<', '>', '&', '"', "'", ']]>', 'é', '😀'),
});
const attributes = fc.uniqueArray(
  fc.record({ name, namespace: fc.oneof(namespace, fc.constant(XML_NAMESPACE)), value: text }),
  { selector: (each) => `${each.name} ${each.namespace}`, maxLength: 4 },
);
const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc.record({
    name,
    namespace,
    attributes,
    content: fc
      .array(
        fc.oneof(
          { depthSize: 'small' },
          text.filter((piece) => piece !== ''),
          tie('element'),
        ),
        { maxLength: 4 },
      )
      .map((pieces) => pieces.filter((piece, at) => typeof piece !== 'string' || typeof pieces[at - 1] !== 'string')),
  }),
}));

function withoutStarts(of: XmlElement): XmlElement {
  const { start: _, ...rest } = of;
  return { ...rest, content: of.content.map((piece) => (typeof piece === 'string' ? piece : withoutStarts(piece))) };
}

describe('reading XML', () => {
  it('resolves namespaces, by default and by prefix, for elements and attributes', () => {
    const read = root('<a xmlns="urn:one" xmlns:p="urn:two" q="1" p:q="2"><p:b xmlns=""><c/></p:b></a>');
    expect([read.namespace, attributeOf(read, 'q'), attributeOf(read, 'q', 'urn:two')]).toEqual(['urn:one', '1', '2']);
    const [b] = childrenOf(read);
    expect([b!.namespace, childrenOf(b!)[0]!.namespace]).toEqual(['urn:two', '']);
  });

  it('skips comments, instructions and the declaration, and joins the text around them', () => {
    const read = root(
      '\uFEFF<?xml version="1.0"?><!-- x --><?p y?>\n<a>SEC<!-- -->RET<?p?> &amp; <![CDATA[<b>]]></a>\n',
    );
    expect(read.content).toEqual(['SECRET & <b>']);
  });

  it('replaces the five entities and numbers of characters', () => {
    expect(textOf(root('<a>&lt;&gt;&amp;&quot;&apos;&#233;&#x1F600;</a>'))).toBe('<>&"\'é😀');
  });

  it('reads ends of lines as XML does', () => {
    const read = root('<a b="1\r\n2\t3&#10;4">x\r\ny\rz&#13;</a>');
    expect([attributeOf(read, 'b'), textOf(read)]).toEqual(['1 2 3\n4', 'x\ny\nz\r']);
  });

  it('says where an element begins', () => {
    expect(childrenOf(root('<a> <b/></a>'))[0]!.start).toBe(4);
  });

  it.each([
    ['', 'xml-empty 0'],
    ['  <!-- only -->', 'xml-empty 15'],
    ['text', 'xml-syntax 0'],
    ['<a/><b/>', 'xml-syntax 4'],
    ['<a/>tail', 'xml-syntax 4'],
    ['<a>', 'xml-unclosed 0'],
    ['<a', 'xml-unclosed 0'],
    ['<a><b></a>', 'xml-mismatched-tag 8'],
    ['<a><![CDATA[x</a>', 'xml-unclosed 3'],
    ['<a><!-- x</a>', 'xml-unclosed 3'],
    ['<a><!-- x -- y --></a>', 'xml-syntax 10'],
    ['<a b="1" b="2"/>', 'xml-duplicate-attribute 9'],
    ['<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', 'xml-duplicate-attribute 35'],
    ['<a b=1/>', 'xml-syntax 5'],
    ['<a b/>', 'xml-syntax 4'],
    ['<a b="1"c="2"/>', 'xml-syntax 8'],
    ['<a b="<"/>', 'xml-syntax 6'],
    ['<a b="1/>', 'xml-unclosed 5'],
    ['<a>]]></a>', 'xml-syntax 3'],
    ['<p:a/>', 'xml-namespace 1'],
    ['<a xmlns:xml="urn:x"/>', 'xml-namespace 3'],
    ['<a xmlns:p=""/>', 'xml-namespace 3'],
    ['<a:b:c/>', 'xml-syntax 1'],
    ['<a>&nbsp;</a>', 'xml-entity 3'],
    ['<a>AT&T</a>', 'xml-entity 5'],
    ['<a>&#0;</a>', 'xml-character 3'],
    ['<a>&#xD800;</a>', 'xml-character 3'],
    ['<a>\u0000</a>', 'xml-character 3'],
    ['<a>\uD800</a>', 'xml-character 3'],
    [' <?xml version="1.0"?><a/>', 'xml-syntax 1'],
    ['<!DOCTYPE a><a/>', 'xml-doctype 0'],
    ['<!doctype a SYSTEM "file:///etc/passwd"><a/>', 'xml-doctype 0'],
    ['<a><!DOCTYPE a></a>', 'xml-doctype 3'],
  ])('refuses %j', (source, expected) => {
    expect(refusal(source)).toBe(expected);
  });

  it('refuses entities that grow, by their document type', () => {
    const lines = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
    expect(refusal(`<!DOCTYPE l [<!ENTITY l0 "l">${lines.join('')}]><l>&l9;</l>`)).toBe('xml-doctype 0');
  });

  it('refuses what is too long, too deep or has too many attributes', () => {
    expect(refusal('<a>'.repeat(65))).toBe('xml-too-deep 192');
    expect(refusal(`${'<a>'.repeat(64)}${'</a>'.repeat(64)}`)).toBe('read');
    expect(refusal(`<a>${' '.repeat(1_000_000)}</a>`)).toBe('xml-too-long 1000000');
    const many = Array.from({ length: 65 }, (_, at) => `a${at}="" `).join('');
    expect(refusal(`<a ${many}/>`)).toMatch(/^xml-too-many-attributes/);
  });

  it.each([
    ['elements', '<a>'.concat('<b/>'.repeat(249_000), '</a>')],
    ['comments', '<a>'.concat('<!---->x'.repeat(124_000), '</a>')],
    ['references', '<a>'.concat('&lt;'.repeat(249_000), '</a>')],
    ['ampersands', '<a>'.concat('&'.repeat(999_000), '</a>')],
    ['a long name', `<${'a'.repeat(999_000)}`],
    ['colons', `<${'a:'.repeat(400_000)}`],
    ['brackets', `<a>${']'.repeat(990_000)}</a>`],
    ['namespaces', `<a>${'<b xmlns:p="u" p:c=""/>'.repeat(40_000)}</a>`],
  ])('takes time in proportion to the length: %s', (_, source) => {
    const begun = performance.now();
    readXml(source);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('never throws', () => {
    const sign = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '=',
      '"',
      '&',
      ';',
      '!',
      '-',
      '[',
      ']',
      '?',
      'xmlns',
      ':',
      '#',
    );
    fc.assert(fc.property(fc.string({ unit: sign, maxLength: 40 }), (source) => void readXml(source)));
  });
});

describe('writing XML', () => {
  it('writes what is read as the same element', () => {
    fc.assert(
      fc.property(element, (each) => {
        expect(withoutStarts(root(writeXml(each)))).toEqual(each);
      }),
    );
  });
});
