import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { checkRegister } from '../markings/schemes/us-capco/check-register.ts';
import type { Register } from '../markings/schemes/us-capco/register.ts';

const id = z.string().regex(/^[A-Z0-9]+(?:-[A-Z0-9]+)*$/, 'must be capitals and digits, with single hyphens inside');
const name = z
  .string()
  .regex(/^[A-Z0-9]+(?:[ -][A-Z0-9]+)*$/, 'must be capitals and digits, with single spaces or hyphens inside');
const rule = z.string().min(1).describe('The rule that says so; findings name it.');
const condition = z.strictObject({ anyOf: z.array(id).min(1), rule });
const constraints = {
  levels: z.array(id).min(1).optional().describe('Levels at which it may stand; every level where missing.'),
  rule: rule.optional(),
  requires: z.array(condition).optional().describe('One of each list must stand beside it.'),
  excludes: z.array(condition).optional().describe('None of these may stand beside it.'),
  advises: z.array(condition).optional().describe('As requires, but its absence is a warning.'),
};
const length = z.int().min(1).max(64);
const shape = z.strictObject({ ...constraints, least: length.optional(), most: length.optional() });
const access = z.array(z.string().min(1)).optional().describe('Controls that a reader must hold, all of them.');

const control = z.strictObject({
  ...constraints,
  id,
  portion: name.optional().describe('Form in a portion mark; the id where missing.'),
  banner: name.optional().describe('Form on the banner line: an abbreviation.'),
  title: name,
  role: z
    .enum(['none', 'release', 'display', 'by-official', 'eyes'])
    .optional()
    .describe(
      'How it speaks of release: to nobody, to a list, for display to a list, by an official’s decision, or in the retired way.',
    ),
  combines: id.optional().describe('Says “none” together with this control in one word.'),
  retired: z.string().min(1).optional(),
  rollUp: z
    .strictObject({
      classified: z.literal('drop').optional().describe('Not written in a banner above the lowest level.'),
      yieldsTo: z.array(id).optional().describe('Not written where one of these is.'),
      forces: z.boolean().optional().describe('Forbids release, whatever else is said.'),
    })
    .optional(),
  access,
  originator: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Controls of a reader, any of which shows consent.'),
});

const level = z.strictObject({
  id,
  title: name,
  foreignOnly: z.boolean().optional(),
  countsAs: id.optional().describe('For a foreign level: what it counts as in a document of the owner’s.'),
});

const compartment = z.strictObject({ ...constraints, id, title: name, sub: shape.optional(), access });

const system = z.strictObject({
  ...constraints,
  id,
  title: name,
  needsCompartment: z.boolean().optional(),
  compartments: z.array(compartment).optional(),
  other: shape.optional().describe('What holds for compartments that are not listed.'),
});

const atomic = z.strictObject({
  chain: z
    .array(z.strictObject({ ...constraints, id, title: name, access }))
    .min(1)
    .describe('The strictest first.'),
  chainRule: rule,
  design: z.strictObject({ ...constraints, id, titles: z.array(name), of: z.array(id).min(1), ofRule: rule, access }),
  series: z.strictObject({
    ...constraints,
    portion: id,
    banner: id,
    of: z.array(id).min(1),
    ofRule: rule,
    numbers: z.array(z.int().min(0).max(999)).describe('Known numbers; any where empty.'),
    first: z.int().min(0).optional(),
    last: z.int().min(0).optional(),
  }),
  unclassified: z.array(control),
});

const alliance = z.strictObject({
  code: id,
  levels: z.array(z.strictObject({ id, portion: id, title: name })),
  activities: z.array(z.strictObject({ letter: z.string().regex(/^[A-Z]$/), code: id })),
  words: z.array(z.strictObject({ id, levels: z.array(id).optional() })),
});

const group = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{1,15}$/),
  title: z.string().min(1),
  expands: z.boolean().describe('Whether it may be replaced by its members when lists are compared.'),
  members: z.string().describe('Codes of countries with single spaces; empty where they are not public.'),
  retired: z.boolean().optional(),
  suppressed: z.boolean().optional().describe('Members are not published.'),
  asOf: z.string().optional().describe('Day on which the membership was verified, where it differs.'),
});

/** The file of a register: the vocabulary of a scheme with the grammar of the US markings. */
export const registerFileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens'),
  scheme: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens'),
  grammar: z.literal('us-capco'),
  title: z.string().min(1),
  version: z.string().min(1).describe('Pinned into every label made with it.'),
  source: z.string().optional(),
  owner: z.string().regex(/^[A-Z]{3}$/),
  levels: z.array(level).min(1).describe('Ascending.'),
  alliance: alliance.optional(),
  joint: z
    .strictObject({
      levels: z.array(id).min(1),
      excludes: z.array(condition).optional(),
      loose: z.boolean().optional().describe('Owners and release are not held to be consistent.'),
    })
    .optional(),
  sci: z.strictObject({ ...constraints, readerLevel: id.optional(), systems: z.array(system) }),
  sap: z.strictObject({
    ...constraints,
    prefix: id,
    title: name,
    programs: z.array(z.strictObject({ id: name, title: name })),
  }),
  aea: atomic.optional(),
  fgi: z.strictObject({ word: id, title: name }),
  dissem: z.array(control).describe('In the order in which they are written.'),
  nonIc: z.array(control).describe('In the order in which they are written.'),
  countries: z.string().regex(/^[A-Z]{3}(?: [A-Z]{3})*$/, 'must be codes of three capitals with single spaces'),
  groupsAsOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, written YYYY-MM-DD'),
  groups: z.array(group),
});

const LONGEST = 2_000_000;

/**
 * Reads a register from the text of a JSON file. Refuses it with `register-file` and every problem in it, each with
 * the place in the file as a path.
 */
export function readRegister(text: string, path: string): Register {
  if (text.length > LONGEST) throw refusal(path, [`It has more than ${LONGEST} characters.`]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refusal(path, [`It is no JSON: ${error instanceof Error ? error.message : String(error)}.`]);
  }
  const read = registerFileSchema.safeParse(value);
  if (!read.success) {
    throw refusal(
      path,
      read.error.issues.map(({ path: at, message }) => `${at.join('.') || 'The file'}: ${message}.`),
    );
  }
  const { $schema: _, ...register } = read.data;
  const problems = checkRegister(register as Register);
  if (problems.length > 0)
    throw refusal(
      path,
      problems.map(({ path: at, message }) => `${at.join('.')}: ${message}`),
    );
  return register as Register;
}

function refusal(path: string, problems: readonly string[]): Refusal {
  const shown = problems.slice(0, 20);
  const more = problems.length > shown.length ? [`… and ${problems.length - shown.length} more.`] : [];
  return new Refusal(
    'invalid',
    'register-file',
    [`${path} is no register of markings:`, ...shown, ...more].join('\n  '),
  );
}

/** The published JSON Schema of the file. */
export function registerJsonSchema(): object {
  const schema = z.toJSONSchema(registerFileSchema, { io: 'input', target: 'draft-2020-12' });
  return { $id: 'https://vigie.example/markings-register.schema.json', title: 'Vigie register of markings', ...schema };
}
