import type { SourceKind } from '../domain/source.ts';
import { readCsaf } from './csaf.ts';
import { readFeed } from './feed.ts';
import { readFolder } from './folder.ts';
import { readJsonLines } from './json-lines.ts';
import { readSitemap } from './sitemap.ts';
import type { ReadSource } from './source.ts';
import { readWebPage } from './web-page.ts';

/** How each kind of source is read; kinds that are not here are not read by the program itself. */
export const READERS: Readonly<Partial<Record<SourceKind, ReadSource>>> = {
  csaf: readCsaf,
  feed: readFeed,
  folder: readFolder,
  'json-lines': readJsonLines,
  sitemap: readSitemap,
  'web-page': readWebPage,
};
