import type { SourceFile } from './source-file.ts';
import { descendants, lastName, type SyntaxNode, stringValue } from './syntax.ts';

/** The kinds of a refusal, which are written like codes but are none. */
const KINDS = new Set(['invalid', 'not-found', 'not-allowed', 'conflict']);

/** A code has two words at least: that sets it apart from the codes of currencies and languages. */
const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/**
 * Collects the codes of refusals and findings that the sources use, in any of these forms: `new Refusal(kind, 'a-b', …)`,
 * `{ code: 'a-b' }`, a call whose argument goes to a parameter `code: string`, a type named `…Code` of literals.
 */
export function codesUsed(files: readonly SourceFile[]): Set<string> {
  const nodes = nodesOf(files);
  const positions = codeParameters(nodes);
  return new Set(
    nodes
      .flatMap((node) => codeNodes(node, positions))
      .flatMap(literals)
      .filter((code) => CODE.test(code)),
  );
}

/** Refusals whose code this scan cannot read, or whose code has fewer than two words. */
export function unreadableCodes(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ path, program }) =>
      [...descendants(program)]
        .filter((node) => isRefusal(node) && !isReadable(node.arguments?.[1]))
        .map(
          () =>
            `${path}: write the code of a Refusal as a literal of two words or more, such as 'order-unknown-target'`,
        ),
    );
}

/** Reads the codes that a page lists, as often as it does: in code style, first in a table row, a list item or a heading. */
export function codesListed(markdown: string): string[] {
  const matches = markdown.matchAll(/^(?:\||[-*]|#+)\s*`([^`]+)`/gm);
  return [...matches].map((match) => match[1] ?? '').filter((code) => CODE.test(code) && !KINDS.has(code));
}

function nodesOf(files: readonly SourceFile[]): SyntaxNode[] {
  return files.filter(({ isTest }) => !isTest).flatMap(({ program }) => [...descendants(program)]);
}

/** The expressions or types under `node` whose literals are codes. */
function codeNodes(node: SyntaxNode, positions: ReadonlyMap<string, number>): (SyntaxNode | null | undefined)[] {
  if (isRefusal(node)) return [node.arguments?.[1]];
  if (node.type === 'Property' && lastName(node.key) === 'code') return [node.value as SyntaxNode];
  if (node.type === 'TSTypeAliasDeclaration' && node.id?.name?.endsWith('Code')) return [node.typeAnnotation];
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  const position = positions.get(lastName(node.callee) ?? '');
  return position === undefined ? [] : [node.arguments?.[position]];
}

function isRefusal(node: SyntaxNode): boolean {
  return node.type === 'NewExpression' && node.callee?.name === 'Refusal';
}

/** Literals, either branch of a choice between literals, and a code that is only handed on. */
function isReadable(node: SyntaxNode | undefined): boolean {
  if (node?.type === 'ConditionalExpression') return isReadable(node.consequent) && isReadable(node.alternate);
  return lastName(node) === 'code' || CODE.test(stringValue(node) ?? '');
}

function literals(node: SyntaxNode | null | undefined): string[] {
  return node ? [...descendants(node)].map(stringValue).filter((text) => text !== undefined) : [];
}

/** Name of a function, method or class → the position of its parameter `code: string`. */
function codeParameters(nodes: readonly SyntaxNode[]): Map<string, number> {
  const positions = new Map<string, number>();
  for (const node of nodes) {
    for (const [name, callable] of callables(node)) {
      const position = callable.params?.findIndex(isCodeParameter) ?? -1;
      if (name !== undefined && position >= 0) positions.set(name, position);
    }
  }
  return positions;
}

function callables(node: SyntaxNode): [string | undefined, SyntaxNode][] {
  if (node.type === 'FunctionDeclaration') return [[node.id?.name, node]];
  if (node.type === 'VariableDeclarator' && node.init?.params) return [[node.id?.name, node.init]];
  if (node.type === 'MethodDefinition') return [[lastName(node.key), node.value as SyntaxNode]];
  if (node.type === 'ClassDeclaration') return constructorsOf(node).map((made) => [node.id?.name, made]);
  if (node.type === 'PropertyDefinition' && node.value) return [[lastName(node.key), node.value as SyntaxNode]];
  return [];
}

/** A class is called by its own name: its constructor's parameters are those of the call. */
function constructorsOf(node: SyntaxNode): SyntaxNode[] {
  return [...descendants(node)]
    .filter((part) => part.type === 'MethodDefinition' && lastName(part.key) === 'constructor')
    .map((part) => part.value as SyntaxNode);
}

function isCodeParameter(parameter: SyntaxNode): boolean {
  const type = parameter.typeAnnotation?.typeAnnotation;
  return parameter.name === 'code' && (type?.type === 'TSStringKeyword' || !!type?.typeName?.name?.endsWith('Code'));
}
