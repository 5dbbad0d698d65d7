import { cssString } from './html.ts';

/** Returns the style sheet of a page; on paper `lines` stand above and below each sheet. */
export function copyStyle(lines: readonly string[]): string {
  const printed = lines.map(cssString).join(' "\\a" ');
  return `${STYLE}@page {
  size: A4;
  margin: ${14 + 4.5 * linesOnPaper(lines)}mm 20mm;
  @top-center { content: ${printed || 'none'}; ${MARGIN} }
  @bottom-center { content: ${printed || 'none'}; ${MARGIN} }
  @bottom-right { content: counter(page) "/" counter(pages); font: 9pt sans-serif; }
}
`;
}

/** Characters of a line above and below a sheet, in the bold letters that it is set in. */
const LINE_ON_PAPER = 80;

/** Returns how many lines the banner and its notices take on paper, and at least two. */
export function linesOnPaper(lines: readonly string[]): number {
  return Math.max(
    2,
    lines.reduce((sum, line) => sum + Math.ceil(line.length / LINE_ON_PAPER), 0),
  );
}

const MARGIN = 'font: bold 9pt/1.3 sans-serif; white-space: pre-wrap; text-align: center;';

const STYLE = `:root {
  color-scheme: light dark;
  --ink: #1a1c1f;
  --soft: #555b64;
  --paper: #ffffff;
  --line: #d0d4da;
  --band: #eef0f3;
  --link: #0b57a4;
  --warn: #8a1c12;
  --warn-band: #fdecea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e8eb;
    --soft: #a6adb8;
    --paper: #16181b;
    --line: #3b4048;
    --band: #23262b;
    --link: #8cbcf5;
    --warn: #ffb4a8;
    --warn-band: #3f1d19;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.55 Georgia, "Times New Roman", serif;
  overflow-wrap: anywhere;
}
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
.banner {
  padding: 0.6rem 1rem;
  background: var(--band);
  font: bold 0.875rem/1.4 system-ui, sans-serif;
  text-align: center;
  letter-spacing: 0.03em;
}
.banner:empty { display: none; }
.banner p { margin: 0; }
.banner .marking { font-size: 1rem; }
h1, h2, h3, h4 { font-family: system-ui, sans-serif; line-height: 1.3; text-wrap: balance; }
h1 { margin: 0 0 0.25rem; font-size: 1.6rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.25rem; }
h3 { margin: 1.5rem 0 0.5rem; font-size: 1.1rem; }
h4 { margin: 1.25rem 0 0.5rem; font-size: 1rem; }
p { margin: 0 0 0.75rem; }
a { color: var(--link); }
.mark { color: var(--soft); font: 0.8em/1 ui-monospace, Menlo, Consolas, monospace; font-weight: 600; }
.number { color: var(--soft); font-weight: 600; }
.released, .cut { color: var(--soft); font: 0.875rem/1.5 system-ui, sans-serif; }
.released { margin-bottom: 1.5rem; }
.cut { margin-top: 2rem; }
.warning {
  padding: 0.6rem 0.8rem;
  border-left: 4px solid var(--warn);
  background: var(--warn-band);
  color: var(--warn);
  font: bold 0.95rem/1.5 system-ui, sans-serif;
}
.about { color: var(--soft); font: 0.875rem/1.5 system-ui, sans-serif; }
p + .about { margin-top: -0.5rem; }
blockquote { margin: 0 0 0.75rem; padding: 0.1rem 1rem; border-inline-start: 3px solid var(--line); }
blockquote p { margin: 0; }
blockquote + .about { padding-left: 1.2rem; }
ol, ul { margin: 0 0 0.75rem; padding: 0; list-style: none; }
li > ol, li > ul { margin: 0; }
li { padding-inline-start: 1.9rem; }
li > p { margin-bottom: 0.35rem; }
li > .about { margin-top: -0.25rem; }
.sign { display: inline-block; min-width: 1.65rem; margin-inline-start: -1.9rem; }
.table { margin: 1rem 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.94rem; overflow-wrap: normal; }
caption { padding-bottom: 0.4rem; text-align: left; }
caption .name { font-weight: 600; }
caption .about { display: block; }
th, td { padding: 0.35rem 0.6rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
th { background: var(--band); font-family: system-ui, sans-serif; font-size: 0.88rem; }
td.mark, th.mark { width: 1%; line-height: 1.8; }
.sources { margin-top: 2.5rem; border-top: 1px solid var(--line); font-size: 0.94rem; }
.sources li { margin-bottom: 0.9rem; }
.sources li > p { margin: 0; }
cite { font-weight: 600; font-style: normal; }
.grade { color: var(--soft); font: 0.875rem/1.5 system-ui, sans-serif; }
.address { overflow-wrap: anywhere; }
:target { background: var(--band); }
@media print {
  :root {
    --ink: #000;
    --soft: #333;
    --paper: #fff;
    --line: #888;
    --band: #fff;
    --link: #000;
    --warn: #000;
    --warn-band: #fff;
  }
  :root { font-size: 10pt; }
  body { font-size: 1.05rem; }
  body > .banner { display: none; }
  main { max-width: none; padding: 0; }
  h1, h2, h3, h4, caption { break-after: avoid; }
  tr, li > p, .sources li { break-inside: avoid; }
  thead { display: table-header-group; }
  .table { overflow: visible; }
  table { font-size: 0.9rem; overflow-wrap: anywhere; }
  th, td { padding: 0.25rem 0.35rem; }
  td.mark, th.mark { overflow-wrap: normal; }
}
`;
