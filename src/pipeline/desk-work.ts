import { type DeskSettings, type OpenDesk, openDesk } from '../actions/open-desk.ts';
import { extractDocuments } from '../extract/extract-documents.ts';
import type { SourceWorld } from '../sources/source.ts';
import type { Duty } from '../store/duty.ts';
import type { Collected } from './collecting.ts';
import type { Matched } from './matching.ts';
import type { Extract, ReceivedTally } from './receiving.ts';
import { ingestPaths, matchWaiting, readSourceNow } from './run-once.ts';
import { RunningDesk, type RunningReports } from './running-desk.ts';

/** What the settings of the program let sources reach. */
export interface ReachSettings {
  /** Folders that sources may read; absolute. */
  readonly folders?: readonly string[] | undefined;
  /** Hosts of one's own that sources may reach, as host or host:port. */
  readonly hosts?: readonly string[] | undefined;
}

/** Makes the desk's work, as the surfaces are given it. */
export function deskWork(reach: ReachSettings) {
  const extract: Extract = async (bytes, origin) => [...extractDocuments(bytes, origin)];
  const world = worldOf(reach);
  const signal = (): AbortSignal => new AbortController().signal;
  return {
    async start(
      settings: DeskSettings,
      { duties, threads }: { readonly duties: readonly Duty[]; readonly threads: number },
      reports: RunningReports,
    ): Promise<{ readonly desk: OpenDesk; readonly working: RunningDesk }> {
      const desk = await openDesk({ ...settings, whenOwned: 'refuse' });
      return { desk, working: RunningDesk.start({ desk, duties, threads, extract, world, reports }) };
    },
    readSource: (desk: OpenDesk, sourceId: string, tell: (tally: ReceivedTally) => void): Promise<Collected> =>
      readSourceNow({ desk, extract, world: { ...world, signal: signal() }, tell }, sourceId),
    ingest: (
      desk: OpenDesk,
      request: { readonly sourceId: string; readonly paths: readonly string[] },
      tell: (tally: ReceivedTally) => void,
    ): Promise<ReceivedTally> => ingestPaths({ desk, extract, world: { ...world, signal: signal() }, tell }, request),
    matchWaiting: (desk: OpenDesk): Promise<Matched | undefined> => matchWaiting(desk, 1),
  };
}

function worldOf({ folders = [] }: ReachSettings): Omit<SourceWorld, 'signal'> {
  const fetch = (): never => {
    throw new Error('Not here yet.');
  };
  return { fetch, folders, now: Date.now };
}
