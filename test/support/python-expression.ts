/** A Python expression as the expectations of feed parsers use them: no statements, no lambdas, no operators of numbers. */
export type PythonNode =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly PythonNode[] }
  | { readonly kind: 'dict'; readonly pairs: readonly (readonly [PythonNode, PythonNode])[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly of: PythonNode; readonly at: PythonNode }
  | { readonly kind: 'call'; readonly of: PythonNode; readonly given: readonly PythonNode[] }
  | { readonly kind: 'not'; readonly of: PythonNode }
  | { readonly kind: 'compare'; readonly parts: readonly PythonNode[]; readonly signs: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly PythonNode[] };

const TOKEN =
  /\s*(?:(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(==|!=|>=|<=|[<>()[\]{}.,:]))/suy;
const CONSTANTS: Readonly<Record<string, unknown>> = { None: null, True: true, False: false };

/** Parses an expression; throws an `Error` for what it does not know. An attribute is an index by its name. */
export function parsePython(text: string): PythonNode {
  return new PythonParser(tokensOf(text)).parse();
}

interface Token {
  readonly text: string;
  readonly value?: unknown;
}

class PythonParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): PythonNode {
    const node = this.#or();
    if (this.#at < this.#tokens.length) throw new Error(`left over: ${this.#peek()}`);
    return node;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at++;
    return true;
  }

  #or(): PythonNode {
    const parts = [this.#and()];
    while (this.#take('or')) parts.push(this.#and());
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
  }

  #and(): PythonNode {
    const parts = [this.#not()];
    while (this.#take('and')) parts.push(this.#not());
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
  }

  #not(): PythonNode {
    return this.#take('not') ? { kind: 'not', of: this.#not() } : this.#compare();
  }

  #compare(): PythonNode {
    const parts = [this.#postfix()];
    const signs: string[] = [];
    for (let found = this.#sign(); found !== undefined; found = this.#sign()) {
      signs.push(found);
      parts.push(this.#postfix());
    }
    return signs.length === 0 ? parts[0]! : { kind: 'compare', parts, signs };
  }

  #sign(): string | undefined {
    for (const one of ['==', '!=', '>=', '<=', '<', '>', 'in']) if (this.#take(one)) return one;
    if (this.#take('is')) return this.#take('not') ? '!=' : '==';
    if (this.#peek() !== 'not' || this.#tokens[this.#at + 1]?.text !== 'in') return undefined;
    this.#at += 2;
    return 'not in';
  }

  #postfix(): PythonNode {
    let node = this.#atom();
    for (;;) {
      if (this.#take('.')) {
        node = { kind: 'index', of: node, at: { kind: 'literal', value: this.#tokens[this.#at++]?.text } };
      } else if (this.#take('(')) node = { kind: 'call', of: node, given: this.#items(')').items };
      else if (this.#take('[')) node = { kind: 'index', of: node, at: this.#items(']').items[0]! };
      else return node;
    }
  }

  #items(end: string): { items: PythonNode[]; hadComma: boolean } {
    const items: PythonNode[] = [];
    let hadComma = false;
    while (!this.#take(end)) {
      items.push(this.#or());
      if (this.#take(',')) hadComma = true;
      else if (this.#peek() !== end) throw new Error(`expected ${end}`);
    }
    return { items, hadComma };
  }

  #atom(): PythonNode {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error('the expression ends early');
    if ('value' in token) return { kind: 'literal', value: token.value };
    if (token.text === '(') {
      const { items, hadComma } = this.#items(')');
      return items.length === 1 && !hadComma ? items[0]! : { kind: 'list', items };
    }
    if (token.text === '[') return { kind: 'list', items: this.#items(']').items };
    if (token.text === '{') return this.#dict();
    if (token.text in CONSTANTS) return { kind: 'literal', value: CONSTANTS[token.text] };
    if (/^\w+$/.test(token.text)) return { kind: 'name', name: token.text };
    throw new Error(`unexpected ${token.text}`);
  }

  #dict(): PythonNode {
    const pairs: [PythonNode, PythonNode][] = [];
    while (!this.#take('}')) {
      const key = this.#or();
      if (!this.#take(':')) throw new Error('expected :');
      pairs.push([key, this.#or()]);
      this.#take(',');
    }
    return { kind: 'dict', pairs };
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`cannot read ${text.slice(from, from + 20)}`);
    const [, string, number, name, sign] = match;
    if (string !== undefined) tokens.push({ text: '', value: unescaped(string.replace(/^u/, '').slice(1, -1)) });
    else if (number !== undefined) tokens.push({ text: '', value: Number(number) });
    else tokens.push({ text: (name ?? sign)! });
  }
  return tokens;
}

const PLAIN: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };

function unescaped(text: string): string {
  return text.replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gis, (...groups: (string | undefined)[]) => {
    const code = groups[1] ?? groups[2] ?? groups[3];
    const sign = groups[4] ?? '';
    return code === undefined ? (PLAIN[sign] ?? sign) : String.fromCodePoint(Number.parseInt(code, 16));
  });
}
