import { Refusal } from '../errors.ts';
import { DISCIPLINES, type Discipline } from './order.ts';
import { checkSourceOptions } from './source-options.ts';

export const SOURCE_KINDS = [
  'feed',
  'web-page',
  'sitemap',
  'folder',
  'mailbox',
  'contracts',
  'csaf',
  'stix',
  'taxii',
  'misp',
  'ninjs',
  'json-lines',
  'field-notes',
] as const;
/** How documents are got from a source. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

const DISCIPLINE_OF: Readonly<Record<SourceKind, Discipline>> = {
  feed: 'open-web',
  'web-page': 'open-web',
  sitemap: 'open-web',
  folder: 'documents',
  mailbox: 'documents',
  contracts: 'open-data',
  csaf: 'open-data',
  stix: 'open-data',
  taxii: 'open-data',
  misp: 'open-data',
  ninjs: 'open-data',
  'json-lines': 'documents',
  'field-notes': 'people',
};

/** Returns the kind of lawful collector that a source of this kind is where nobody says otherwise. */
export function usualDiscipline(kind: SourceKind): Discipline {
  return DISCIPLINE_OF[kind];
}

export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** From A (reliable) to E (unreliable); F cannot be judged. */
export type Reliability = (typeof RELIABILITIES)[number];

export const SOURCE_STATUSES = ['active', 'paused', 'retired'] as const;
export type SourceStatus = (typeof SOURCE_STATUSES)[number];

/** What a person says of a source, beside its markings. */
export interface DescribedSource {
  readonly name: string;
  readonly kind: SourceKind;
  /** Where it is: for its kind to read. */
  readonly address: string;
  readonly reliability: Reliability;
  /** The kind of lawful collector that it is: orders say which of them they accept. */
  readonly discipline: Discipline;
  /** How often it is read, in minutes (`every`), after how many hours it is quiet (`quietAfter`), and what its kind reads. */
  readonly schedule: Readonly<Record<string, unknown>>;
  /** Whether marks found in its documents set their marking; never below the default. */
  readonly trusted: boolean;
  readonly status: SourceStatus;
}

/** Kinds that are read at an address of the web and nowhere else. */
const ON_THE_WEB: ReadonlySet<SourceKind> = new Set(['web-page', 'sitemap']);

/** Refuses what is no source. */
export function checkSource({ name, kind, address, reliability, discipline, schedule, status }: DescribedSource): void {
  if (name.trim() === '') throw new Refusal('invalid', 'source-name', 'A source has a name.');
  if (!SOURCE_KINDS.includes(kind)) {
    throw new Refusal('invalid', 'source-kind', `A source is one of these: ${SOURCE_KINDS.join(', ')}.`);
  }
  if (address.trim() === '') {
    throw new Refusal('invalid', 'source-address', 'A source has an address: where its documents come from.');
  }
  if (ON_THE_WEB.has(kind) && !/^https?:\/\/[^\s/?#]/i.test(address.trim())) {
    const message = `The address of a source of the kind ${kind} begins with https:// or http:// and a host.`;
    throw new Refusal('invalid', 'source-address-web', message);
  }
  if (holdsUser(address)) {
    const message = 'The address of a source holds a user or a password, which do not belong there.';
    throw new Refusal('invalid', 'source-address-credentials', message);
  }
  if (!RELIABILITIES.includes(reliability)) {
    const message = 'The reliability of a source goes from A (reliable) to E (unreliable); F cannot be judged.';
    throw new Refusal('invalid', 'source-reliability', message);
  }
  if (!DISCIPLINES.includes(discipline)) {
    throw new Refusal('invalid', 'source-discipline', `A source is one of these: ${DISCIPLINES.join(', ')}.`);
  }
  checkTimes(schedule);
  checkSourceOptions(kind, schedule);
  if (!SOURCE_STATUSES.includes(status)) {
    throw new Refusal('invalid', 'source-status', `A source is one of these: ${SOURCE_STATUSES.join(', ')}.`);
  }
}

/** As parsers of addresses read it, which drop tabs and line ends. A single letter is a drive and no scheme. */
function holdsUser(address: string): boolean {
  return /^\s*[a-z][a-z\d+.-]+:[\\/]*[^\\/?#]*@/i.test(address.replace(/[\t\r\n]/g, ''));
}

/** In minutes; in hours. */
const TIMES = { every: { least: 1, most: 40_320 }, quietAfter: { least: 1, most: 8_760 } } as const;

function checkTimes(schedule: DescribedSource['schedule']): void {
  for (const [name, { least, most }] of Object.entries(TIMES)) {
    const value = schedule[name];
    if (value === undefined || (typeof value === 'number' && value >= least && value <= most)) continue;
    const message = `A source is read every 1 to 40320 minutes (every), and is quiet after 1 to 8760 hours (quietAfter).`;
    throw new Refusal('invalid', 'source-schedule', message);
  }
}
