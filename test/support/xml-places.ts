/** An element by its own text before any element inside, and where it stands. */
export interface XmlPlace {
  /** Names without prefixes, each with its number among its namesakes: `/Notice[1]/Lot[2]/ID[1]`. */
  readonly path: string;
  readonly value: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads the elements of sound XML straight from its tags: a second reading, to hold that of a parser against. */
export function xmlPlaces(xml: string): XmlPlace[] {
  const places: XmlPlace[] = [];
  const open: { readonly path: string; readonly counts: Map<string, number> }[] = [{ path: '', counts: new Map() }];
  const plain = xml.replace(/<!--.*?-->|<\?.*?\?>/gs, '');
  for (const [, close, written, attributes = '', selfClosing, text = ''] of plain.matchAll(
    /<(\/?)([\w:.-]+)([^<>]*?)(\/?)>([^<]*)/g,
  )) {
    const parent = open.at(-1)!;
    if (close) {
      open.pop();
      continue;
    }
    const name = written!.replace(/^.*:/, '');
    const number = (parent.counts.get(name) ?? 0) + 1;
    parent.counts.set(name, number);
    const path = `${parent.path}/${name}[${number}]`;
    places.push({ path, value: unescaped(text).replace(/\s+/g, ' ').trim(), attributes: attributesIn(attributes) });
    if (!selfClosing) open.push({ path, counts: new Map() });
  }
  return places;
}

function attributesIn(written: string): Record<string, string> {
  const pairs = written.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...pairs].map(([, name, one, other]) => [name!, unescaped(one ?? other ?? '')]));
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
