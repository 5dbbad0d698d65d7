import type { Actor } from '../actions/actor.ts';
import type { DeskHealth } from '../actions/desk-health.ts';
import type { Duty } from '../actions/duties-named.ts';
import type { OpenDesk, ReachSettings } from '../actions/open-desk.ts';
import type { SourceWork, TriedSource } from '../actions/source-work.ts';
import type { LogVerification } from '../actions/verify-log.ts';
import type { SourceKind } from '../domain/source.ts';

/** What a desk at work tells of, for a person who looks on. */
export interface WorkReports {
  /** Documents that were matched, and how many new hits they had. */
  matched(matched: { readonly documents: number; readonly hits: number }): void;
  collected(collected: CollectedSource): void;
  /** Something went wrong that is tried again. */
  failed(what: string, error: unknown): void;
}

/** How reading a source once went. */
export interface CollectedSource {
  readonly source: { readonly id: string; readonly name: string };
  readonly state: {
    readonly health: string;
    readonly reason?: { readonly code: string; readonly message: string } | undefined;
  };
  readonly tally: ReceivedCounts;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  readonly dueAt: Date;
}

/** What became of what came in. */
export interface ReceivedCounts {
  readonly items: number;
  /** New documents. */
  readonly added: number;
  /** Documents that were here. */
  readonly known: number;
  /** Items of which something could not be read, and which are kept. */
  readonly broken: number;
}

/** What became of files and folders, and what of them was not read. */
export interface IngestedCounts extends ReceivedCounts {
  readonly findings: readonly { readonly code: string; readonly message: string }[];
}

export interface WorkOptions {
  /** What this process does. */
  readonly duties: readonly Duty[];
  /** Threads that match. */
  readonly threads: number;
}

/** The desk, and who asks for something to be done at it. */
export interface Asked {
  readonly desk: OpenDesk;
  readonly actor: Actor;
}

/** What the program lets commands do beyond the actions: they know nothing of how it is done. */
export interface DeskWork {
  /** Begins at an open desk, which stays open when the work is stopped. */
  start(desk: OpenDesk, options: WorkOptions, reports: WorkReports): StartedWork;
  /** Reads a source now, whether or not it is due. */
  readSource(asked: Asked, sourceId: string, tell: (counts: ReceivedCounts) => void): Promise<CollectedSource>;
  /** Reads a source as far as a person wants to look, and keeps nothing. */
  trySource(asked: Asked, sourceId: string): Promise<TriedSource>;
  /** What people who are let in ask of sources. */
  forPeople(desk: OpenDesk): SourceWork;
  /** Takes in files and folders as documents of a source. */
  ingest(
    asked: Asked,
    request: { readonly sourceId: string; readonly paths: readonly string[] },
    tell: (counts: ReceivedCounts) => void,
  ): Promise<IngestedCounts>;
  /** Reads a list of subscriptions in OPML. */
  readOpml(bytes: Uint8Array): {
    readonly outlines: readonly { readonly title: string; readonly address: string; readonly kind: SourceKind }[];
    readonly findings: readonly { readonly code: string; readonly message: string }[];
  };
  /** Writes such a list, which `readOpml` reads as the same. */
  writeOpml(
    outlines: readonly { readonly title: string; readonly address: string; readonly kind: SourceKind }[],
    title: string,
  ): Uint8Array;
  /** Takes an item that was put aside apart again; nothing where it is no item. */
  retry(asked: Asked, id: string): Promise<ReceivedCounts | undefined>;
  /**
   * Matches what waits, unless another process does; returns whether this one did. How much was found is not for whoever asked
   * for it: some of it may be of orders that they may not know of.
   */
  matchWaiting(desk: OpenDesk): Promise<boolean>;
}

/** What a desk does by itself, until it is stopped. */
export interface StartedWork {
  stop(): Promise<void>;
}

/** Lets people in at an address, by a browser or a program. */
export type ListenForPeople = (
  place: { readonly host: string; readonly port: number },
  serving: {
    readonly desk: OpenDesk;
    readonly origin?: URL | undefined;
    readonly identities?: IdentitySettings | undefined;
    readonly isExample?: boolean | undefined;
    readonly sources: SourceWork;
    verifyLog(): Promise<LogVerification>;
    failed(requestId: string, error: unknown): void;
  },
) => Promise<{ readonly address: string; close(): Promise<void> }>;

/** Tells machines on the loopback how the desk does. */
export type ListenForMachines = (
  port: number,
  health: () => Promise<DeskHealth>,
) => Promise<{ readonly address: string; close(): Promise<void> }>;

/** Another house that says who people are, by OpenID Connect. */
export interface IdentitySettings {
  readonly issuer: string;
  readonly client: string;
  readonly secret: string;
  readonly name: string;
}

/** What the settings say of where people find the desk, and who else says who they are. */
export interface PlaceSettings {
  readonly origin?: URL | undefined;
  readonly identities?: IdentitySettings | undefined;
}

/** Makes what commands may do beyond the actions, within what the settings let sources reach. */
export type WorkMaker = () => Promise<(reach: ReachSettings) => DeskWork>;

/** Loads what lets people in. */
export type DoorMaker = () => Promise<ListenForPeople>;
