import type { ChannelOptions } from '../domain/channel.ts';
import type { IssuedCopy } from '../domain/copy.ts';
import { cleanText } from './clean-text.ts';
import { copyAsHtml } from './copy-html.ts';
import { copySubject, type MayTell } from './copy-name.ts';
import { deliveryNotice } from './delivery-notice.ts';
import { html } from './html.ts';

/** A copy as it lies in a feed. */
export interface FeedEntry {
  readonly issued: IssuedCopy;
  /** When it became what it is (milliseconds since 1970). */
  readonly updatedAt: number;
  /** How much of it its title may tell. */
  readonly mayTell: MayTell;
}

export interface CopyFeed {
  /** Of the channel. */
  readonly id: string;
  /** Where it is fetched, and where its reader reads by a browser. */
  readonly address: string;
  readonly portal: string;
  /** When the channel came about (milliseconds since 1970). */
  readonly madeAt: number;
  readonly form: ChannelOptions['form'];
  /** The last one first. */
  readonly entries: readonly FeedEntry[];
}

/** Returns copies as an Atom feed (RFC 4287). One that is over says so, and holds nothing. */
export function copiesAsAtom({ id, address, portal, madeAt, form, entries }: CopyFeed): string {
  const updatedAt = Math.max(madeAt, ...entries.map((entry) => entry.updatedAt));
  const written = entries.map((entry) => {
    const { issued } = entry;
    const { title, content } = told(entry, form, portal);
    return html`<entry xml:lang="${issued.copy.language}">
<id>urn:uuid:${issued.id}</id>
<title>${cleanText(title)}</title>
<published>${instant(issued.releasedAt)}</published>
<updated>${instant(entry.updatedAt)}</updated>
<link rel="alternate" type="text/html" href="${portal}"/>
<content type="html">${content}</content>
</entry>
`;
  });
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:${id}</id>
<title>Vigie</title>
<author><name>Vigie</name></author>
<updated>${instant(updatedAt)}</updated>
<link rel="self" type="application/atom+xml" href="${address}"/>
<link rel="alternate" type="text/html" href="${portal}"/>
${written}</feed>
`.text;
}

function told(
  { issued, mayTell }: FeedEntry,
  form: ChannelOptions['form'],
  portal: string,
): { readonly title: string; readonly content: string } {
  if (issued.state === 'current' && form === 'whole') {
    return { title: copySubject(issued, mayTell), content: bodyOf(copyAsHtml(issued)) };
  }
  const notice = deliveryNotice(issued, issued.state === 'current' ? 'copy' : issued.state, portal);
  return { title: notice.subject, content: bodyOf(notice.html) };
}

/** What stands in a page: a feed holds pieces of pages. */
function bodyOf(page: string): string {
  return /<body[^>]*>([\s\S]*)<\/body>/.exec(page)?.[1]?.trim() ?? page;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
