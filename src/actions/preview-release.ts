import type pg from 'pg';
import { type ChannelKind, tellsNothing } from '../domain/channel.ts';
import type { Copy } from '../domain/copy.ts';
import { inlinesOf, type WrittenReport } from '../domain/report.ts';
import { Refusal } from '../errors.ts';
import type { CopyRefusal } from '../reports/copy-for.ts';
import type { CuttableReport } from '../reports/cuttable-report.ts';
import { channelsOf } from '../store/deliveries.ts';
import { knownGroups } from '../store/groups.ts';
import { readLabels } from '../store/labels.ts';
import { recipientsById, type StoredRecipient } from '../store/recipients.ts';
import { readReport, type StoredReport } from '../store/reports.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { cutCopies, type RecipientCut } from './cut-copies.ts';
import type { Desk } from './desk.ts';
import { found, isId, notFound } from './ids.ts';
import { writtenOf } from './report-content.ts';
import { findParts } from './report-parts.ts';

/** What one recipient would get of a report, and by which ways. */
export interface PreviewedRecipient extends StoredRecipient {
  readonly outcome: 'copy' | 'nothing' | 'refused';
  readonly banner: string | null;
  readonly portions: number;
  readonly findings: readonly CopyRefusal[];
  /** Whether each channel of which the caller may know may carry it. */
  readonly channels: readonly { readonly kind: ChannelKind; readonly isPaused: boolean; readonly mayCarry: boolean }[];
}

/** Copies go to so many at once: an entry for each hundred names them. */
export const MOST_RECIPIENTS = 2_000;

/** Returns what each of these recipients would get of a report as it is now, before anything is released. */
export function previewRelease(
  desk: Desk,
  actor: Actor,
  { id, recipientIds }: { readonly id: string; readonly recipientIds: readonly string[] },
): Promise<readonly PreviewedRecipient[]> {
  return act(desk, actor, {
    action: 'release-preview',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'report', id }],
    async work({ client, now, commit }) {
      const { recipients, cuts } = await cutsOf(desk, client, { id, recipientIds, now });
      commit('recipients', JSON.stringify(recipientIds));
      const channels = await carrying(desk, client, cuts);
      return recipients.map((recipient) => {
        const cut = cuts.find(({ recipientId }) => recipientId === recipient.id)!;
        return {
          ...recipient,
          outcome: cut.kind,
          banner: cut.kind === 'copy' ? cut.copy.banner : null,
          portions: cut.kind === 'copy' ? cut.copy.portions.length : 0,
          findings: cut.kind === 'refused' ? cut.findings : [],
          channels: channels.get(recipient.id) ?? [],
        };
      });
    },
  });
}

/** The copy that a recipient would get, or why there is none. */
export type PreviewedCopy =
  | { readonly kind: 'copy'; readonly copy: Copy }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly findings: readonly CopyRefusal[] };

/** Returns the copy that a recipient would get of a report as it is now. */
export function previewCopy(
  desk: Desk,
  actor: Actor,
  { id, recipientId }: { readonly id: string; readonly recipientId: string },
): Promise<PreviewedCopy> {
  return act(desk, actor, {
    action: 'copy-preview',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [
      { noun: 'report', id },
      { noun: 'reader', id: recipientId },
    ],
    async work({ client, now }) {
      const { cuts } = await cutsOf(desk, client, { id, recipientIds: [recipientId], now });
      const cut = cuts[0]!;
      if (cut.kind === 'copy') return { kind: 'copy', copy: cut.copy };
      return cut.kind === 'nothing' ? { kind: 'nothing' } : { kind: 'refused', findings: cut.findings };
    },
  });
}

interface Asked {
  readonly id: string;
  readonly recipientIds: readonly string[];
  readonly now: Date;
}

/** A report with what recipients of whom the session may know would get of it. */
export interface CutReport {
  readonly stored: StoredReport;
  /** Whether all that it cites is still there. */
  readonly isSourced: boolean;
  readonly recipients: readonly StoredRecipient[];
  readonly cuts: readonly RecipientCut[];
}

export async function cutsOf(desk: Desk, client: pg.ClientBase, { id, recipientIds, now }: Asked): Promise<CutReport> {
  const ids = [...new Set(recipientIds)];
  if (ids.length === 0 || ids.length > MOST_RECIPIENTS) {
    const message = `A report is released to one recipient or more, and to at most ${MOST_RECIPIENTS} at once.`;
    throw new Refusal('invalid', 'release-recipients', message);
  }
  const stored = await found('report', id, (known) => readReport(client, known));
  const recipients = ids.every(isId) ? await recipientsById(client, ids) : [];
  if (recipients.length !== ids.length) throw notFound('recipient');
  const written = await writtenOf(client, stored);
  const { whole } = await findParts(desk, client, written, { isKept: true });
  const groups = await knownGroups(client);
  const cuts = await cutCopies(desk, whole, { recipientIds: recipients.map((one) => one.id), groups }, now);
  return { stored, isSourced: isSourced(written, whole), recipients, cuts };
}

/** What a report cites goes with its document; the words that cite it still do. */
function isSourced({ portions }: WrittenReport, { cited }: CuttableReport): boolean {
  return portions.flatMap(inlinesOf).every((one) => one.kind !== 'citation' || cited.has(one.id));
}

/** Which channels of each recipient may carry what they would get; a paused one carries nothing for now. */
async function carrying(
  { schemes }: Desk,
  client: pg.ClientBase,
  cuts: readonly RecipientCut[],
): Promise<ReadonlyMap<string, PreviewedRecipient['channels']>> {
  const channels = await channelsOf(
    client,
    cuts.map(({ recipientId }) => recipientId),
  );
  const ceilings = await readLabels(client, [...new Set(channels.map(({ ceilingLabelId }) => ceilingLabelId))]);
  return new Map(
    cuts.map((cut) => {
      const own = channels.filter(({ recipientId }) => recipientId === cut.recipientId);
      const shown = own.map(({ kind, state, ceilingLabelId, options }) => {
        const ceiling = ceilings.get(ceilingLabelId);
        const isBelow = cut.kind === 'copy' && ceiling !== undefined && schemes.dominates(ceiling, cut.label);
        return {
          kind,
          isPaused: state === 'paused',
          mayCarry: cut.kind === 'copy' && (kind === 'portal' || tellsNothing({ kind, options }) || isBelow),
        };
      });
      return [cut.recipientId, shown] as const;
    }),
  );
}
