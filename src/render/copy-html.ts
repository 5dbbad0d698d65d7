import type { IssuedCopy } from '../domain/copy.ts';
import { copyStyle } from './copy-style.ts';
import {
  type CopyView,
  type ViewBlock,
  type ViewInline,
  type ViewItem,
  type ViewList,
  type ViewMarked,
  type ViewSource,
  viewCopy,
} from './copy-view.ts';
import { Html, html } from './html.ts';

type ViewTable = ViewBlock & { readonly kind: 'table' };

/** Returns a copy as a whole page that loads nothing: for a browser, and for the HTML part of a mail. */
export function copyAsHtml(issued: IssuedCopy): string {
  const view = viewCopy(issued);
  const { language, title, notice, banner, warning, released, cut, blocks } = view;
  const lines = [notice, banner, notice].filter((line) => line !== undefined);
  const page = html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${headTitle(view)}</title>
<style>
${new Html(copyStyle(lines))}</style>
</head>
<body>
<header class="banner">${bannerLines(view)}</header>
<main>
${warning === undefined ? undefined : html`<p class="warning" role="note">${warning}</p>\n`}<h1>${mark(title.mark)}<span dir="auto">${title.text}</span></h1>
<p class="released">${released}</p>
${blocks.map(block)}${sources(view)}${cut === undefined ? undefined : html`<p class="cut">${cut}</p>\n`}</main>
<footer class="banner">${bannerLines(view)}</footer>
</body>
</html>
`;
  return page.text;
}

function headTitle({ notice, banner, title }: CopyView): string {
  return [notice, banner, title.text].filter((part) => part !== undefined).join(' · ');
}

function bannerLines({ notice, banner }: CopyView): Html[] {
  const around = notice === undefined ? undefined : html`<p class="notice">${notice}</p>`;
  const line = banner === undefined ? undefined : html`<p class="marking">${banner}</p>`;
  const below = line === undefined ? undefined : around;
  return [around, line, below].filter((part) => part !== undefined);
}

function mark(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<span class="mark" dir="ltr">${text}</span> `;
}

function block(one: ViewBlock): Html {
  switch (one.kind) {
    case 'heading': {
      const level = Math.min(6, Math.max(2, one.level + 1));
      const open = new Html(`<h${level} dir="auto"`);
      const number = one.number === '' ? undefined : html`<span class="number" dir="ltr">${one.number}</span> `;
      return html`${open} id="${one.target}">${number}${mark(one.mark)}${words(one.content)}${new Html(`</h${level}>`)}\n${about(one)}`;
    }
    case 'paragraph':
      return html`<p dir="auto">${mark(one.mark)}${words(one.content)}</p>\n${about(one)}`;
    case 'quote':
      return html`<blockquote><p dir="auto">${mark(one.mark)}${words(one.content)}</p></blockquote>\n${about(one)}`;
    case 'list':
      return list(one);
    case 'table':
      return table(one);
  }
}

function about({ about: sentences }: ViewMarked): Html | undefined {
  return sentences.length === 0 ? undefined : html`<p class="about">${sentences.join(' ')}</p>\n`;
}

/** The sign is text, so that it is the same wherever it is read; `role` keeps it a list for those who hear it. */
function list({ isNumbered, items }: ViewList): Html {
  const tag = isNumbered ? 'ol' : 'ul';
  return html`${new Html(`<${tag} role="list">`)}\n${items.map(item)}${new Html(`</${tag}>`)}\n`;
}

function item(one: ViewItem): Html {
  const inside = one.lists.map(list);
  return html`<li><p dir="auto"><span class="sign" dir="ltr">${one.sign}</span> ${mark(one.mark)}${words(one.content)}</p>\n${about(one)}${inside}</li>\n`;
}

function table({ name, target, mark: own, content, header, rows, about: sentences }: ViewTable): Html {
  const cell = (inlines: readonly ViewInline[]): Html => html`<td dir="auto">${words(inlines)}</td>`;
  const head = header.map((inlines) => html`<th scope="col" dir="auto">${words(inlines)}</th>`);
  const body = rows.map((row) => html`<tr><td class="mark">${row.mark}</td>${row.cells.map(cell)}</tr>\n`);
  const said = sentences.length === 0 ? undefined : html` <span class="about">${sentences.join(' ')}</span>`;
  return html`<div class="table" role="region" tabindex="0" aria-label="${name}"><table id="${target}">
<caption>${mark(own)}<span class="name" dir="auto">${name}.</span> ${words(content)}${said}</caption>
<thead><tr><th scope="col" class="mark">${own}</th>${head}</tr></thead>
<tbody>
${body}</tbody>
</table></div>
`;
}

function words(inlines: readonly ViewInline[]): Html[] {
  return inlines.map((inline) => {
    if (inline.kind !== 'text') {
      const { text, target } = inline;
      return target === undefined ? html`${text}` : html`<a href="#${target}">${text}</a>`;
    }
    const lines = inline.text.split('\n');
    const broken = html`${lines.map((line, index) => (index === 0 ? html`${line}` : html`<br>\n${line}`))}`;
    const strong = inline.isStrong ? html`<strong>${broken}</strong>` : broken;
    const shown = inline.isEmphasis ? html`<em>${strong}</em>` : strong;
    return inline.link === undefined ? shown : link(inline.link, shown);
  });
}

function link(address: string, shown: Html | string): Html {
  return html`<a href="${address}" rel="noopener noreferrer nofollow">${shown}</a>`;
}

function sources({ words: { sources: heading }, sources: list }: CopyView): Html | undefined {
  if (list.length === 0) return undefined;
  return html`<section class="sources">
<h2 id="sources">${heading}</h2>
<ol role="list">
${list.map(source)}</ol>
</section>
`;
}

function source({ number, target, mark: marked, title, details, quotation, grade, address, isWeb }: ViewSource): Html {
  const parts = [
    html`<p dir="auto"><span class="sign" dir="ltr">${number}.</span> ${mark(marked)}<cite>${title}</cite>${details.map((detail) => `, ${detail}`)}</p>`,
    quotation === undefined ? undefined : html`<p class="quotation" dir="auto">${quotation}</p>`,
    address === undefined ? undefined : html`<p class="address">${isWeb ? link(address, address) : address}</p>`,
    grade === undefined ? undefined : html`<p class="grade">${grade}</p>`,
  ];
  return html`<li id="${target}">${parts}</li>\n`;
}
