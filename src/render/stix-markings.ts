import { markingDefinitionOf, stixIdOf } from '../markings/exchange/stix/tlp-definitions.ts';
import { tlp } from '../markings/schemes/tlp/tlp.ts';
import { nameUuid } from './name-uuid.ts';

export type StixObject = Readonly<Record<string, unknown>>;

/** The marking definitions of a bundle: the fixed ones of TLP 2 where the marks are of it, statements else. */
export class StixMarkings {
  readonly #copy: { readonly id: string; readonly scheme: string; readonly created: string };
  readonly #definitions = new Map<string, StixObject>();

  constructor(copy: { readonly id: string; readonly scheme: string; readonly created: string }) {
    this.#copy = copy;
  }

  get definitions(): readonly StixObject[] {
    return [...this.#definitions.values()];
  }

  /** Returns the ids of the definitions that together say what a mark says. */
  refsOf(mark: string): readonly string[] {
    const colour = this.#copy.scheme === 'tlp' ? tlp.read(mark, 'portion').mark : undefined;
    const definition = colour && markingDefinitionOf(colour, '2.0');
    const id = colour && stixIdOf(colour, '2.0');
    if (!definition || id === undefined) return [this.statement(mark)];
    this.#definitions.set(id, definition);
    // The definition names the colour alone: what may be done with it (PAP) is said in words.
    return colour.pap === undefined ? [id] : [id, this.statement(mark)];
  }

  /** Returns the id of a definition that holds a statement. */
  statement(statement: string): string {
    const { id: copy, created } = this.#copy;
    const id = `marking-definition--${nameUuid(copy, 'marking', statement)}`;
    this.#definitions.set(id, {
      type: 'marking-definition',
      spec_version: '2.1',
      id,
      created,
      name: statement,
      definition_type: 'statement',
      definition: { statement },
    });
    return id;
  }
}
