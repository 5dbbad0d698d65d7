import { deflateRawSync, deflateSync } from 'node:zlib';

/** A file of a ZIP archive; `size` is what the directory says of it, where that is not true. */
export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly size?: number;
}

/** Makes a ZIP archive. Check sums are left out, which no reader here asks for. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, size } of parts) {
    const plain = Buffer.from(content as string);
    const packed = deflateRawSync(plain, { level: 9 });
    const sizes = [packed.length, size ?? plain.length];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(sizes[0]!, 18);
    head.writeUInt32LE(sizes[1]!, 22);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(sizes[0]!, 20);
    entry.writeUInt32LE(sizes[1]!, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, ...directory, end]);
}

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A paragraph of WordprocessingML in the style of that id. */
export function wordParagraph(text: string, style?: string): string {
  const properties = style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : '';
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A DOCX file with that body, and more parts beside it. */
export function docxOf(body: string, more: Readonly<Record<string, string>> = {}): Buffer {
  const types = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`;
  const relation = `<Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/>`;
  const styles = ['Title', 'heading 1', 'caption', 'Quote'].map(
    (name) => `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`,
  );
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': types,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation}</Relationships>`,
    'word/document.xml': `<w:document ${WORD}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${WORD}>${styles.join('')}</w:styles>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ...more,
  };
  return zipOf(Object.entries(parts).map(([name, content]) => ({ name, content })));
}

/** The header or footer of a page. */
export function wordHeader(...lines: readonly string[]): string {
  return `<w:hdr ${WORD}>${lines.map((line) => wordParagraph(line)).join('')}</w:hdr>`;
}

/** The properties of an office document, as elements by their name with prefix. */
export function wordProperties(properties: Readonly<Record<string, string>>): string {
  const names = 'xmlns:cp="cp" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"';
  const elements = Object.entries(properties).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<cp:coreProperties ${names}>${elements.join('')}</cp:coreProperties>`;
}

/** A line of a PDF page: its baseline from the bottom and its left end in points, and the size of its letters. */
export interface PdfText {
  readonly text: string;
  readonly y: number;
  readonly x?: number;
  readonly size?: number;
}

export interface PdfFile {
  readonly pages: readonly (readonly PdfText[])[];
  /** Entries of the information dictionary, such as `/Title (A title)`. */
  readonly info?: string;
  /** More entries of the catalog and of the trailer. */
  readonly catalog?: string;
  readonly trailer?: string;
  /** Written into the stream of each page in front of its text. */
  readonly before?: Buffer;
}

/** Makes a PDF file (ISO 32000) in Helvetica, in the letters of windows-1252. */
export function pdfOf({ pages, info = '', catalog = '', trailer = '', before = Buffer.alloc(0) }: PdfFile): Buffer {
  const objects: Buffer[] = [];
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  objects.push(Buffer.from(`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`));
  objects.push(Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`));
  objects.push(Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'));
  for (const [index, lines] of pages.entries()) {
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R`;
    objects.push(Buffer.from(`${page} /Resources << /Font << /F1 3 0 R >> >> >>`));
    const stream = deflateSync(Buffer.concat([before, Buffer.from(lines.map(shown).join('\n'), 'latin1')]), {
      level: 9,
    });
    const head = Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`);
    objects.push(Buffer.concat([head, stream, Buffer.from('\nendstream')]));
  }
  objects.push(Buffer.from(`<< ${info} >>`, 'latin1'));
  return written(objects, `/Root 1 0 R /Info ${objects.length} 0 R ${trailer}`);
}

function shown({ text, y, x = 72, size = 11 }: PdfText): string {
  return `BT /F1 ${size} Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`;
}

function written(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\n', 'latin1')];
  const places: number[] = [];
  let at = parts[0]!.length;
  for (const [index, object] of objects.entries()) {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    places.push(at);
    parts.push(whole);
    at += whole.length;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} ${trailer} >>\n`));
  parts.push(Buffer.from(`startxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}
