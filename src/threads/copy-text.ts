import type { TextCopier } from '../matcher/reading/token-keys.ts';

/** Returns a copier that takes a text over as memory, without a look at each of its characters. */
export function memoryCopier(): TextCopier {
  let target: Uint16Array | undefined;
  let bytes: Buffer = Buffer.alloc(0);
  return (text, units) => {
    // The reader keeps its array from text to text: its bytes are looked up once.
    if (units !== target) {
      target = units;
      bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
    }
    bytes.write(text, 'utf16le');
  };
}
