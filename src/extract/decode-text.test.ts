import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('decodeText', () => {
  it('reads UTF-8 with and without a byte-order mark', () => {
    expect(decodeText(Buffer.from('été'))).toBe('été');
    expect(decodeText(Buffer.from('\ufeffété'))).toBe('été');
  });

  it('reads UTF-16 by its byte-order mark, whatever the text declares', () => {
    const little = Buffer.from('\ufeff<?xml version="1.0" encoding="utf-8"?><a>é</a>', 'utf16le');
    expect(decodeText(little, { declares: true })).toContain('<a>é</a>');
    expect(decodeText(little, { declares: true })).not.toContain('\ufeff');
    expect(decodeText(Buffer.from(little).swap16(), { declares: true })).toContain('<a>é</a>');
  });

  it('reads what is no UTF-8 as windows-1252', () => {
    expect(decodeText(latin1('L\xe9t\xe9 \x93froid\x94 \x80'))).toBe('Lété “froid” €');
  });

  it('keeps the rest of a UTF-8 text of which one sequence is cut', () => {
    const cut = Buffer.concat([Buffer.from('déjà vu à côté'), Buffer.from([0xc3])]);
    expect(decodeText(cut)).toBe('déjà vu à côté\ufffd');
  });

  it('takes iso-8859-1 for windows-1252', () => {
    expect(decodeText(latin1('<meta charset="iso-8859-1">\x93\x94'), { declares: true })).toContain('“”');
  });

  it('obeys the charset that a page or an XML file declares', () => {
    const koi = [0xf4, 0xc5, 0xd3, 0xd4];
    expect(
      decodeText(Buffer.concat([latin1('<meta charset=koi8-r>'), Buffer.from(koi)]), { declares: true }),
    ).toContain('Тест');
    const xml = latin1("<?xml version='1.0' encoding='iso-8859-15'?><a>\xa4</a>");
    expect(decodeText(xml, { declares: true })).toContain('€');
    const meta = latin1('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\xcf');
    expect(decodeText(meta, { declares: true })).toContain('П');
  });

  it('passes over a charset that nobody knows, and one that cannot be true', () => {
    expect(decodeText(Buffer.from('<meta charset="klingon">é'), { declares: true })).toContain('é');
    expect(decodeText(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'), { declares: true })).toContain(
      'é',
    );
  });

  it('does not look for a declaration in a format that has none', () => {
    expect(decodeText(Buffer.from('<meta charset="koi8-r">é'))).toContain('é');
  });
});
