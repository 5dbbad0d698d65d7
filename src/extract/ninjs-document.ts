import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { type Extracted, quoted } from './extract-problem.ts';
import { smallLetters } from './json-signs.ts';
import { languageCode } from './language-code.ts';
import { parseHtml } from './markup-tree.ts';
import { associationsOf, isNinjsProperty, ninjsFaults } from './ninjs-check.ts';
import { offStandard } from './off-standard.ts';
import { labelled, paragraphsOf } from './paragraphs.ts';
import type { UnknownRecord } from './record-fields.ts';
import type { RecordPlace } from './record-place.ts';
import { recordAt, recordsAt, stringsIn, textAt } from './record-values.ts';
import { renderedText } from './rendered-text.ts';

/** Concepts that an item is about, in the names of version 1 and of later ones. */
const CONCEPTS: readonly (readonly [label: string, ...names: string[]])[] = [
  ['Subjects', 'subjects', 'subject'],
  ['People', 'people', 'person'],
  ['Organisations', 'organisations', 'organisation'],
  ['Places', 'places', 'place'],
  ['Events', 'events', 'event'],
  ['Objects', 'objects', 'object'],
  ['Genres', 'genres', 'genre'],
  ['Sources of information', 'infosources', 'infosource'],
];

/** What an associated item has besides, told where it is named. */
const LINK_NAMES = new Set(['name', 'rel']);

/** A text of an item with the role that it has and the type of its content. */
interface RoledText {
  readonly role: string;
  readonly value: string;
  readonly kind: 'html' | 'plain' | 'other';
}

/**
 * Reads a news item in ninjs, 1.0 to 3.3: its main headline as the title; body, byline, place, subjects and what goes with
 * it as the text; the day of its version, else of its creation. Embargo, status and terms of use are told in the text and
 * bind nobody by themselves. https://iptc.org/std/ninjs/
 */
export function* ninjsDocuments(record: UnknownRecord, { origin, id: placeId }: RecordPlace): Generator<Extracted> {
  const item = smallLetters(record);
  const uri = textAt(item, 'uri');
  const problem = offStandard(origin.path, `The news item ${quoted(uri)}`, [...new Set(ninjsFaults(item))]);
  if (problem) yield problem;
  const date = ['versioncreated', 'firstcreated', 'contentcreated']
    .map((name) => dayOf(textAt(item, name)))
    .find(Boolean);
  const lang = languageCode(textAt(item, 'language')) ?? origin.lang;
  const source = textAt(recordsAt(item, 'infosources')[0] ?? recordsAt(item, 'infosource')[0], 'name');
  const owner = source || textAt(item, 'copyrightholder');
  const version = textAt(item, 'version');
  const text = itemText(item);
  yield documentOf({
    id: [uri || placeId, version].filter(Boolean).join('@'),
    title: titleOf(item),
    // An item may have nothing but its address, and be sound.
    text: text === '' ? labelled('News item', uri) : text,
    ...{ lang, date, source: owner },
  });
}

function titleOf(item: UnknownRecord): string {
  const headlines = roledTexts(item, 'headline');
  const main = headlines.find(({ role }) => role === 'main') ?? headlines[0];
  const planned = textAt(recordsAt(item, 'plannedcoverage')[0], 'title');
  return (main ? plain(main) : '') || textAt(item, 'title') || textAt(item, 'name') || planned;
}

function itemText(item: UnknownRecord): string {
  const coverages = recordsAt(item, 'plannedcoverage').map(smallLetters);
  const title = titleOf(item);
  return paragraphsOf([
    labelled('Type', textAt(item, 'type')),
    labelled('By', textAt(item, 'by') || textAt(item, 'byline')),
    labelled('Located', textAt(item, 'located')),
    embargoText(item),
    statusText(item),
    ...[...roledTexts(item, 'headline').map(plain), textAt(item, 'title')].filter((text) => text !== title),
    ...roledTexts(item, 'description').map(plain),
    ...bodies(item),
    ...eventTexts(recordAt(item, 'eventdetails')),
    ...coverages.flatMap((coverage) => [
      labelled('Planned', textAt(coverage, 'type'), textAt(coverage, 'title')),
      textAt(coverage, 'ednote'),
      ...eventTexts(coverage),
    ]),
    ...CONCEPTS.map(([label, ...names]) =>
      labelled(label, names.flatMap((name) => recordsAt(item, name)).flatMap(wordsOf)),
    ),
    labelled('Slugline', textAt(item, 'slugline')),
    labelled('Note to editors', textAt(item, 'ednote')),
    labelled('Copyright', textAt(item, 'copyrightholder'), textAt(item, 'copyrightnotice')),
    labelled('Terms of use', textAt(item, 'usageterms'), rightsText(item)),
    ...associationsOf(item).flatMap((association) => {
      const names = [textAt(association, 'type'), textAt(association, 'name'), titleOf(association)];
      return [labelled('With it', names), itemText(association)];
    }),
    // What no version names is kept: it may be all that a publisher's own property says.
    ...Object.entries(item).flatMap(([name, value]) =>
      isNinjsProperty(name) || LINK_NAMES.has(name) ? [] : stringsIn(value),
    ),
  ]);
}

function embargoText(item: UnknownRecord): string {
  const until = textAt(item, 'embargoed');
  const reason = textAt(item, 'embargoedreason');
  return until === ''
    ? labelled('Embargo', reason)
    : labelled(`Embargoed until ${until}`, reason) || `Embargoed until ${until}.`;
}

/** Only what is not as usual: an item that states nothing is usable. */
function statusText(item: UnknownRecord): string {
  const status = textAt(item, 'pubstatus');
  return status === 'usable' ? '' : labelled('Publication status', status);
}

function rightsText(item: UnknownRecord): string {
  const rights = smallLetters(recordAt(item, 'rightsinfo'));
  return textAt(rights, 'linkedrights') || textAt(rights, 'encodedrights');
}

function eventTexts(details: UnknownRecord): string[] {
  const dates = recordAt(details, 'dates');
  const start = textAt(dates, 'startDate') || textAt(dates, 'expectedStartDate');
  const end = textAt(dates, 'endDate') || textAt(dates, 'expectedEndDate');
  return [
    labelled('Begins', start),
    labelled('Ends', end),
    labelled(
      'Organiser',
      [details['organiser'], ...recordsAt(details, 'organiser')].map((who) => textAt(who, 'name')),
    ),
  ];
}

/** A concept by its name, with where it can be reached, which for places is their address. */
function wordsOf(concept: UnknownRecord): string[] {
  const contacts = [...recordsAt(concept, 'contactInfo'), ...recordsAt(concept, 'contactinfo')];
  const addresses = contacts.map((contact) => stringsIn(contact['address']).join(', '));
  return [textAt(concept, 'name') || textAt(concept, 'literal'), ...addresses];
}

/** The texts of a kind: a list in version 2 and 3 (`headlines`), properties in version 1 (`headline`, `headline_x`). */
function roledTexts(item: UnknownRecord, kind: 'headline' | 'description' | 'body'): RoledText[] {
  const plural = kind === 'body' ? 'bodies' : `${kind}s`;
  const listed = recordsAt(item, plural).map((entry) => {
    const type = textAt(entry, 'contentType') || textAt(entry, 'contenttype');
    return roledText(textAt(entry, 'role'), textAt(entry, 'value'), type);
  });
  const named = Object.keys(item)
    .filter((name) => name === kind || name.startsWith(`${kind}_`))
    .map((name) => roledText(name === kind ? 'main' : name.slice(kind.length + 1), textAt(item, name), ''));
  return [...named, ...listed].filter(({ value }) => value !== '');
}

function roledText(role: string, value: string, type: string): RoledText {
  if (/html/i.test(type || role)) return { role, value, kind: 'html' };
  if (type !== '' && !/^text\/plain/i.test(type)) return { role, value, kind: 'other' };
  return { role, value, kind: /^<(?:[a-z]|!|\?)[^<]*>/i.test(value) ? 'html' : 'plain' };
}

function plain({ value, kind }: RoledText): string {
  if (kind === 'plain' || !value.includes('<')) return value;
  const body = parseHtml(value).querySelector('body');
  return body ? renderedText(body) : value;
}

/**
 * The bodies of one kind, since each kind tells the same: HTML, or the plain text where it has clearly more, or what else
 * there is (NITF, NewsML), the longest of it.
 */
function bodies(item: UnknownRecord): string[] {
  const all = roledTexts(item, 'body');
  const ofKind = (kind: RoledText['kind']) => all.filter((body) => body.kind === kind).map(plain);
  const inParagraphs = (texts: readonly string[]) => texts.flatMap((part) => part.split(/\n\s*\n/));
  const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
  const [html, text] = [ofKind('html'), ofKind('plain')];
  // A few characters more are the blank lines between paragraphs.
  const read = lengthOf(text) > lengthOf(html) * 1.2 ? text : html;
  // In paragraphs, which count once: a second form of the same HTML adds its captions only.
  if (read.length > 0) return inParagraphs(read);
  return ofKind('other')
    .sort((one, other) => other.length - one.length)
    .slice(0, 1);
}
