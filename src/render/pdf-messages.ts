import type { RefusalKind } from '../errors.ts';

/** What the process that makes PDF files says of one copy. Why it failed is not told: it would tell of the words. */
export type PdfAnswer =
  | { readonly kind: 'printed'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'refused';
      readonly refusal: { readonly kind: RefusalKind; readonly code: string; readonly message: string };
    }
  | { readonly kind: 'failed' };
