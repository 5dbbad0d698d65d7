/** A link of a page: the part before `#` (empty for the page itself) and the part after it. */
export interface Link {
  readonly path: string;
  readonly anchor: string | undefined;
}

/** Returns the links of a page that stay inside the repository, from `[text](target)` and `[text]: target`. */
export function localLinks(markdown: string): Link[] {
  const prose = withoutCode(markdown);
  const targets = [
    ...[...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*)?\)/g)].map((match) => match[1] ?? ''),
    ...[...prose.matchAll(/^ {0,3}\[[^\]^][^\]]*\]:\s*<?(\S+?)>?\s*$/gm)].map((match) => match[1] ?? ''),
  ];
  return targets
    .filter((target) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { path: decodeURI(path), anchor };
    });
}

/** Returns the paths from the root that a page names in code style. A pattern counts as the folder before its first sign. */
export function namedPaths(markdown: string): string[] {
  return inlineCode(markdown)
    .flatMap((code) => code.split(/\s+/))
    .filter((word) => /^(src|docs|test|bench|examples|scripts)\//.test(word))
    .map((word) => word.replace(/[,;.:]$/, '').replace(/(:\d+|#.*)$/, ''))
    .map((word) => (/[*<>{}…[\]]/.test(word) ? word.replace(/[^/]*[*<>{}…[\]].*$/, '') : word));
}

/** Returns the anchors that the headings of a page make, numbered where a heading comes again. */
export function anchorsOf(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = headingsOf(markdown).map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
  return new Set(anchors);
}

/** Returns the headings of a page as a reader sees them: a link counts as its text. */
export function headingsOf(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) =>
    (match[1] ?? '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim(),
  );
}

/** Returns the npm scripts that a page tells the reader to run, in prose or in a block. */
export function npmScripts(markdown: string): string[] {
  const runs = [...markdown.matchAll(/\bnpm run (?:-{1,2}[a-z-]+ )*([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
  const short = [...markdown.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1] ?? '');
  return [...runs, ...short];
}

function inlineCode(markdown: string): string[] {
  return [...withoutFences(markdown).matchAll(/(`+)([\s\S]*?[^`])\1(?!`)/g)].map((match) => match[2] ?? '');
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replace(/(`+)([\s\S]*?[^`])\1(?!`)/g, '');
}

function withoutFences(markdown: string): string {
  return markdown.replace(/^( *)(```+|~~~+)[^\n]*\n[\s\S]*?^ *\2[`~]* *$/gm, '');
}
