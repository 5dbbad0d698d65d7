import { describe, expect, it } from 'vitest';
import { formatByExtension, formatByMediaType, mediaTypeByExtension } from './file-format.ts';

describe('mediaTypeByExtension', () => {
  it.each([
    ['notes.TXT', 'text/plain'],
    ['in/page.htm', 'text/html'],
    ['table.tsv', 'text/tab-separated-values'],
    ['crawl.warc.gz', 'application/warc'],
    ['report.pdf', 'application/pdf'],
    ['picture.png', 'application/octet-stream'],
    ['without', 'application/octet-stream'],
    ['.pdf', 'application/octet-stream'],
  ])('of %s is %s', (path, mediaType) => {
    expect(mediaTypeByExtension(path)).toBe(mediaType);
  });

  it('promises the same format as the extension itself, wherever the media type tells one', () => {
    const extensions = 'txt text md markdown html htm xhtml xml tei json jsonl ndjson csv tsv eml warc pdf docx'.split(
      ' ',
    );
    const told = extensions.flatMap((extension) => {
      const path = `x.${extension}`;
      const format = formatByMediaType(mediaTypeByExtension(path));
      return format === undefined ? [] : [[extension, format, formatByExtension(path)]];
    });
    expect(told).toHaveLength(13);
    for (const [extension, format, byExtension] of told) expect([extension, format]).toEqual([extension, byExtension]);
  });
});
