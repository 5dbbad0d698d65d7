import { problemOf } from './extract-problem.ts';
import type { FeedOrigin } from './feed/parse-feed.ts';
import type { ParsedFeed } from './feed/parsed-feed.ts';
import type { AdvisoryLinks } from './lists/advisory-links.ts';
import type { ParsedSitemap } from './lists/parse-sitemap.ts';
import type { Provider } from './lists/provider.ts';
import type { SignatureAsked, SignatureVerdict } from './openpgp/detached-signature.ts';
import type { KeyAsked, KeyRead } from './openpgp/public-key.ts';
import type { LinksAsked, PageLinks } from './page-links.ts';

/** What a source has taken apart that is no document: what is asked of the bytes, and what is found in them. */
interface Parts {
  readonly page: { readonly asked: LinksAsked; readonly found: PageLinks };
  readonly feed: { readonly asked: FeedOrigin; readonly found: ParsedFeed };
  readonly sitemap: { readonly asked: { readonly charset?: string | undefined }; readonly found: ParsedSitemap };
  /** Metadata of a provider of advisories; `address` is where they lie. */
  readonly 'csaf-provider': { readonly asked: { readonly address: string }; readonly found: Provider };
  readonly 'csaf-feed': { readonly asked: { readonly address: string }; readonly found: AdvisoryLinks };
  readonly 'openpgp-key': { readonly asked: KeyAsked; readonly found: KeyRead };
  /** Of a file, which are the bytes; the signature is asked of. */
  readonly 'openpgp-signature': {
    readonly asked: SignatureAsked;
    readonly found: { readonly verdict: SignatureVerdict };
  };
  readonly 'csaf-directory': { readonly asked: { readonly directory: string }; readonly found: AdvisoryLinks };
}

export type PartKind = keyof Parts;
export type Asked<K extends PartKind> = Parts[K]['asked'];
export type Found<K extends PartKind> = Parts[K]['found'];

/** Why bytes were not taken apart. */
export interface NotTakenApart {
  readonly problem: true;
  readonly code: string;
  readonly message: string;
}

/** Takes bytes apart; never rejects for what they hold. */
export type TakeApart = <K extends PartKind>(
  kind: K,
  bytes: Uint8Array,
  asked: Asked<K>,
) => Promise<Found<K> | NotTakenApart>;

type Reader<K extends PartKind> = (bytes: Uint8Array, asked: Asked<K>) => Promise<Found<K>>;

/** Each is loaded with the first bytes of its kind. */
const READERS: { readonly [K in PartKind]: Reader<K> } = {
  page: async (bytes, asked) => (await import('./page-links.ts')).pageLinks(bytes, asked),
  feed: async (bytes, asked) => (await import('./feed/parse-feed.ts')).parseFeed(bytes, asked),
  sitemap: async (bytes, asked) => (await import('./lists/parse-sitemap.ts')).parseSitemap(bytes, asked),
  'csaf-provider': async (bytes, { address }) => (await import('./lists/provider.ts')).readProvider(bytes, address),
  'csaf-feed': async (bytes, { address }) => (await import('./lists/advisory-links.ts')).inFeed(bytes, address),
  'csaf-directory': async (bytes, { directory }) =>
    (await import('./lists/advisory-links.ts')).inDirectory(bytes, directory),
  'openpgp-key': async (bytes, asked) => (await import('./openpgp/public-key.ts')).publicKey(bytes, asked),
  'openpgp-signature': async (bytes, asked) =>
    (await import('./openpgp/detached-signature.ts')).detachedSignature(bytes, asked),
};

/**
 * Takes bytes apart here and now. Neither its time nor its memory is bounded by their size: it belongs into a thread that can
 * be ended.
 */
export const takeApart: TakeApart = async (kind, bytes, asked) => {
  try {
    return await READERS[kind](bytes, asked);
  } catch (error) {
    const { code, message } = problemOf(error, '');
    return { problem: true, code, message };
  }
};
