import type { Actor } from '../../src/actions/actor.ts';
import { CHANNEL_SEAL } from '../../src/actions/create-channel.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftReport } from '../../src/actions/draft-report.ts';
import { releaseReport } from '../../src/actions/release-report.ts';
import { USUAL_OPTIONS } from '../../src/domain/channel.ts';
import type { Citation, Inline, ReportPortion, WrittenReport } from '../../src/domain/report.ts';
import type { Label } from '../../src/markings/label.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import { addChannel } from '../../src/store/deliveries.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { NOW } from '../support/store.ts';
import type { Ids } from './fill.ts';
import { HIGH, LOW, labelOf, type ReportPart, type Scenario, TEXTS } from './scenario.ts';
import { idOf, pick, SIDES, type Side } from './world.ts';

const MARKS = ['U', 'C//REL TO USA, GBR', 'S//REL TO USA, GBR', 'S//NF', 'TS//REL TO USA, GBR'];
const CITED = [0, 2, 4, 6, 8];

/** Nouns of which one is made above by the release. */
export function isReleased(noun: string): boolean {
  return noun === 'report' || noun === 'release' || noun === 'delivery';
}

/** Marks of what a low reader may be given and look at, and of what not. */
function marksFor(low: number): Readonly<Record<Side, readonly string[]>> {
  const reader = { id: '', ...LOW[low]! };
  const may = (mark: string): boolean => {
    const label = labelOf({ scheme: 'us-capco', marking: mark, needToKnow: [] });
    return (['display', 'release'] as const).every(
      (action) => standardSchemes.mayRead(reader, label, action, NOW).allowed,
    );
  };
  return { below: MARKS.filter(may), above: MARKS.filter((mark) => !may(mark)) };
}

/**
 * Writes a report above both low readers and releases it to them, by the acts that people take: what they get must not
 * depend on the parts that are not for them, in which the two worlds differ.
 */
export async function releaseToLow(
  desk: Desk,
  high: Actor,
  { low, report: asked }: Scenario,
  { world, ids }: { readonly world: 0 | 1; readonly ids: Ids },
): Promise<void> {
  const there = await forHigh(desk);
  const readable = (list: readonly string[]): string[] => list.filter((id) => there.has(id));
  const documents = { below: readable(ids.document.below), above: readable(ids.document.above) };
  const marks = marksFor(low);
  const make = (side: Side, part: ReportPart, index: number): ReportPortion => {
    const cites = documents[side].length > 0 && part.cites % 2 === 0 ? [citing(side, part.cites)] : [];
    return portionOf(part, { id: idOf('portion', side, index), mark: pick(marks[side], part.mark), cites });
  };
  const portions = [FIRST, ...asked.below.map((part, index) => make('below', part, index))];
  for (const [index, part] of asked.above[world].entries()) {
    portions.splice(part.at % (portions.length + 1), 0, make('above', part, index));
  }
  const isTitled = asked.below.length % 2 === 0;
  const report: WrittenReport = {
    title: isTitled ? TEXTS[0]! : pick(TEXTS, asked.above[world].length),
    titleMark: isTitled ? 'U' : marks.above[0]!,
    language: 'en',
    handling: { scheme: 'us-capco', marking: 'TS//REL TO USA, GBR', needToKnow: [] },
    saysCut: true,
    portions,
    citations: SIDES.flatMap((side) => citationsOf(side, documents[side])),
    answers: [],
  };
  const drafted = await draftReport(desk, high, { report });
  await desk.database.work.query("update vigie.report set status = 'approved' where id = $1", [drafted.id]);
  await openWays(desk, asked.ways);
  const recipientIds = [idOf('person', 'low'), idOf('person', 'peer')];
  await releaseReport(desk, high, { ...drafted, recipientIds });
}

/** The documents that are for the writer, whatever the policies let through: where one was taken away, too much would be cited. */
async function forHigh({ database }: Desk): Promise<ReadonlySet<string>> {
  const { rows } = await database.work.query<{ id: string } & Pick<Label, 'parts' | 'needToKnow'>>(
    `select document.id, parts, need_to_know as "needToKnow" from vigie.document join vigie.label on label.id = label_id`,
  );
  const reader = { id: '', ...HIGH };
  const may = (label: Label): boolean => standardSchemes.mayRead(reader, label, 'display', NOW).allowed;
  return new Set(rows.flatMap(({ id, ...label }) => (may({ ...label, declassifyOn: 'never' }) ? [id] : [])));
}

/** Ways to the low reader: what they may carry, and how much they tell. A play has the feed and two of the others. */
const FEED = { kind: 'atom', ceiling: 'TS//NF', options: USUAL_OPTIONS } as const;
const WAYS = [
  { kind: 'mail', ceiling: 'TS//NF', options: { ...USUAL_OPTIONS, subject: 'title', hasPdf: true } },
  { kind: 'mail', ceiling: 'C//REL TO USA, GBR', options: USUAL_OPTIONS },
  { kind: 'mail', ceiling: 'U', options: { ...USUAL_OPTIONS, form: 'notice' } },
  { kind: 'webhook', ceiling: 'TS//NF', options: USUAL_OPTIONS },
] as const;

/** Opens ways to the low reader; by those by which the desk sends they want to be told of hits, from the first one on. */
async function openWays(desk: Desk, which: number): Promise<void> {
  const { database, labels } = desk;
  const accountId = idOf('person', 'low');
  const now = new Date(NOW);
  const stated = (marking: string) => ({ scheme: 'us-capco', marking, needToKnow: [] });
  const labelId = await labels.idOfLabel(labelOf(stated('U')), now);
  const key = await desk.identityKey();
  await inTransaction(database.work, async (client) => {
    for (const [number, { kind, ceiling, options }] of [FEED, pick(WAYS, which), pick(WAYS, which + 1)].entries()) {
      const id = idOf('channel', 'low', number);
      const ceilingLabelId = await labels.idOfLabel(labelOf(stated(ceiling)), now);
      const secret = kind === 'webhook' ? key.seal(CHANNEL_SEAL, id, Buffer.alloc(32, 7)) : null;
      const address =
        kind === 'webhook' ? 'https://low.example/in' : kind === 'mail' ? `low-${number}@low.example` : '';
      const channel = { id, recipientId: accountId, labelId, kind, address, ceiling: stated(ceiling), ceilingLabelId };
      await addChannel(client, { ...channel, options, secret }, now);
    }
    await client.query(
      `insert into vigie.notice_rule (id, account_id, channel_id, pace, hour, time_zone, language, transaction_id, next_at, made_at)
       select id, $1, id, 'at-once', 8, 'UTC', 'en', '3', $2, '2000-01-01' from vigie.channel
       where recipient_id = $1 and kind in ('mail', 'webhook')`,
      [accountId, now],
    );
  });
}

const FIRST: ReportPortion = {
  kind: 'paragraph',
  id: idOf('portion', 'first'),
  mark: 'U',
  content: [{ kind: 'text', text: 'growth' }],
};

function citing(side: Side, number: number): Inline {
  return { kind: 'citation', id: idOf('citation', side, number) };
}

function citationsOf(side: Side, documents: readonly string[]): readonly Citation[] {
  if (documents.length === 0) return [];
  return CITED.map((number) => ({
    ...{ id: idOf('citation', side, number), documentId: pick(documents, number) },
    ...{ reliability: 'B', credibility: 2, quotation: pick(TEXTS, number) },
  }));
}

interface Marked {
  readonly id: string;
  readonly mark: string;
  readonly cites: readonly Inline[];
}

function portionOf({ shape, words, at }: ReportPart, { id, mark, cites }: Marked): ReportPortion {
  const content: Inline[] = [{ kind: 'text', text: pick(TEXTS, words) }, ...cites];
  if (shape === 'heading') return { kind: 'heading', level: pick([1, 2, 3] as const, words), id, mark, content };
  if (shape === 'item') return { kind: 'item', depth: at % 3, isNumbered: words % 2 === 0, id, mark, content };
  if (shape === 'paragraph') return { kind: 'paragraph', id, mark, content };
  return { kind: 'table', id, mark, content, header: [content], rows: [{ mark, cells: [content] }] };
}
