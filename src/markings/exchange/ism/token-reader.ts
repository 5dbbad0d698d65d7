import type { MarkingFinding } from '../../finding.ts';
import type { IsmAttributes } from './ism-mark.ts';
import { ISM_VOCABULARY } from './register.ts';

/** Takes the tokens of attributes apart, and gathers what is wrong; spans are places in the value of the attribute. */
export class TokenReader {
  readonly findings: MarkingFinding[] = [];
  /** Something was not understood: no mark can be made. */
  lost = false;
  readonly #attributes: IsmAttributes;

  constructor(attributes: IsmAttributes) {
    this.#attributes = attributes;
  }

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** Returns the value of an attribute without spaces at its ends; empty where it is missing. */
  text(name: string): string {
    return (Object.hasOwn(this.#attributes, name) ? this.#attributes[name]! : '').trim();
  }

  error(code: string, name: string, message: string, more?: { readonly rule?: string; readonly token?: string }): void {
    this.#say({ severity: 'error', code, message }, name, more);
  }

  warn(
    code: string,
    name: string,
    message: string,
    more?: { readonly rule?: string; readonly canonical?: string },
  ): void {
    this.#say({ severity: 'warning', code, message }, name, more);
  }

  lose(code: string, name: string, message: string, token?: string): void {
    this.lost = true;
    this.error(code, name, message, token === undefined ? {} : { token });
  }

  #say(
    { severity, code, message }: Pick<MarkingFinding, 'severity' | 'code' | 'message'>,
    name: string,
    more: { readonly rule?: string; readonly token?: string; readonly canonical?: string } = {},
  ): void {
    const value = Object.hasOwn(this.#attributes, name) ? this.#attributes[name]! : '';
    const { token, ...rest } = more;
    const start = token === undefined ? 0 : Math.max(0, value.indexOf(token));
    const end = token === undefined ? value.length : start + token.length;
    this.findings.push({ code, severity, message: `${name}: ${message}`, span: { start, end }, ...rest });
  }

  /** Returns the tokens of an attribute, each once; one that stands twice is an error (ISM 236). */
  tokens(name: string): string[] {
    const tokens = this.text(name)
      .split(/\s+/)
      .filter((token) => token !== '');
    const twice = tokens.find((token, index) => tokens.indexOf(token) !== index);
    if (twice !== undefined) this.error('ism-duplicate', name, `${twice} stands twice.`, { rule: 'G2', token: twice });
    return [...new Set(tokens)];
  }

  /** Returns what `meaning` makes of each token; one that it makes nothing of is an error, and no mark is made. */
  mapped<T>(name: string, meaning: (token: string) => T | undefined): T[] {
    return this.tokens(name).flatMap((token) => {
      const meant = meaning(token);
      if (meant === undefined) this.lose('ism-unknown-token', name, `“${token}” is not in the vocabulary.`, token);
      return meant === undefined ? [] : [meant];
    });
  }

  /** Returns codes of countries and groups; `first` is the code that stands first. */
  codes(name: string, first?: string): string[] {
    const codes = this.mapped(name, (token) =>
      /^[A-Z][A-Z0-9_]{1,15}(?::[A-Z0-9]+)?$/.test(token) ? token : undefined,
    );
    const unknown = codes.filter((code) => !(ISM_VOCABULARY.countries.has(code) || ISM_VOCABULARY.groups.has(code)));
    if (unknown.length > 0) {
      this.warn('ism-unknown-code', name, `nobody is known to stand behind ${unknown.join(', ')}.`, { rule: 'G4' });
    }
    this.ordered(name, codes, ISM_VOCABULARY.sortCodes(codes, first));
    return codes;
  }

  /** Warns where tokens are not in the order of the vocabulary. */
  ordered(name: string, tokens: readonly string[], sorted: readonly string[]): void {
    if (tokens.join(' ') === sorted.join(' ')) return;
    this.warn('ism-order', name, 'values stand in the order of the vocabulary.', {
      rule: 'G2',
      canonical: sorted.join(' '),
    });
  }

  /** Returns a truth value: `true` or `1`; false where the attribute is missing. */
  flag(name: string): boolean {
    const value = this.text(name);
    if (!['', 'true', 'false', '1', '0'].includes(value))
      this.lose('ism-value', name, `“${value}” is neither true nor false.`);
    return value === 'true' || value === '1';
  }
}
