import { describe, expect, it } from 'vitest';
import { extractedFrom } from '../../test/support/extracted.ts';
import { docxOf, wordParagraph } from '../../test/support/files.ts';
import { type Extracted, isExtractProblem } from './extract-problem.ts';
import { mailDay } from './mail-day.ts';

function read(source: string | Uint8Array, path = 'a.eml'): Promise<Extracted[]> {
  const bytes = typeof source === 'string' ? Buffer.from(source.replaceAll('\n', '\r\n'), 'latin1') : source;
  return extractedFrom(bytes, { path });
}

const brief = (items: readonly Extracted[]) =>
  items.map((item) => (isExtractProblem(item) ? [item.path, item.code] : [item.id, item.text]));

const HEAD = 'From: A. Name <a@example.org>\nTo: b@example.org\nSubject: The subject\nMIME-Version: 1.0\n';

function mixed(parts: readonly string[], kind = 'mixed', boundary = 'xxx'): string {
  const body = parts.map((part) => `--${boundary}\n${part}\n`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\n\n${body}--${boundary}--\n`;
}

const TEXT = 'Content-Type: text/plain; charset=utf-8\n\nThe words.';
const attached = (name: string, type: string, content: string) =>
  `Content-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\n\n${content}`;

describe('a mail', () => {
  it('has its subject, senders, day and words', async () => {
    const source = `${HEAD}Date: Tue, 22 May 2012 23:30:00 -0500\nContent-Language: fr\n\nThe words.\n`;
    expect(await read(source)).toEqual([
      { id: 'a.eml', title: 'The subject', text: 'The words.', byline: 'A. Name', date: '2012-05-23', lang: 'fr' },
    ]);
  });

  it('is known by its headers where its name says nothing, and is a text where its name says so', async () => {
    expect(await read(`${HEAD}\nThe words.`, 'message')).toMatchObject([{ title: 'The subject', text: 'The words.' }]);
    expect((await read(`${HEAD}\nThe words.`, 'a.txt'))[0]).toMatchObject({ title: 'From: A. Name <a@example.org>' });
    expect(brief(await read('no headers at all', 'a.eml'))).toEqual([['a.eml', 'no headers at all']]);
  });

  it('has the words of its HTML, with their portions, where that says as much as the plain part', async () => {
    const html = 'Content-Type: text/html\n\n<h1>The</h1><p>words<p style="display:none">hidden';
    expect(await read(HEAD + mixed([TEXT, html], 'alternative'))).toMatchObject([
      { text: 'The\n\nwords', portions: [{ kind: 'heading' }, { kind: 'paragraph' }] },
    ]);
    const frame = 'Content-Type: text/html\n\n<p>Hi';
    expect(brief(await read(HEAD + mixed([TEXT, frame], 'alternative')))).toEqual([['a.eml', 'The words.']]);
  });

  it('is read in the charset that it states, Latin-1 as windows-1252, and else in the likeliest', async () => {
    const stated = 'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n';
    expect(brief(await read(`${HEAD}${stated}\x93L\xe9t\xe9\x94 5 \x80`))).toEqual([['a.eml', '“Lété” 5 €']]);
    expect(brief(await read(`${HEAD}\nL\x92\xe9t\xe9 5 \x80`))).toEqual([['a.eml', 'L’été 5 €']]);
    expect(await read(`Subject: =?utf-8?q?=C3=A9t=C3=A9?=\nFrom: x@y.z\nTo: x@y.z\n\nx`)).toMatchObject([
      { title: 'été' },
    ]);
  });

  it('gives each attachment as a document of its own', async () => {
    const docx = docxOf(wordParagraph('Of Word.')).toString('base64');
    const parts = [
      TEXT,
      attached('a.txt', 'text/plain; charset=koi8-r', '\xf4\xc5\xd3\xd4'),
      attached('a.txt', 'text/plain', 'second'),
      attached('p.html', 'text/html', '<p>Of a page.'),
      `Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n${docx}`,
    ];
    expect(brief(await read(`${HEAD}Date: 22 May 2012 10:00 +0000\n${mixed(parts)}`))).toEqual([
      ['a.eml', 'The words.'],
      ['a.eml#a.txt', 'Тест'],
      ['a.eml#2-a.txt', 'second'],
      ['a.eml#p.html', 'Of a page.'],
      ['a.eml#4', 'Of Word.'],
    ]);
  });

  it('tells of an attachment that cannot be read, but not of pictures in its HTML and of signatures', async () => {
    const picture =
      'Content-Type: image/png; name=p.png\nContent-ID: <p>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=';
    const html = 'Content-Type: text/html\n\n<p>The words.<img src="cid:p">';
    const signature = attached('s.asc', 'application/pgp-signature', 'signature');
    expect(brief(await read(HEAD + mixed([html, picture], 'related')))).toEqual([['a.eml', 'The words.']]);
    expect(brief(await read(HEAD + mixed([TEXT, signature], 'signed')))).toEqual([['a.eml', 'The words.']]);
    expect(brief(await read(HEAD + mixed([TEXT, picture])))).toEqual([
      ['a.eml', 'The words.'],
      ['a.eml#p.png', 'extract-unknown-format'],
    ]);
  });

  it('may lie in a mail, but not too deep, and with no more attachments than all of them may have', async () => {
    let nested = `${HEAD}\nThe innermost.`;
    for (let depth = 0; depth < 7; depth++) {
      nested =
        HEAD +
        mixed([`Content-Type: message/rfc822\nContent-Disposition: attachment\n\n${nested}`], 'mixed', `b${depth}`);
    }
    const items = await read(nested);
    expect(items.filter(isExtractProblem).map(({ code }) => code)).toEqual(['extract-too-deep']);
    const many = Array.from({ length: 250 }, (_, number) => attached(`${number}.txt`, 'text/plain', 'x'));
    const found = await read(HEAD + mixed([TEXT, ...many]));
    expect(found).toHaveLength(202);
    expect(found.at(-1)).toMatchObject({ code: 'extract-too-many-parts' });
  });

  it('that is encrypted or empty is a problem', async () => {
    const parts = [
      'Content-Type: application/pgp-encrypted\n\nVersion: 1',
      'Content-Type: application/octet-stream\n\nx',
    ];
    expect(brief(await read(HEAD + mixed(parts, 'encrypted')))).toEqual([['a.eml', 'extract-encrypted']]);
    expect(brief(await read('From: a@b.c\nTo: a@b.c\n\n'))).toEqual([['a.eml', 'extract-no-text']]);
  });
});

describe('the day of a mail', () => {
  it.each([
    ['Thu, 13 Feb 1997 23:15:00 -0500 (EST)', '1997-02-14'],
    ['13 Feb 97 23:15 EST', '1997-02-14'],
    ['1 Jan 2012 00:30:00 +0100', '2011-12-31'],
    ['2012-05-22T10:00:00Z', '2012-05-22'],
    ['31 Feb 2012 10:00:00 +0000', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('%s is %s', (text, day) => {
    expect(mailDay(text)).toBe(day);
  });
});
