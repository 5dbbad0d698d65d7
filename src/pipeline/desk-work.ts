import type { OpenDesk, ReachSettings } from '../actions/open-desk.ts';
import type { SourceWork } from '../actions/source-work.ts';
import { PdfPrinter } from '../render/copy-pdf.ts';
import { readCredentials } from '../sources/credentials/read-credentials.ts';
import { makeFindHost } from '../sources/fetch/find-host.ts';
import { makeGuardedFetch } from '../sources/fetch/make-guarded-fetch.ts';
import { SYSTEM_WORLD } from '../sources/fetch/system-world.ts';
import { type OpmlOutline, readOpml, writeOpml } from '../sources/opml.ts';
import type { SourceWorld } from '../sources/source.ts';
import type { Duty } from '../store/duty.ts';
import { ExtractPool } from '../threads/extract-pool.ts';
import type { Collected } from './collecting.ts';
import { outgoingOf, userAgent } from './outgoing.ts';
import type { ReceivedTally } from './receiving.ts';
import { type Ingested, ingestPaths, matchWaiting, type OnceParts, readSourceNow, retryItem } from './run-once.ts';
import { RunningDesk, type RunningReports } from './running-desk.ts';
import { type Tried, tryDraft, trySource } from './trying.ts';
import type { Extract } from './understand-item.ts';

/** The desk, and who asks for something to be done at it. */
type Asked = Pick<OnceParts, 'desk' | 'actor'>;

/** Makes the desk's work, as the surfaces are given it. */
export function deskWork(reach: ReachSettings) {
  const world = worldOf(reach);
  const once = <T>(
    { signal = new AbortController().signal, ...asked }: Asked & { readonly signal?: AbortSignal },
    tell: OnceParts['tell'],
    work: (parts: OnceParts) => Promise<T>,
  ): Promise<T> => extracting((pool) => work({ ...asked, ...partsOf(pool, { ...world, signal }), tell }));
  return {
    /** Begins at an open desk, which stays open when the work is stopped. */
    start(
      desk: OpenDesk,
      { duties, threads }: { readonly duties: readonly Duty[]; readonly threads: number },
      reports: RunningReports,
    ) {
      const sent = outgoingOf(reach);
      const pool = new ExtractPool({ threads: EXTRACTING });
      const printer = new PdfPrinter();
      const outgoing = { ...sent, printer };
      const running = RunningDesk.start({ desk, duties, threads, ...partsOf(pool, world), outgoing, reports });
      return {
        stop: async (): Promise<void> => {
          await running.stop();
          await printer.close();
          await pool.close();
        },
      };
    },
    readSource: (asked: Asked, sourceId: string, tell: (tally: ReceivedTally) => void): Promise<Collected> =>
      once(asked, tell, (parts) => readSourceNow(parts, sourceId)),
    trySource: (asked: Asked, sourceId: string): Promise<Tried> =>
      once(asked, untold, (parts) => trySource(parts, sourceId)),
    /** The same work, as a surface for people is handed it. */
    forPeople: (desk: OpenDesk): SourceWork => ({
      tryDraft: (actor, draft, signal) => once({ desk, actor, signal }, untold, (parts) => tryDraft(parts, draft)),
      trySource: (actor, id, signal) => once({ desk, actor, signal }, untold, (parts) => trySource(parts, id)),
      readNow: async (actor, id, signal) => {
        await once({ desk, actor, signal }, untold, (parts) => readSourceNow(parts, id));
      },
      readOpml,
      writeOpml: writeList,
    }),
    ingest: (
      asked: Asked,
      request: { readonly sourceId: string; readonly paths: readonly string[] },
      tell: (tally: ReceivedTally) => void,
    ): Promise<Ingested> => once(asked, tell, (parts) => ingestPaths(parts, request)),
    readOpml,
    writeOpml: writeList,
    retry: (asked: Asked, id: string): Promise<ReceivedTally | undefined> =>
      once(asked, untold, (parts) => retryItem(parts, id)),
    matchWaiting: async (desk: OpenDesk): Promise<boolean> => (await matchWaiting(desk, 1)) !== undefined,
  };
}

const untold = (): void => undefined;

function writeList(outlines: readonly Omit<OpmlOutline, 'folders'>[], title: string): Uint8Array {
  const unfiled = outlines.map((outline) => ({ ...outline, folders: [] }));
  return writeOpml(unfiled, title);
}

/** Threads that take files apart. */
const EXTRACTING = 1;

/** Works with threads that take files apart, for as long as it takes. */
async function extracting<T>(work: (pool: ExtractPool) => Promise<T>): Promise<T> {
  const pool = new ExtractPool({ threads: EXTRACTING });
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

/** What takes apart what comes from outside does so in the threads of the pool. */
function partsOf<W>(pool: ExtractPool, world: W): { extract: Extract; world: W & Pick<SourceWorld, 'takeApart'> } {
  const takeApart: SourceWorld['takeApart'] = (kind, bytes, asked) => pool.takeApart(kind, bytes, asked);
  return { extract: (bytes, origin) => pool.extract(bytes, origin), world: { ...world, takeApart } };
}

function worldOf({
  folders = [],
  hosts = [],
  credentials,
  contact,
}: ReachSettings): Omit<SourceWorld, 'signal' | 'takeApart'> {
  return {
    fetch: makeGuardedFetch({ userAgent: userAgent(contact), allow: hosts }, SYSTEM_WORLD),
    findHost: makeFindHost(hosts, SYSTEM_WORLD.resolve),
    credentials: readCredentials(credentials),
    folders,
    now: Date.now,
  };
}
