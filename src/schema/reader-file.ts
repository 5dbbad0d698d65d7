import { z } from 'zod';
import { IDENTIFIER } from '../domain/identifier.ts';
import type { Reader } from '../markings/reader.ts';
import { LEVELS as DESK_LEVELS } from '../markings/schemes/desk/marking.ts';
import { COLOURS } from '../markings/schemes/tlp/marking.ts';
import { standardSchemes, usCapco } from '../markings/standard-schemes.ts';

/** The levels of the schemes that come with Vigie; a level that none of them has would silently be no clearance. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  'us-capco': usCapco.vocabulary.levels.map(({ id }) => id),
  tlp: COLOURS,
  desk: DESK_LEVELS,
};

const text = z.string().trim().min(1, 'must not be empty');
const identifier = z
  .string()
  .regex(IDENTIFIER, 'must be a name of letters, digits, - and _ (at most 100), such as reader-gbr');
const country = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 3166-1 code of three capitals, such as GBR');
const organisation = z
  .string()
  .regex(/^[A-Z]{3,4}$/, 'must be an ISO 3166-1 code of three capitals, such as GBR, or a group of four, such as NATO');

const scheme = z.string().refine((id) => standardSchemes.ids.includes(id), {
  error: `must name a scheme: ${standardSchemes.ids.join(', ')}`,
});

const levels = z
  .record(scheme, text)
  .superRefine((held, context) => {
    for (const [id, level] of Object.entries(held)) {
      const known = LEVELS[id];
      if (known === undefined || known.includes(level)) continue;
      context.addIssue({ code: 'custom', path: [id], message: `must be one of ${known.join(', ')}` });
    }
  })
  .describe('Highest level held, by scheme, such as { us-capco: S }.');

const reader = z.strictObject({
  id: identifier,
  name: text.optional(),
  role: text.optional(),
  address: z.email('must be an address such as desk@example.org').optional(),
  nationality: country
    .optional()
    .describe('Country of the reader; REL TO asks for it, and NOFORN together with organisation.'),
  organisation: organisation
    .optional()
    .describe('Country or group of the body that the reader works for; NOFORN asks for it too.'),
  levels: levels.default({}),
  controls: z
    .record(scheme, z.array(text))
    .default({})
    .describe('What else is held, by scheme: compartments with their parents, affiliations, read-ins.'),
  groups: z.array(text).default([]).describe('Need-to-know groups, communities and bodies.'),
});

export const readerFields: readonly string[] = Object.keys(reader.shape);

export const readerDocumentSchema = z.strictObject({ reader });
export const readersDocumentSchema = z.strictObject({ readers: z.array(reader).min(1) });

/** A reader as a reader file describes it; what is not stated there is absent. */
export interface ReaderEntry extends Reader {
  readonly name?: string;
  readonly role?: string;
  readonly address?: string;
}

/** Returns the JSON Schema (2020-12) of a reader file, from the same types that check it. */
export function readerFileJsonSchema(): object {
  const file = z.union([readerDocumentSchema, readersDocumentSchema]);
  const schema = z.toJSONSchema(file, { io: 'input', target: 'draft-2020-12' });
  return { $id: 'https://vigie.example/reader-file.schema.json', title: 'Vigie reader file', ...schema };
}
