import type { SourceKind } from '../domain/source.ts';
import type { Actor } from './actor.ts';
import type { NewSource } from './create-source.ts';

/** A code with its sentence. */
export interface Told {
  readonly code: string;
  readonly message: string;
}

/** What a source would give now. */
export interface TriedSource {
  readonly items: readonly {
    readonly address: string;
    readonly title: string;
    readonly publishedOn?: string | undefined;
    readonly language?: string | undefined;
    /** Characters of its text. */
    readonly length: number;
    readonly problem?: Told | undefined;
  }[];
  /** Whether all of it was looked at. */
  readonly isWhole: boolean;
  readonly findings: readonly Told[];
  /** Why it could not be read, or not to its end. */
  readonly failure?: Told | undefined;
}

/** A source in a list of subscriptions. */
export interface ListedOutline {
  readonly title: string;
  readonly address: string;
  readonly kind: SourceKind;
}

/** What reads sources, as a surface is handed it: acts themselves reach no network. */
export interface SourceWork {
  /** Shows what a source would give that nobody has made yet, and keeps nothing. */
  tryDraft(actor: Actor, draft: NewSource, signal: AbortSignal): Promise<TriedSource>;
  /** The same of one that is there. */
  trySource(actor: Actor, sourceId: string, signal: AbortSignal): Promise<TriedSource>;
  /** Reads a source, whether or not it is due; what came is not for whoever asked to count. */
  readNow(actor: Actor, sourceId: string, signal: AbortSignal): Promise<void>;
  readOpml(bytes: Uint8Array): { readonly outlines: readonly ListedOutline[]; readonly findings: readonly Told[] };
  writeOpml(outlines: readonly ListedOutline[], title: string): Uint8Array;
}
