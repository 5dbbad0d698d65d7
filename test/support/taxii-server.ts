import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export const TAXII = 'application/taxii+json;version=2.1';

export interface StixRow {
  readonly id: string;
  readonly [name: string]: unknown;
}

export interface TaxiiContent {
  /** Objects by collection, each with the instant at which it was added, in that order. */
  readonly collections: Record<string, { readonly added: string; readonly object: StixRow }[]>;
  /** Objects of a page. */
  readonly pageSize?: number;
  /** Whether the pages are numbered, or a page says only that there is more. */
  readonly isPaged?: boolean;
  /** What must stand in Authorization. */
  readonly authorization?: string;
  /** Answers these numbers of requests with 429 instead. */
  readonly busyAt?: ReadonlySet<number>;
}

/**
 * A TAXII 2.1 server, as far as it gives collections: discovery at `/taxii2/`, an API root at `/api1/`. What is asked in another
 * media type is refused, as the standard says. Requests are kept in `asked`.
 */
export function taxiiServer(content: TaxiiContent): { readonly answer: RequestListener; readonly asked: string[] } {
  const asked: string[] = [];
  const answer: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    const { authorization = request.headers.authorization } = content;
    if (content.busyAt?.has(asked.length)) response.writeHead(429, { 'retry-after': '30' }).end();
    else if (request.headers.authorization !== authorization) response.writeHead(401).end();
    else if (request.headers.accept !== TAXII) response.writeHead(406).end();
    else answerRead(content, request, response);
  };
  return { answer, asked };
}

function answerRead(content: TaxiiContent, request: IncomingMessage, response: ServerResponse): unknown {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  const send = (body: unknown, headers: Record<string, string> = {}): unknown =>
    response.writeHead(200, { 'content-type': TAXII, ...headers }).end(JSON.stringify(body));
  if (pathname === '/taxii2/') return send({ title: 'Test', default: '/api1/', api_roots: ['/api1/'] });
  if (pathname === '/api1/') return send({ title: 'Root', versions: [TAXII], max_content_length: 1_000_000 });
  if (pathname === '/api1/collections/') {
    const collections = Object.keys(content.collections).map((id) => ({ id, title: `About ${id}`, can_read: true }));
    return send({ collections });
  }
  const [, id = '', object] = /^\/api1\/collections\/([^/]+)\/objects\/(?:([^/]+)\/)?$/.exec(pathname) ?? [];
  const rows = content.collections[id];
  if (!rows) return response.writeHead(404).end();
  if (object !== undefined) {
    const found = rows.filter((row) => row.object.id === object);
    return found.length === 0 ? response.writeHead(404).end() : send({ objects: found.map((row) => row.object) });
  }
  const after = searchParams.get('added_after') ?? '';
  const start = Number(searchParams.get('next') ?? 0);
  const { pageSize = 100, isPaged = true } = content;
  const behind = rows.filter(({ added }) => added > after);
  const page = behind.slice(start, start + pageSize);
  const more = start + pageSize < behind.length;
  const paging = more && isPaged ? { next: String(start + pageSize) } : {};
  const [first, last] = [page[0], page.at(-1)];
  const dates =
    first && last ? { 'x-taxii-date-added-first': first.added, 'x-taxii-date-added-last': last.added } : undefined;
  return send(page.length === 0 ? {} : { more, ...paging, objects: page.map((row) => row.object) }, dates);
}
