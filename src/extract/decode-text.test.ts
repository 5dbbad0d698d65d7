import iconv from 'iconv-lite';
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

  it('obeys the charset that was stated beside the text, before what the text declares', () => {
    const xml = latin1("<?xml version='1.0' encoding='koi8-r'?><a>\xa4</a>");
    expect(decodeText(xml, { declares: true, charset: 'ISO-8859-15' })).toContain('€');
    expect(decodeText(latin1('\xe9'), { declares: false, charset: 'latin1' })).toBe('é');
    expect(decodeText(Buffer.from('\ufeffé'), { declares: false, charset: 'koi8-r' })).toBe('é');
    expect(decodeText(latin1('<meta charset="koi8-r">\xf4'), { declares: true, charset: 'klingon' })).toContain('Т');
  });

  it('takes sound UTF-8 for that, whatever default a server states', () => {
    expect(decodeText(Buffer.from('déjà vu'), { declares: false, charset: 'iso-8859-1' })).toBe('déjà vu');
    expect(decodeText(Buffer.from('été'), { declares: true, charset: 'utf-8' })).toBe('été');
  });

  it.each(['utf-32le', 'utf-32be', 'utf-16le', 'utf-16be'])('reads markup in %s, with and without mark', (charset) => {
    const markup = '<?xml version="1.0"?><a>é</a>';
    const encoded = (text: string) => {
      const width = charset.includes('32') ? 4 : 2;
      const bytes = Buffer.alloc(text.length * width);
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (charset === 'utf-32le') bytes.writeUInt32LE(code, at * 4);
        else if (charset === 'utf-32be') bytes.writeUInt32BE(code, at * 4);
        else if (charset === 'utf-16le') bytes.writeUInt16LE(code, at * 2);
        else bytes.writeUInt16BE(code, at * 2);
      }
      return bytes;
    };
    expect(decodeText(encoded(markup), { declares: true })).toBe(markup);
    expect(decodeText(encoded(`\ufeff${markup}`), { declares: true })).toBe(markup);
  });

  it('does not look for a declaration in a format that has none', () => {
    expect(decodeText(Buffer.from('<meta charset="koi8-r">é'))).toContain('é');
  });

  it('obeys a header before what the text declares, and after a byte-order mark', () => {
    const koi = Buffer.from([0xf4, 0xc5, 0xd3, 0xd4]);
    expect(decodeText(koi, { charset: 'koi8-r' })).toBe('Тест');
    expect(
      decodeText(Buffer.concat([latin1('<meta charset=utf-8>'), koi]), { charset: 'KOI8-R', declares: true }),
    ).toContain('Тест');
    expect(decodeText(Buffer.from('\ufeffété'), { charset: 'koi8-r' })).toBe('été');
    expect(decodeText(latin1('\x93'), { charset: 'latin1' })).toBe('“');
    expect(decodeText(Buffer.from('été'), { charset: 'klingon' })).toBe('été');
  });

  it.each([
    ['windows-1251', 'Правительство объявило о новых мерах поддержки экономики, сообщает агентство в понедельник.'],
    ['shift_jis', '政府は月曜日に新しい経済対策を発表したと伝えられている。詳細は未定だ。'],
    ['gb18030', '政府星期一宣布了新的经济措施，据报道细节尚未公布。'],
    ['euc-kr', '정부는 월요일 새로운 경제 대책을 발표했다고 통신이 보도했다.'],
    ['windows-1252', 'Le gouvernement a annoncé lundi de nouvelles mesures pour l’économie, à hauteur de 5 €.'],
    ['windows-1252', 'Die Regierung kündigte am Montag neue Maßnahmen für die Wirtschaft an, berichtet „Die Zeit“.'],
    ['windows-1253', 'Η κυβέρνηση ανακοίνωσε τη Δευτέρα νέα μέτρα για την οικονομία, σύμφωνα με το πρακτορείο.'],
  ])('guesses %s where nothing states it', (charset, text) => {
    expect(decodeText(iconv.encode(text, charset))).toBe(text);
  });
});
