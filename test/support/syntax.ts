import { parseAst } from 'vitest/node';

/** A node of the syntax tree, with the fields that the checks of this folder look at. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly source?: SyntaxNode | null;
  readonly key?: SyntaxNode;
  readonly object?: SyntaxNode;
  readonly property?: SyntaxNode;
  readonly callee?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
  readonly id?: SyntaxNode | null;
  readonly init?: SyntaxNode | null;
  readonly left?: SyntaxNode;
  readonly body?: SyntaxNode | readonly SyntaxNode[] | null;
  readonly declaration?: SyntaxNode | null;
  readonly declarations?: readonly SyntaxNode[];
  readonly specifiers?: readonly SyntaxNode[];
  readonly imported?: SyntaxNode;
  readonly exported?: SyntaxNode | null;
  readonly properties?: readonly SyntaxNode[];
  readonly elements?: readonly (SyntaxNode | null)[];
  readonly params?: readonly SyntaxNode[];
  readonly expression?: SyntaxNode;
  readonly consequent?: SyntaxNode;
  readonly alternate?: SyntaxNode;
  readonly literal?: SyntaxNode;
  readonly typeAnnotation?: SyntaxNode | null;
  readonly typeName?: SyntaxNode;
}

/** Parses one TypeScript file with the parser that the test runner brings, so that comments and strings never mislead. */
export function parseProgram(path: string, text: string): SyntaxNode {
  try {
    return parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as SyntaxNode;
  } catch (cause) {
    throw new Error(`${path} does not parse`, { cause });
  }
}

/** Yields `node` and everything below it, in the order of the text. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  // One generator for all of them: of nested ones, each passes on what those below it yield.
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    yield next;
    left.push(...childrenOf(next).reverse());
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const child of Object.values(node)) {
    if (isNode(child)) children.push(child);
    else if (Array.isArray(child)) children.push(...child.filter(isNode));
  }
  return children;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Returns the text of a string literal, or undefined for anything else. */
export function stringValue(node: SyntaxNode | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  return undefined;
}

/** Returns the name that an identifier, a private name or a member expression ends in. */
export function lastName(node: SyntaxNode | null | undefined): string | undefined {
  if (node?.type === 'MemberExpression') return lastName(node.property) ?? stringValue(node.property);
  return node?.name;
}
