import type { IssuedCopy } from '../domain/copy.ts';
import type { Confidence } from '../domain/report.ts';
import { inlineText } from './copy-text.ts';
import { type ViewBlock, type ViewList, type ViewMarked, type ViewSource, viewCopy } from './copy-view.ts';
import { nameUuid } from './name-uuid.ts';
import { StixMarkings, type StixObject } from './stix-markings.ts';

/** By the scale of STIX 2.1, appendix A: low, medium, high. */
const CONFIDENCE: Readonly<Record<Confidence, number>> = { low: 15, moderate: 50, high: 85 };
/** Milliseconds behind its release: a state that came later is a later version of the same object. */
const VERSION = { current: 0, superseded: 1, recalled: 2 } as const;

/** A part of a copy that stands under one mark. */
interface Part {
  readonly mark: string;
  readonly text: string;
  readonly confidence?: Confidence | undefined;
}

/**
 * Returns a copy as a STIX 2.1 bundle: a report by `desk`, and a note for each part of it under its own mark. Ids are made from
 * the copy's, so that the same copy gives the same bundle; one that was superseded or recalled is a later version of the same report, and
 * a recalled one is revoked and says nothing.
 */
export function copyAsStix(issued: IssuedCopy, desk: string): string {
  const { id, releasedAt, state, copy } = issued;
  const view = viewCopy(issued);
  const created = new Date(releasedAt).toISOString();
  const modified = new Date(releasedAt + VERSION[state]).toISOString();
  const markings = new StixMarkings({ id, scheme: copy.scheme, created });
  const notice = view.notice === undefined ? [] : [markings.statement(view.notice)];
  const marked = (refs: readonly string[]): StixObject => refsIn([...refs, ...notice]);
  const author = identityOf(desk);
  const shared = { spec_version: '2.1', created_by_ref: author['id'], created, modified, lang: view.language };
  const reportId = `report--${nameUuid(id, 'report')}`;
  const parts = view.blocks.flatMap(partsOfBlock);
  const notes = parts.map(
    ({ mark, text, confidence }, place): StixObject => ({
      type: 'note',
      ...shared,
      id: `note--${nameUuid(id, 'note', String(place))}`,
      ...(confidence && { confidence: CONFIDENCE[confidence] }),
      content: text,
      object_refs: [reportId],
      ...marked(markings.refsOf(bare(mark))),
    }),
  );
  const references = view.sources.map(referenceOf);
  const titleRefs = view.title.mark === undefined ? [] : markings.refsOf(bare(view.title.mark));
  const description = [view.warning, view.cut].filter((line) => line !== undefined).join(' ');
  const report: StixObject = {
    type: 'report',
    ...shared,
    id: reportId,
    ...(state === 'recalled' && { revoked: true }),
    name: view.title.text,
    ...(description !== '' && { description }),
    published: created,
    ...(references.length > 0 && { external_references: references }),
    object_refs: notes.length > 0 ? notes.map((note) => note['id']) : [author['id']],
    ...marked(view.banner === undefined ? [] : markings.refsOf(view.banner)),
    ...(titleRefs.length > 0 && {
      granular_markings: titleRefs.map((ref) => ({ marking_ref: ref, selectors: ['name'] })),
    }),
  };
  const objects = [author, ...markings.definitions, report, ...notes];
  return `${JSON.stringify({ type: 'bundle', id: `bundle--${nameUuid(id, 'bundle', state)}`, objects }, null, 2)}\n`;
}

/** Who publishes: the same in all bundles of a desk. */
function identityOf(desk: string): StixObject {
  const first = new Date(0).toISOString();
  return {
    type: 'identity',
    spec_version: '2.1',
    id: `identity--${nameUuid('identity', desk)}`,
    created: first,
    modified: first,
    name: desk,
    identity_class: 'organization',
  };
}

function refsIn(refs: readonly string[]): StixObject {
  return refs.length === 0 ? {} : { object_marking_refs: [...new Set(refs)] };
}

/** A mark without its parentheses. */
function bare(mark: string): string {
  return mark.replace(/^\((.*)\)$/s, '$1');
}

function referenceOf({ number, mark, title, details, quotation, grade, address, isWeb }: ViewSource): StixObject {
  const url = isWeb && address !== undefined ? uriOf(address) : undefined;
  const shownAddress = url === undefined ? address : undefined;
  const named = [mark, title].filter((part) => part !== undefined).join(' ');
  const said = [[named, ...details].join(', '), quotation, shownAddress, grade].filter((one) => one !== undefined);
  return {
    source_name: `[${number}]`,
    description: said.join('\n'),
    ...(url !== undefined && { url }),
  };
}

/** Returns an address as a URI (RFC 3986); undefined where it is none. */
function uriOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { href, host } = new URL(address);
  if (host.includes('[')) return undefined;
  const written = href.replace(/[[\]|^`{}"<>\\]/g, encodeURIComponent).replace(/%(?![0-9a-f]{2})/gi, '%25');
  // A second number sign is none of an address.
  const [before = '', ...fragments] = written.split('#');
  return fragments.length === 0 ? before : `${before}#${fragments.join('%23')}`;
}

function partsOfBlock(block: ViewBlock): Part[] {
  switch (block.kind) {
    case 'heading':
      return [partOf(block, `${block.number} `)];
    case 'paragraph':
    case 'quote':
      return [partOf(block, '')];
    case 'list':
      return partsOfList(block);
    case 'table': {
      const columns = block.header.map(inlineText);
      const rows = block.rows.map(({ mark, cells }, index) => {
        const said = cells.map((cell, place) =>
          [columns[place] ?? '', inlineText(cell)].filter((one) => one !== '').join(': '),
        );
        return { mark, text: `${block.name}.${index + 1}. ${said.join('; ')}` };
      });
      const head = partOf(block, `${block.name}. `);
      return [{ ...head, text: `${head.text}\n${columns.join(' | ')}` }, ...rows];
    }
  }
}

function partsOfList({ items }: ViewList): Part[] {
  return items.flatMap((item) => [partOf(item, `${item.sign} `), ...item.lists.flatMap(partsOfList)]);
}

function partOf({ mark, content, about, confidence }: ViewMarked, before: string): Part {
  const text = `${before}${inlineText(content)}`.trim();
  return { mark, confidence, text: [text, ...about].filter((one) => one !== '').join(' ') };
}
