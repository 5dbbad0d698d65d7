import type { Extracted, Origin } from '../extract/extract-problem.ts';
import type { Asked, Found, NotTakenApart, PartKind } from '../extract/take-apart.ts';

/** What a worker is started with. */
export interface ExtractWorkerStart {
  /** Bytes of all its buffers together, which lie outside of the heap. */
  readonly buffers: number;
  readonly mostDocuments: number;
  /** UTF-16 units of titles and texts together. */
  readonly mostUnits: number;
}

/** What is sent to a worker: one file whose documents are wanted, or bytes of which a source wants to know what they hold. */
export type ExtractMessage =
  | { readonly bytes: Uint8Array; readonly origin: Origin }
  | { readonly bytes: Uint8Array; readonly kind: PartKind; readonly asked: Asked<PartKind> };

/** What a worker sends back: one answer to each file, in their order. */
export type ExtractAnswer =
  | { readonly kind: 'extracted'; readonly items: readonly Extracted[] }
  | { readonly kind: 'apart'; readonly found: Found<PartKind> | NotTakenApart }
  | { readonly kind: 'too-many'; readonly items: readonly Extracted[] }
  | { readonly kind: 'too-much-text'; readonly items: readonly Extracted[] }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'broke'; readonly reason: string };
