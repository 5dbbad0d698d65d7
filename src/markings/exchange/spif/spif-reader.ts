import type { MarkingFinding } from '../../finding.ts';
import { attributeOf, childrenOf, textOf, XML_NAMESPACE, type XmlElement } from '../xml.ts';
import type {
  Applied,
  CategoryReference,
  CategoryRule,
  MarkingCode,
  MarkingPhrase,
  MarkingQualifier,
  Markings,
  TagType,
} from './spif.ts';
import { MARKING_CODES } from './spif.ts';

const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
/** Parts of a file that say nothing about who may see, and are not kept. */
const NOT_KEPT = new Set(['extensions', 'updateInfo', 'privacyMarks', 'equivalentSecurityCategoryTagSet']);

/** The elements of a file, and what is found wrong with them; an error means that the file is not to be used. */
export class SpifReader {
  readonly findings: MarkingFinding[] = [];
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  error(code: string, message: string, at: XmlElement): void {
    this.#add('error', code, message, at);
  }

  warn(code: string, message: string, at: XmlElement): void {
    this.#add('warning', code, message, at);
  }

  #add(severity: 'error' | 'warning', code: string, message: string, at: XmlElement): void {
    const start = at.start ?? 0;
    this.findings.push({ code, severity, message, span: { start, end: start + 1 + at.name.length } });
  }

  /** Finds fault with elements and attributes that nothing here reads: they may be rules. */
  expect(element: XmlElement, elements: readonly string[], attributes: readonly string[]): void {
    for (const child of childrenOf(element)) {
      const own = child.namespace === this.#namespace;
      if (own && elements.includes(child.name)) continue;
      if (own && NOT_KEPT.has(child.name)) {
        this.warn('spif-not-kept', `“${child.name}” is passed over; it says nothing about who may see.`, child);
      } else {
        const message = `The element “${child.name}” is not understood in “${element.name}”.`;
        this.error('spif-unknown-element', message, child);
      }
    }
    for (const { name, namespace } of element.attributes) {
      if (namespace === XSI_NAMESPACE || namespace === XML_NAMESPACE || attributes.includes(name)) continue;
      this.warn('spif-unknown-attribute', `The attribute “${name}” is not understood in “${element.name}”.`, element);
    }
  }

  children(element: XmlElement | undefined, name: string): XmlElement[] {
    const found = element ? childrenOf(element) : [];
    return found.filter((child) => child.name === name && child.namespace === this.#namespace);
  }

  text(element: XmlElement, name: string): string {
    const value = attributeOf(element, name)?.trim();
    if (!value) this.error('spif-missing', `“${element.name}” needs the attribute “${name}”.`, element);
    return value ?? '';
  }

  /** Returns a whole number that must be there. */
  number(element: XmlElement, name: string): number {
    return Number(this.lacv(element, name));
  }

  optionalNumber(element: XmlElement, name: string): number | undefined {
    return attributeOf(element, name) === undefined ? undefined : this.number(element, name);
  }

  /** Returns digits without leading zeros: numbers of values may be longer than a number can be. */
  lacv(element: XmlElement, name = 'lacv'): string {
    const value = this.text(element, name);
    if (value !== '' && !/^\d{1,40}$/.test(value)) {
      this.error('spif-bad-value', `“${name}” is a whole number.`, element);
    }
    return value.replace(/^0+(?=\d)/, '');
  }

  flag(element: XmlElement, name: string): boolean {
    const value = attributeOf(element, name)?.trim() ?? 'false';
    if (!/^(?:true|false|1|0)$/.test(value)) this.error('spif-bad-value', `“${name}” is true or false.`, element);
    return value === 'true' || value === '1';
  }

  /** Returns the attribute if it is one of the words allowed, and else the first of them, with an error. */
  oneOf<Word extends string>(element: XmlElement, name: string, words: readonly [Word, ...Word[]]): Word {
    const value = this.text(element, name);
    const found = words.find((word) => word === value);
    if (!found && value !== '') {
      this.error('spif-bad-value', `“${name}” is one of ${words.join(', ')}, not “${value}”.`, element);
    }
    return found ?? words[0];
  }

  tagType(element: XmlElement): TagType {
    const words = ['restrictive', 'permissive', 'enumerated', 'tagType7', 'informative'] as const;
    const type = this.oneOf(element, 'tagType', words);
    if (type === 'tagType7') return 'informative';
    if (type !== 'enumerated') return type;
    const inner = this.oneOf(element, 'enumType', ['restrictive', 'permissive']);
    return inner === 'restrictive' ? 'enumeratedRestrictive' : 'enumeratedPermissive';
  }

  applied(element: XmlElement): Applied {
    return this.oneOf(element, 'applied', ['both', 'encrypt', 'decrypt']);
  }

  reference(element: XmlElement): CategoryReference {
    this.expect(element, [], ['tagSetRef', 'tagType', 'enumType', 'lacv', 'all']);
    const one = attributeOf(element, 'lacv') !== undefined;
    const tagSet = this.text(element, 'tagSetRef');
    if (one && this.flag(element, 'all')) {
      this.error('spif-bad-value', 'A reference is to one value or to all, not to both.', element);
    }
    return { tagSet, type: this.tagType(element), ...(one ? { lacv: this.lacv(element) } : {}) };
  }

  rules(element: XmlElement): CategoryRule[] {
    return this.children(element, 'requiredCategory').map((rule) => {
      this.expect(rule, ['categoryGroup'], ['operation']);
      const operation = this.oneOf(rule, 'operation', ['all', 'onlyOne', 'oneOrMore']);
      const references = this.children(rule, 'categoryGroup').map((group) => this.reference(group));
      if (references.length === 0) this.error('spif-missing', 'A rule refers to at least one category.', rule);
      return { operation, references };
    });
  }

  markings(element: XmlElement): Markings {
    return {
      phrases: this.children(element, 'markingData').map((each) => this.#phrase(each)),
      qualifiers: this.children(element, 'markingQualifier').flatMap((each) => this.#qualifiers(each)),
    };
  }

  #phrase(element: XmlElement): MarkingPhrase {
    this.expect(element, ['code'], ['phrase']);
    const phrase = attributeOf(element, 'phrase');
    const codes = this.children(element, 'code').flatMap((code): MarkingCode[] => {
      const found = MARKING_CODES.find((each) => each === textOf(code).trim());
      if (!found) this.error('spif-bad-value', `There is no marking code “${textOf(code).trim()}”.`, code);
      return found ? [found] : [];
    });
    return { ...languageOf(element), ...(phrase === undefined ? {} : { phrase }), codes };
  }

  #qualifiers(element: XmlElement): MarkingQualifier[] {
    this.expect(element, ['qualifier'], ['markingCode', 'code']);
    const code = attributeOf(element, 'markingCode') ?? attributeOf(element, 'code');
    return this.children(element, 'qualifier').map((qualifier) => {
      this.expect(qualifier, [], ['markingQualifier', 'qualifierCode']);
      const text = attributeOf(qualifier, 'markingQualifier');
      if (text === undefined) {
        this.error('spif-missing', '“qualifier” needs the attribute “markingQualifier”.', qualifier);
      }
      const kind = this.oneOf(qualifier, 'qualifierCode', ['prefix', 'suffix', 'separator']);
      return { ...languageOf(qualifier), kind, text: text ?? '', ...(code === undefined ? {} : { code }) };
    });
  }
}

function languageOf(element: XmlElement): { language?: string } {
  const language = attributeOf(element, 'lang', XML_NAMESPACE);
  return language === undefined ? {} : { language };
}
