import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Html, html } from '../render/html.ts';
import type { LabelBehaviour, Route } from './route.ts';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d6d9de, #3a3f47); --soft: light-dark(#f4f5f7, #1e2227);
  --quiet: light-dark(#565d68, #a4abb6); --accent: light-dark(#0b5394, #8ab8ff) }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1rem 6rem; max-width: 56rem; font: 1rem/1.55 system-ui, sans-serif;
  background: light-dark(#fff, #14171a); color: light-dark(#1c1f23, #e6e8eb) }
h1 { font-size: 1.6rem; margin: 0 0 .5rem } h2 { margin: 2.5rem 0 .5rem; font-size: 1.2rem; text-transform: capitalize }
nav a { display: inline-block; margin: 0 .8rem .3rem 0 } a { color: var(--accent) }
details { border-top: 1px solid var(--line); padding: .6rem 0 } summary { cursor: pointer; overflow-wrap: anywhere }
code, pre { font: .875rem/1.5 ui-monospace, monospace } pre { background: var(--soft); padding: .8rem; overflow: auto; margin: .3rem 0 1rem }
b { display: inline-block; min-width: 4rem; font-size: .8rem; letter-spacing: .03em } .quiet { color: var(--quiet) }
p { margin: .4rem 0 } h3 { font-size: .9rem; margin: .8rem 0 0 }
@media print { details > * { display: block } }`;

/** The policy of the page: nothing but its own style counts on it. */
export const REFERENCE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const BEHAVIOURS: Readonly<Record<LabelBehaviour, string>> = {
  'by-policy': 'Answered from what the database shows to who asks.',
  'in-sight': 'Answered as far as the rule for inspectors and administrators lets them see.',
  own: 'Answers are of who asks alone.',
  unmarked: 'Nothing of the answer carries a marking.',
};

/** Returns a page for people that says what can be asked, with no script in it. */
export function referencePage(routes: readonly Route[]): string {
  const tags = [...new Set(routes.map(tagOf))];
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Vigie: reference of the API</title><style>${new Html(STYLE)}</style></head><body>
<h1>Reference of the API</h1>
<p>Everything is answered as far as who asks may read it; what they may not read is not there. Sign in, or send
<code>Authorization: Bearer</code> and a token. What goes wrong is told by <code>application/problem+json</code> (RFC 9457) with a
<code>code</code> that stays. A write may have an <code>Idempotency-Key</code>: sent again within a day, it is answered again and not
done again. Lists go on with the <code>next</code> of a page as <code>after</code>.
For programs: <a href="openapi.json">openapi.json</a>, OpenAPI 3.1.</p>
<nav>${tags.map((tag) => html`<a href="#${tag}">${tag}</a> `)}</nav>
${tags.map((tag) =>
  section(
    tag,
    routes.filter((route) => tagOf(route) === tag),
  ),
)}
</body></html>`;
  return page.text;
}

function tagOf({ path }: Route): string {
  return path.split('/')[1]!;
}

function section(tag: string, routes: readonly Route[]): Html {
  return html`<section id="${tag}"><h2>${tag.replaceAll('-', ' ')}</h2>${routes.map(entry)}</section>`;
}

function entry(route: Route): Html {
  const { method, path, summary, scope, labels, isFresh, query, body, answer } = route;
  const fresh = isFresh ? ' Who asks must have said who they are within ten minutes; no token does it.' : '';
  return html`<details><summary><b>${method}</b> <code>/api${path}</code> <span class="quiet">${summary}</span></summary>
<p>Takes the scope <code>${scope}</code>. ${BEHAVIOURS[labels]}${fresh}</p>
${shape('In the address', query)}${shape('Sent', body)}
${answer === 'raw' ? html`<h3>Answered</h3><p>Bytes, to be saved.</p>` : shape('Answered', answer)}</details>`;
}

function shape(title: string, schema: z.ZodType | undefined): Html {
  if (!schema) return html``;
  const { $schema: _standard, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return html`<h3>${title}</h3><pre>${JSON.stringify(described, null, 2)}</pre>`;
}
