import type { SourceKind } from '../domain/source.ts';
import { readContracts } from './contracts.ts';
import { readCsaf } from './csaf.ts';
import { readFeed } from './feed.ts';
import { readFieldNotes } from './field-notes.ts';
import { readFolder } from './folder.ts';
import { readJsonLines } from './json-lines.ts';
import { readMailbox } from './mailbox.ts';
import { readMisp } from './misp.ts';
import { readNinjs } from './ninjs.ts';
import { readSitemap } from './sitemap.ts';
import type { ReadSource } from './source.ts';
import { readStix } from './stix.ts';
import { readTaxii } from './taxii.ts';
import { readWebPage } from './web-page.ts';

/** How each kind of source is read; kinds that are not here are not read by the program itself. */
export const READERS: Readonly<Partial<Record<SourceKind, ReadSource>>> = {
  contracts: readContracts,
  csaf: readCsaf,
  feed: readFeed,
  'field-notes': readFieldNotes,
  folder: readFolder,
  'json-lines': readJsonLines,
  mailbox: readMailbox,
  misp: readMisp,
  ninjs: readNinjs,
  sitemap: readSitemap,
  stix: readStix,
  taxii: readTaxii,
  'web-page': readWebPage,
};
