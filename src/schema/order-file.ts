import { z } from 'zod';
import { IDENTIFIER, LANGUAGE, LETTER } from '../domain/identifier.ts';
import { DISCIPLINES, ORDER_STATUSES } from '../domain/order.ts';
import { SENSITIVE_CATEGORIES } from '../domain/sensitive-words.ts';
import { TARGET_KINDS } from '../domain/target.ts';
import { isDay } from '../query/days.ts';

const text = z.string().trim().min(1, 'must not be empty');
const identifier = z
  .string()
  .regex(IDENTIFIER, 'must be a name of letters, digits, - and _ (at most 100), such as parties-2012');
const day = z.string().refine(isDay, {
  error: 'must be a day that exists, written YYYY-MM-DD',
  abort: true,
});
const language = z.string().regex(LANGUAGE, 'must be an ISO 639-1 code of two small letters, such as fr');
const letter = z.string().regex(LETTER, 'must be a capital letter, such as A; AB and A2 will do too');
const marking = text.describe('Handling marking, such as S//NF or TLP:AMBER. It is never assumed.');

const needToKnow = z
  .array(z.array(identifier).min(1).max(50))
  .max(20)
  .optional()
  .describe('Names of groups: each list is met by any one group of it, and all lists must be met.');

const alias = z.strictObject({
  text,
  lang: language.optional(),
  exact: z.boolean().optional().describe('The case must be the same, as for PS.'),
  misspelling: z.boolean().optional(),
  context: z
    .array(text)
    .min(1)
    .optional()
    .describe('The alias counts only where one of these words is in the document.'),
  from: day.optional(),
  until: day.optional(),
});

const target = z
  .strictObject({
    id: identifier,
    name: text,
    kind: z.enum(TARGET_KINDS),
    role: text.optional().describe('For a person: the public role that makes them a target.'),
    marking: marking.optional(),
    scheme: text.optional().describe('The scheme of its own marking; that of the orders where missing.'),
    needToKnow,
    note: text.optional(),
    aliases: z.array(alias).default([]),
  })
  .refine((value) => value.kind !== 'person' || value.role !== undefined, {
    path: ['role'],
    message: 'is needed for a person: the public role (office, candidate, executive …) that makes them a target',
  })
  .refine((value) => value.scheme === undefined || value.marking !== undefined, {
    path: ['marking'],
    message: 'is needed where there is a scheme',
  });

const threshold = z.strictObject({
  amount: text.optional(),
  list: z.array(text).min(1).optional(),
  significance: text.optional(),
});

const question = z.strictObject({
  letter,
  wording: text,
  language: language
    .optional()
    .describe('Language of the bare words in the expression; that of the order where missing.'),
  expression: z
    .union(
      [text, z.record(language, text)],
      'must be an expression, or one for each language, such as { en: growth, fr: croissance }',
    )
    .describe('The watch expression, or one for each language; see docs/query-language.md.'),
  threshold: threshold.optional().describe('Any one of its parts is enough.'),
  marking: marking.optional(),
  neededBy: day.optional().describe('Latest time of value.'),
});

const orderTarget = z.strictObject({
  letter,
  target: identifier,
  marking,
  note: text.optional(),
  necessity: text
    .optional()
    .describe('For a person: why it is necessary to ask about them, where the order has no reason for all.'),
});

const PRIORITY = 'must be a whole number from 1 (most urgent) to 5';

const order = z.strictObject({
  id: identifier,
  title: text,
  background: text.optional(),
  purpose: text,
  legalBasis: text.optional(),
  requestedBy: text.optional(),
  priority: z.int(PRIORITY).min(1, PRIORITY).max(5, PRIORITY).default(3),
  status: z.enum(ORDER_STATUSES).default('draft'),
  replay: z.boolean().default(false).describe('The clock is that of the documents; nothing is fetched.'),
  window: z.strictObject({
    from: day.optional(),
    until: z
      .union([day, z.literal('unknown')], 'must be a day that exists, written YYYY-MM-DD, or the word unknown')
      .optional(),
  }),
  marking,
  markingReason: text.optional(),
  needToKnow,
  language: language.default('en'),
  disciplines: z.array(z.enum(DISCIPLINES)).min(1),
  events: z.array(z.strictObject({ date: day, title: text })).default([]),
  targets: z.array(orderTarget).default([]),
  questions: z.array(question).min(1),
  recipients: z
    .array(z.strictObject({ name: text, address: z.email('must be an address such as desk@example.org').optional() }))
    .default([]),
  necessity: text
    .optional()
    .describe(
      'For an order that names people: why it is necessary to ask about them; a target may have a reason of its own.',
    ),
  sensitive: z
    .array(z.enum(SENSITIVE_CATEGORIES))
    .optional()
    .describe('What of a person’s private life the order touches; an administrator must record why that is necessary.'),
  unknowns: z.array(text).default([]).describe('What is not known about the order itself.'),
});

/** What one YAML document of an order folder holds: an order, or targets that its orders share. */
export const orderFileSchema = z.union([
  z.strictObject({ order }),
  z.strictObject({ targets: z.array(target).min(1) }),
]);

const GROUPS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  order: order.shape,
  window: order.shape.window.shape,
  events: order.shape.events.unwrap().element.shape,
  questions: question.shape,
  threshold: threshold.shape,
  recipients: order.shape.recipients.unwrap().element.shape,
  aliases: alias.shape,
};

/** Returns the names of the fields that the group at `path` of an order file may have. */
export function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  const holder = String(path.findLast((step) => typeof step === 'string') ?? '');
  const shape = holder === 'targets' ? (path[0] === 'order' ? orderTarget.shape : target.shape) : GROUPS[holder];
  return Object.keys(shape ?? { order, targets: target });
}

export const orderDocumentSchema = z.strictObject({ order });
export const targetsDocumentSchema = z.strictObject({ targets: z.array(target).min(1) });

export type OrderEntry = z.infer<typeof order>;
export type TargetEntry = z.infer<typeof target>;

/** Returns the JSON Schema (2020-12) of an order file, from the same types that check it. */
export function orderFileJsonSchema(): object {
  const schema = z.toJSONSchema(orderFileSchema, { io: 'input', target: 'draft-2020-12' });
  return { $id: 'https://vigie.example/order-file.schema.json', title: 'Vigie order file', ...schema };
}
