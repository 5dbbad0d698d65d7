import { quoted } from './extract-problem.ts';

/** The index behind the `>` that ends the tag beginning at `start`, or -1 where the file ends before it. */
function endOfTag(markup: string, start: number): number {
  for (let at = start + 1; at < markup.length; at++) {
    const character = markup[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") {
      at = markup.indexOf(character, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** The index behind a comment, a CDATA section, an instruction or a declaration; -1 where it has no end, else undefined. */
function endOfOther(markup: string, start: number): number | undefined {
  const behind = (end: string): number => {
    const at = markup.indexOf(end, start);
    return at < 0 ? -1 : at + end.length;
  };
  if (markup.startsWith('<!--', start)) return behind('-->');
  if (markup.startsWith('<![CDATA[', start)) return behind(']]>');
  if (markup.startsWith('<?', start)) return behind('?>');
  return markup.startsWith('<!', start) ? behind('>') : undefined;
}

/**
 * Returns what is wrong with the tags of an XML file, as part of a sentence, or undefined where each is closed in its
 * order. The parser takes whatever comes: a file that was cut off would pass for a whole one. In linear time.
 */
export function tagFault(markup: string): string | undefined {
  const open: string[] = [];
  let at = markup.indexOf('<');
  while (at >= 0) {
    const other = endOfOther(markup, at);
    const end = other ?? endOfTag(markup, at);
    if (end < 0) return 'it is cut off inside a tag';
    if (other === undefined) {
      const tag = markup.slice(at, end);
      const name = /^<\/?([^\s/>]*)/.exec(tag)?.[1] ?? '';
      if (!tag.startsWith('</')) {
        if (!tag.endsWith('/>')) open.push(name);
      } else if (open.pop() !== name) return `${quoted(`</${name}>`)} closes no open tag`;
    }
    at = markup.indexOf('<', end);
  }
  return open.length === 0 ? undefined : `it ends before ${quoted(open.at(-1)!)} is closed`;
}
