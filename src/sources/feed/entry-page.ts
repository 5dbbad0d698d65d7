import { escapeHtml } from '../../extract/feed/html-text.ts';
import type { FeedEntry } from '../../extract/feed/parsed-feed.ts';

/** An entry as a page of its own, in UTF-8: the same entry gives the same bytes. */
export function entryPage({ title, content, base, language, published, authors }: FeedEntry): Uint8Array {
  const attribute = language === undefined ? '' : ` lang="${escapeHtml(language)}"`;
  const head = [
    '<meta charset="utf-8">',
    `<title>${escapeHtml(title ?? '')}</title>`,
    `<base href="${escapeHtml(base)}">`,
    ...(published === undefined ? [] : [`<meta name="date" content="${escapeHtml(published)}">`]),
    ...(authors.length === 0 ? [] : [`<meta name="author" content="${escapeHtml(authors.join(', '))}">`]),
  ];
  const body = `<body>\n<article>\n${content ?? ''}\n</article>\n</body>`;
  return Buffer.from(`<!doctype html>\n<html${attribute}>\n<head>\n${head.join('\n')}\n</head>\n${body}\n</html>\n`);
}
