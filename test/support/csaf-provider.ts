import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';

/** An advisory as a provider has it: its path below the directory, when it changed, and what it says. */
export interface Advisory {
  readonly path: string;
  readonly changed: string;
  readonly text: string;
  /** TLP label of the feed in which it is; `WHITE` where it is not said. */
  readonly label?: string;
  /** What lies beside it instead of its hash; nothing where it is empty. */
  readonly hash?: string;
  /** Armoured; nothing lies beside it where there is none. */
  readonly signature?: string;
}

/** A key as the metadata name it, and what lies at its address; nothing where there is no text. */
export interface NamedKey {
  readonly fingerprint?: string;
  readonly text?: string;
}

export interface ProviderFiles {
  advisories: readonly Advisory[];
  /** How it lists them. */
  readonly lists: 'changes' | 'index' | 'rolie';
  /** Where its metadata are; the well-known address where nothing is said. */
  readonly metadata?: string;
  readonly securityText?: string;
  keys?: readonly NamedKey[];
}

const WELL_KNOWN = '/.well-known/csaf/provider-metadata.json';
const sha512 = (text: string) => createHash('sha512').update(text).digest('hex');

/** Serves a provider of advisories (CSAF 2.0, section 7) as it is at each request. */
export function csafProvider(files: ProviderFiles): RequestListener {
  return (request, response) => {
    const origin = `http://${request.headers.host}`;
    const body = fileAt(request.url ?? '', origin, files);
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const etag = `"${sha512(body).slice(0, 20)}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { 'content-type': 'text/plain', etag }).end(body);
  };
}

function fileAt(path: string, origin: string, files: ProviderFiles): string | undefined {
  const { advisories, lists, metadata = WELL_KNOWN, securityText, keys = [] } = files;
  if (path === metadata)
    return JSON.stringify({
      canonical_url: origin + path,
      distributions: distributionsOf(files, origin),
      public_openpgp_keys: keys.map(({ fingerprint }, at) => ({ fingerprint, url: `${origin}/key-${at}.asc` })),
    });
  const key = /^\/key-(\d+)\.asc$/.exec(path)?.[1];
  if (key !== undefined) return keys[Number(key)]?.text;
  if (path === '/.well-known/security.txt') return securityText?.replaceAll('ORIGIN', origin);
  const feed = /^\/feed-(\w+)\.json$/.exec(path)?.[1];
  if (feed !== undefined && lists === 'rolie') return JSON.stringify(feedOf(files, feed, origin));
  if (path === '/all/changes.csv' && lists === 'changes') {
    return advisories.map((one) => `"${one.path}","${one.changed}"`).join('\n');
  }
  if (path === '/all/index.txt' && lists !== 'rolie') return advisories.map((one) => one.path).join('\n');
  const advisory = advisories.find((one) => path.startsWith(`/all/${one.path}`));
  if (advisory === undefined) return undefined;
  if (path === `/all/${advisory.path}`) return advisory.text;
  if (path === `/all/${advisory.path}.asc`) return advisory.signature;
  if (path !== `/all/${advisory.path}.sha512` || advisory.hash === '') return undefined;
  return `${advisory.hash ?? sha512(advisory.text)}  ${advisory.path}\n`;
}

function distributionsOf({ advisories, lists }: ProviderFiles, origin: string): unknown[] {
  if (lists !== 'rolie') return [{ directory_url: `${origin}/all` }];
  const labels = [...new Set(advisories.map(({ label = 'WHITE' }) => label))];
  const feeds = labels.map((label) => ({ tlp_label: label, url: `${origin}/feed-${label}.json` }));
  return [{ rolie: { feeds } }];
}

function feedOf({ advisories }: ProviderFiles, label: string, origin: string): unknown {
  const entry = advisories
    .filter((one) => (one.label ?? 'WHITE') === label)
    .map(({ path, changed }) => ({
      id: path,
      updated: changed,
      content: { type: 'application/json', src: `${origin}/all/${path}` },
      link: [
        { rel: 'self', href: `${origin}/all/${path}` },
        { rel: 'hash', href: `${origin}/all/${path}.sha512` },
        { rel: 'signature', href: `${origin}/all/${path}.asc` },
      ],
    }));
  return { feed: { id: label, title: label, entry } };
}
