import { z } from 'zod';
import { CHANNEL_KINDS, CHANNEL_STATES, DELIVERED, DELIVERY_STATES, SATISFACTIONS } from '../../domain/channel.ts';
import { COPY_FILES } from '../../domain/copy.ts';
import { CONFIDENCES, LIKELIHOODS, REPORT_LANGUAGES } from '../../domain/report.ts';
import { RELIABILITIES } from '../../domain/source.ts';
import { id, instant, pageOf, pageRequest, stated } from './fields.ts';
import { said } from './said.ts';

const inline = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z.string(),
    strong: z.literal(true).optional(),
    emphasis: z.literal(true).optional(),
    link: z.string().optional(),
  }),
  z.object({ kind: z.literal('citation'), number: z.int() }),
  z.object({ kind: z.literal('reference'), to: z.enum(['heading', 'table']), number: z.string() }),
]);
const content = z.array(inline);
const marked = {
  mark: z.string(),
  content,
  confidence: z.enum(CONFIDENCES).optional(),
  likelihood: z.enum(LIKELIHOODS).optional(),
  answers: z.array(z.object({ letter: z.string(), order: z.string(), isWhole: z.boolean() })),
};
const portion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.int(), number: z.string(), ...marked }),
  z.object({ kind: z.literal('paragraph'), ...marked }),
  z.object({ kind: z.literal('quote'), ...marked }),
  z.object({ kind: z.literal('item'), depth: z.int(), sign: z.string(), ...marked }),
  z.object({
    kind: z.literal('table'),
    number: z.string(),
    header: z.array(content),
    rows: z.array(z.object({ mark: z.string(), cells: z.array(content) })),
    ...marked,
  }),
]);

/** What one reader gets of a report. */
export const copy = z.object({
  scheme: z.string(),
  language: z.enum(REPORT_LANGUAGES),
  banner: z.string(),
  notice: z.string().nullable(),
  title: z.object({ mark: z.string(), text: z.string() }).nullable(),
  saysCut: z.boolean(),
  portions: z.array(portion),
  sources: z.array(
    z.object({
      number: z.int(),
      marks: z.array(z.object({ scheme: z.string(), mark: z.string() })).optional(),
      title: z.string(),
      source: z.string().nullable(),
      address: z.string().nullable(),
      publishedOn: z.string().nullable(),
      quotation: z.string().nullable(),
      reliability: z.enum(RELIABILITIES).nullable(),
      credibility: z.int().nullable(),
    }),
  ),
});

const refusal = z.object({ ...said, portionId: id.optional() });
export const cutRequest = z.strictObject({ recipientId: id });
export const cutAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('copy'), copy }),
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('refused'), findings: z.array(refusal) }),
]);

const recipientIds = z.array(id).min(1).max(2000);
export const releasePreviewRequest = z.strictObject({ recipientIds });
export const releasePreview = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      kind: z.enum(['person', 'body']),
      outcome: z.enum(['copy', 'nothing', 'refused']),
      banner: z.string().nullable(),
      portions: z.int(),
      findings: z.array(refusal),
      channels: z.array(z.object({ kind: z.enum(CHANNEL_KINDS), isPaused: z.boolean(), mayCarry: z.boolean() })),
    }),
  ),
});

export const releasing = z.strictObject({ version: z.int().min(1), changedAt: instant, recipientIds });
export const madeRelease = z.object({ id, copies: z.int() });
export const releaseList = z.object({
  items: z.array(
    z.object({
      id,
      reportId: id,
      version: z.int(),
      releaserId: id.nullable(),
      state: z.enum(['released', 'superseded', 'recalled']),
      reason: z.string().nullable(),
      madeAt: instant,
      changedAt: instant,
    }),
  ),
});
export const recall = z.strictObject({ reason: z.string().max(1000) });
export const recalled = z.object({ id, told: z.int().describe('How many recipients are told.') });

const receipt = z.object({
  kind: z.enum(['attempt', 'acceptance', 'bounce', 'reading', 'acknowledgement', 'answer']),
  detail: z.record(z.string(), z.unknown()),
  madeAt: z.string(),
});
export const ledger = z.object({
  items: z.array(
    z.object({
      id,
      recipientId: id,
      recipient: z.string(),
      banner: z.string(),
      state: z.enum(['current', 'superseded', 'recalled']),
      hash: z.string().describe('SHA-256 of the copy, in hexadecimal digits.'),
      portions: z.int(),
      releasedAt: instant,
      releaseId: id,
      reportId: id,
      reportTitle: z.string(),
      deliveries: z.array(
        z.object({
          id,
          channel: z.enum(CHANNEL_KINDS).nullable(),
          what: z.enum(DELIVERED),
          state: z.enum(DELIVERY_STATES),
          attempts: z.int(),
          nextAttemptAt: z.string().nullable(),
          changedAt: z.string(),
          receipts: z.array(receipt),
        }),
      ),
    }),
  ),
  isWhole: z.boolean(),
});
export const ledgerRequest = z.strictObject({
  by: z.enum(['releaseId', 'reportId', 'orderId', 'recipientId']),
  id,
});

const options = z.strictObject({
  form: z.enum(['whole', 'notice']),
  hasPdf: z.boolean(),
  subject: z.enum(['title', 'banner', 'nothing']),
});
export const newChannel = z.strictObject({
  ...stated,
  kind: z.enum(['mail', 'webhook', 'atom']),
  address: z.string().max(500),
  options: options.default({ form: 'whole', hasPdf: false, subject: 'banner' }),
});
export const madeChannel = z.object({
  id,
  secret: z.string().optional().describe('Of a webhook, by Standard Webhooks; it is shown this once.'),
});
export const channelChange = z.strictObject({ state: z.enum(CHANNEL_STATES) });
export const changedChannel = z.object({ id, state: z.enum(CHANNEL_STATES) });
export const channelList = z.object({
  items: z.array(
    z.object({
      id,
      recipientId: id,
      kind: z.enum(CHANNEL_KINDS),
      address: z.string(),
      ceiling: z
        .object({ scheme: z.string(), marking: z.string(), needToKnow: z.array(z.array(z.string())) })
        .partial(),
      state: z.enum(CHANNEL_STATES),
      options: options.partial(),
      madeAt: instant,
      changedAt: instant,
    }),
  ),
});

const copyState = z.enum(['current', 'superseded', 'recalled']);
export const copyList = pageOf(
  z.object({
    id,
    state: copyState,
    releasedAt: instant,
    title: z.string().nullable(),
    banner: z.string().nullable(),
    notice: z.string().nullable(),
    language: z.enum(REPORT_LANGUAGES),
    isRead: z.boolean(),
    isAcknowledged: z.boolean(),
  }),
);
export const copyListRequest = z.strictObject(pageRequest);
export const ownCopy = z.object({
  id,
  state: copyState,
  releasedAt: instant,
  copy: copy.nullable().describe('Nothing is left of a copy that was recalled.'),
  language: z.enum(REPORT_LANGUAGES),
  isAcknowledged: z.boolean(),
  answers: z.array(z.object({ satisfaction: z.enum(SATISFACTIONS), words: z.string(), madeAt: instant })),
});
export const copyAnswer = z.strictObject({
  satisfaction: z.enum(SATISFACTIONS),
  words: z.string().max(4000).optional().describe('A further question is asked in words.'),
});
export const copyAnswersRequest = z.strictObject({ ...pageRequest, satisfaction: z.enum(SATISFACTIONS).optional() });
export const copyAnswerList = pageOf(
  z.object({
    id,
    satisfaction: z.enum(SATISFACTIONS),
    words: z.string(),
    madeAt: instant,
    copyId: id,
    banner: z.string().describe('Of the copy, and so of the answer.'),
    recipientId: id,
    recipient: z.string(),
    reportId: id,
    reportTitle: z.string(),
    orders: z.array(z.object({ id, title: z.string(), letters: z.array(z.string()) })),
  }),
);

export const copyFileRequest = z.strictObject({ as: z.enum(COPY_FILES) });
