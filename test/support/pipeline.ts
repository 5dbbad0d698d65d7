import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '../../src/actions/actor.ts';
import { createSource } from '../../src/actions/create-source.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { moveOrder } from '../../src/actions/move-order.ts';
import type { OpenDesk } from '../../src/actions/open-desk.ts';
import type { WrittenOrder } from '../../src/actions/order-content.ts';
import type { SourceKind } from '../../src/domain/source.ts';
import { ingestPaths, readSourceNow } from '../../src/pipeline/run-once.ts';
import { RunningDesk, type RunningOptions } from '../../src/pipeline/running-desk.ts';
import type { Extract } from '../../src/pipeline/understand-item.ts';
import { opening } from './desk.ts';
import { extractedFrom } from './extracted.ts';
import { NOWHERE } from './read-source.ts';

const PUBLIC = { scheme: 'us-capco', marking: 'U' } as const;

/** Takes texts apart in this thread. */
export const extractHere: Extract = extractedFrom;

/** A folder of files by their names, taken away by `remove`. */
export function folderOf(files: Readonly<Record<string, string>>) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vigie-files-')));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Makes a source of public documents. */
export function sourceAt(desk: Desk, actor: Actor, kind: SourceKind, address: string) {
  const described = { name: `${kind} of the test`, kind, address, reliability: 'B', trusted: false } as const;
  return createSource(desk, actor, { ...described, ...PUBLIC, defaultMarking: PUBLIC });
}

/** An order of questions by their letters, each in English. */
export function asking(name: string, questions: Readonly<Record<string, string>>): WrittenOrder {
  return {
    ...{ scheme: 'us-capco', needToKnow: [], sourceIds: [], recipientIds: [] },
    order: {
      ...{ id: name, title: name, purpose: 'to know', priority: 3, replay: false, window: {}, marking: 'U' },
      ...{ disciplines: ['open-web', 'open-data', 'documents', 'people'], events: [], targets: [], recipients: [] },
      unknowns: [],
      questions: Object.entries(questions).map(([letter, source]) => {
        return { letter, wording: letter, state: 'open', expressions: [{ language: 'en', source }] } as const;
      }),
    },
  };
}

/** Drafts, submits and opens an order; returns its id. */
export async function openOrder(desk: Desk, author: Actor, editor: Actor, written: WrittenOrder): Promise<string> {
  const { id } = await draftOrder(desk, author, written);
  await moveOrder(desk, author, { id, move: 'submit' });
  await moveOrder(desk, editor, await opening(desk, editor, id));
  return id;
}

/** Starts the desk of a test at work; what fails is thrown by `stop`. */
export function startDesk(desk: Desk, options: Partial<RunningOptions> = {}) {
  const failures: unknown[] = [];
  const open = { ...desk, schemaVersion: 0, logFolder: '', close: async () => undefined } as OpenDesk;
  const running = RunningDesk.start({
    desk: open,
    duties: ['match', 'collect'],
    threads: 1,
    extract: extractHere,
    world: { ...NOWHERE, folders: [tmpdir()], now: desk.now },
    reports: { matched: () => undefined, collected: () => undefined, failed: (_, error) => failures.push(error) },
    ...options,
  });
  return {
    running,
    failures,
    stop: async (): Promise<void> => {
      await running.stop();
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** Asks again until the answer is as it should be, for at most ten seconds. */
export async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (tries === 200) throw new Error(`It never was as it should be; the last answer was ${JSON.stringify(answer)}.`);
    await pause(50);
  }
}

/** What reading by hand needs. */
function byHand(desk: Desk, actor: Actor) {
  const world = { ...NOWHERE, folders: [tmpdir()], now: desk.now };
  return { desk: desk as OpenDesk, actor, extract: extractHere, world, tell: () => undefined };
}

/** Reads a source once, whether or not it is due. */
export function readNow(desk: Desk, actor: Actor, sourceId: string) {
  return readSourceNow(byHand(desk, actor), sourceId);
}

/** Takes in what lies at paths. */
export function ingestNow(desk: Desk, actor: Actor, request: Parameters<typeof ingestPaths>[1]) {
  return ingestPaths(byHand(desk, actor), request);
}
