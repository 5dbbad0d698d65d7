import { type Document, isMap, isNode, isScalar, type LineCounter, type Node, type YAMLParseError } from 'yaml';
import type { Said } from '../errors.ts';
import { placeInScalar } from './scalar-place.ts';

export type Path = readonly PropertyKey[];

/** Line and column in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One YAML document, and where its parts stand in the file. */
export class PlacedYaml {
  readonly #source: string;
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;

  constructor(source: string, document: Document.Parsed, lines: LineCounter) {
    this.#source = source;
    this.#document = document;
    this.#lines = lines;
  }

  /** The node at `path`, or the nearest one above it that exists. */
  #nodeAt(path: Path): Node | undefined {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node;
    }
    return this.#document.contents ?? undefined;
  }

  offsetOf(path: Path): number {
    return this.#nodeAt(path)?.range?.[0] ?? 0;
  }

  /** The offset of the name of a field. */
  offsetOfKey(path: Path): number {
    const holder = this.#document.getIn(path.slice(0, -1), true);
    const pairs = isMap(holder) ? holder.items : [];
    const key = pairs.map((pair) => pair.key).find((name) => isScalar(name) && name.value === path.at(-1));
    return isScalar(key) && key.range ? key.range[0] : this.offsetOf(path);
  }

  /** The place of the node at `path`, or of the character at `index` of the scalar there. */
  placeOf(path: Path, index = 0): Place {
    const node = this.#nodeAt(path);
    const start = this.offsetOf(path);
    const inside = isScalar(node) && typeof node.value === 'string';
    return this.placeAt(inside ? placeInScalar(this.#source, start, node.value as string, index) : start);
  }

  placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(Math.min(offset, this.#source.length));
    return { line, column: col };
  }
}

type YamlSaid = Pick<Said, 'message' | 'values'>;

export const FIELD_TWICE: YamlSaid = {
  message: 'This field is there twice; keep one of them.',
  values: { case: 'twice' },
};
const YAML_SENTENCES: Readonly<Record<string, YamlSaid>> = {
  TAB_AS_INDENT: {
    message: 'The line is indented with a tab; YAML takes spaces only.',
    values: { case: 'tab' },
  },
  DUPLICATE_KEY: FIELD_TWICE,
  BAD_INDENT: {
    message: 'The line is not indented like those that it belongs to.',
    values: { case: 'indent' },
  },
};

/** Says what makes a file no sound YAML. */
export function yamlSaid({ code, message }: YAMLParseError): YamlSaid {
  return YAML_SENTENCES[code] ?? { message: `This is not YAML: ${message.split('\n')[0]}.` };
}
