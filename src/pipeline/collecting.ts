import type { Desk } from '../actions/desk.ts';
import {
  afterReading,
  NEW_SOURCE,
  type SourceOutcome,
  type SourceState,
  scheduleOf,
  waitAfter,
} from '../domain/source-state.ts';
import { Refusal } from '../errors.ts';
import { signedIn } from '../sources/credentials/signed-in.ts';
import { READERS } from '../sources/readers.ts';
import type { SourceFinding, SourceItem, SourceReading, SourceWorld } from '../sources/source.ts';
import { SourceFailure } from '../sources/source-failure.ts';
import { type ReadableSource, setSourceState } from '../store/source-items.ts';
import type { ReceivedTally, Receiving } from './receiving.ts';

export interface CollectingParts {
  readonly desk: Desk;
  readonly receiving: Receiving;
  readonly world: SourceWorld;
}

/** How reading a source once went. */
export interface Collected {
  readonly source: ReadableSource;
  readonly state: SourceState;
  readonly tally: ReceivedTally;
  readonly findings: readonly SourceFinding[];
  readonly dueAt: Date;
}

const NOTHING: ReceivedTally = { items: 0, added: 0, known: 0, broken: 0 };

/**
 * Reads a source once, and keeps what it gives and where reading stands then: that moves only when all was kept, so that
 * what was not is given again. A source that fails is broken until it answers again; other errors are thrown.
 */
export async function collect(
  parts: CollectingParts,
  source: ReadableSource,
  tell?: (tally: ReceivedTally) => void,
): Promise<Collected> {
  const { desk } = parts;
  const before: SourceState = { ...NEW_SOURCE, ...source.state };
  const { tally, outcome, findings, retryAfter } = await readOnce(parts, source, tell);
  const now = desk.now();
  const schedule = scheduleOf(source);
  const state = afterReading(before, outcome, { now, schedule });
  const dueAt = new Date(now + waitAfter(state, schedule, (retryAfter ?? 0) * 1000));
  await setSourceState(desk.database.work, { id: source.id, address: source.address, state, dueAt });
  return { source, state, tally, findings, dueAt };
}

interface ReadOnce {
  readonly tally: ReceivedTally;
  readonly outcome: SourceOutcome;
  readonly findings: readonly SourceFinding[];
  readonly retryAfter?: number | undefined;
}

async function readOnce(
  { receiving, world }: CollectingParts,
  source: ReadableSource,
  tell?: (tally: ReceivedTally) => void,
): Promise<ReadOnce> {
  let tally = NOTHING;
  try {
    const ending: { reading?: SourceReading } = {};
    tally = await receiving.receive(source, itemsOf(source, world, ending), (now) => {
      tally = { ...now };
      tell?.(tally);
    });
    const { cursor, outcome, findings, retryAfter } = ending.reading!;
    const came = { cursor, given: tally.added, isEmpty: outcome === 'empty', remarks: findings };
    return { tally, outcome: came, findings, retryAfter };
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    const retryAfter = error instanceof SourceFailure ? error.retryAfter : undefined;
    return { tally, outcome: { failure }, findings: [], retryAfter };
  }
}

/** Passes the items of a source on, and keeps how the reading ended. */
export async function* itemsOf(
  { kind, address, schedule, state }: Pick<ReadableSource, 'kind' | 'address' | 'schedule' | 'state'>,
  world: SourceWorld,
  ending: { reading?: SourceReading },
): AsyncGenerator<SourceItem, void> {
  const read = READERS[kind];
  if (!read) {
    throw new SourceFailure('source-not-read', `Sources of the kind ${kind} are not read by the program itself.`);
  }
  ending.reading = yield* read({ address, options: schedule, cursor: state.cursor ?? {} }, signedIn(world, address));
}

/** What is the source's to answer for; nothing where the fault is ours. */
export function failureOf(error: unknown): { readonly code: string; readonly message: string } | undefined {
  if (error instanceof SourceFailure || (error instanceof Refusal && error.code.startsWith('extract-'))) {
    return { code: error.code, message: error.message };
  }
  return undefined;
}
