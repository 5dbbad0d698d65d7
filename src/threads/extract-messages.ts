import type { Extracted, Origin } from '../extract/extract-problem.ts';
import type { LinksAsked, PageLinks } from '../extract/page-links.ts';

/** What a worker is started with. */
export interface ExtractWorkerStart {
  /** Bytes of all its buffers together, which lie outside of the heap. */
  readonly buffers: number;
  readonly mostDocuments: number;
  /** UTF-16 units of titles and texts together. */
  readonly mostUnits: number;
}

/** What is sent to a worker: one file whose documents, or one page whose links are wanted. */
export type ExtractMessage =
  | { readonly bytes: Uint8Array; readonly origin: Origin }
  | { readonly bytes: Uint8Array; readonly links: LinksAsked };

/** What a worker sends back: one answer to each file, in their order. */
export type ExtractAnswer =
  | { readonly kind: 'extracted'; readonly items: readonly Extracted[] }
  | { readonly kind: 'links'; readonly links: PageLinks }
  | { readonly kind: 'unreadable'; readonly code: string; readonly message: string }
  | { readonly kind: 'too-many'; readonly items: readonly Extracted[] }
  | { readonly kind: 'too-much-text'; readonly items: readonly Extracted[] }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'broke'; readonly reason: string };
