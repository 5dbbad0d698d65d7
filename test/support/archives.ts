import { type Header, pack } from 'tar-stream';

/** An entry of an archive: its header, and what it holds where it is a file. */
export type ArchiveFile = Partial<Header> & { readonly name: string; readonly text?: string | Uint8Array };

/** A tar archive with these entries, in their order, whatever their names say. */
export async function archiveOf(files: readonly ArchiveFile[]): Promise<Buffer> {
  const made = pack();
  const bytes = (async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of made) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  })();
  for (const { text = '', ...header } of files) made.entry(header, text);
  made.finalize();
  return bytes;
}

/** A header that stands before what it is of, such as a long name, with its content in blocks; for what no writer would write. */
export function rawEntry(type: string, content: Buffer, { size = content.length, name = 'x' } = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
